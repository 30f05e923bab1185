/**
 * One line of a cell's equations, taken apart as far as drawing needs it; the server has parsed
 * and checked it.
 *
 * @typedef {{kind: "name" | "number" | "sign", text: string, lag: number}} Token
 * @typedef {{parameter: string, operand: Token[], bare: boolean}} Product
 *   a matrix and what it multiplies; `bare` when the product is a term of the right side itself
 *
 * A right side as a tree. A bias is a name.
 * @typedef {{kind: "name", text: string, lag: number} | {kind: "number", text: string}
 *   | {kind: "call", word: string, of: Tree} | {kind: "minus", of: Tree}
 *   | {kind: "both", sign: "+" | "-" | "*", left: Tree, right: Tree}
 *   | {kind: "product", parameter: string, of: Tree}} Tree
 */

const TOKEN =
  /\s*(?:([A-Za-z_]\w*)(\s*\[\s*t\s*-\s*1\s*\])?|((?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)|([-+*@=()]))/gy;

/**
 * @param {string} line
 * @returns {Token[]}
 */
export function tokens(line) {
  const code = line.replace(/#.*$/, "").trim();
  return [...code.matchAll(TOKEN)].map(([, name, lagged, number, sign]) => {
    if (name !== undefined) return { kind: "name", text: name, lag: lagged ? 1 : 0 };
    if (number !== undefined) return { kind: "number", text: number, lag: 0 };
    return { kind: "sign", text: sign ?? "", lag: 0 };
  });
}

/**
 * The right side of an equation. As in Python, `*` and `@` bind alike and from the left.
 *
 * @param {string} line
 * @returns {Tree}
 */
export function parse(line) {
  const all = tokens(line);
  let at = all.findIndex(({ text }) => text === "=") + 1;
  const sees = (/** @type {string[]} */ ...signs) => signs.includes(all[at]?.text ?? "");
  /** @param {string[]} signs @param {() => Tree} part @returns {Tree} */
  function chain(signs, part) {
    let left = part();
    while (sees(...signs)) {
      const sign = all[at++]?.text;
      const right = part();
      left =
        sign === "@"
          ? { kind: "product", parameter: left.kind === "name" ? left.text : "", of: right }
          : { kind: "both", sign: /** @type {"+" | "-" | "*"} */ (sign), left, right };
    }
    return left;
  }
  const sum = () => chain(["+", "-"], () => chain(["*", "@"], factor));
  /** @returns {Tree} */
  function factor() {
    const token = all[at++];
    if (!token) return { kind: "number", text: "0" };
    const { kind, text, lag } = token;
    if (text === "-") return { kind: "minus", of: factor() };
    if (text === "(") return closed();
    if (kind === "number") return { kind, text };
    if (sees("(")) {
      at += 1;
      return { kind: "call", word: text, of: closed() };
    }
    return { kind: "name", text, lag };
  }
  function closed() {
    const inner = sum();
    at += 1;
    return inner;
  }
  return sum();
}

/**
 * Every matrix of an equation with what stands right of its `@`.
 *
 * @param {string} line
 * @returns {Product[]}
 */
export function products(line) {
  const all = tokens(line);
  return all.flatMap((token, at) => {
    if (!token.text.startsWith("W_") || all[at + 1]?.text !== "@") return [];
    const end = endOfOperand(all, at + 2);
    return [{ parameter: token.text, operand: all.slice(at + 2, end), bare: isTerm(all, at, end) }];
  });
}

/**
 * The biases of an equation.
 *
 * @param {string} line
 */
export function biases(line) {
  const names = tokens(line).map((token) => token.text);
  return [...new Set(names.filter((name) => name.startsWith("b_")))];
}

/**
 * @param {Token[]} all
 * @param {number} start
 */
function endOfOperand(all, start) {
  let open = 0;
  for (let at = start; at < all.length; at += 1) {
    if (all[at]?.text === "(") open += 1;
    if (all[at]?.text === ")") open -= 1;
    const call = /^(tanh|sigmoid|relu)$/.test(all[at]?.text ?? "");
    if (open === 0 && !call) return at + 1;
  }
  return all.length;
}

/**
 * @param {Token[]} all
 * @param {number} start
 * @param {number} end
 */
function isTerm(all, start, end) {
  const before = all[start - 1]?.text;
  const after = all[end]?.text;
  const opened = all
    .slice(0, start)
    .reduce((n, { text }) => n + (text === "(" ? 1 : text === ")" ? -1 : 0), 0);
  return (
    opened === 0 &&
    (before === "=" || before === "+") &&
    (after === undefined || after === "+" || after === "-")
  );
}
