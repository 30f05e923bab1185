/**
 * One line of a cell's equations, taken apart as far as drawing needs it; the server has parsed
 * and checked it.
 *
 * @typedef {{kind: "name" | "number" | "sign", text: string, lag: number}} Token
 * @typedef {{parameter: string, operand: Token[], bare: boolean}} Product
 *   a matrix and what it multiplies; `bare` when the product is a term of the right side itself
 */

const TOKEN =
  /\s*(?:([A-Za-z_]\w*)(\s*\[\s*t\s*-\s*1\s*\])?|(\d[\d.eE]*(?:(?<=[eE])[+-]\d+)?|\.\d+)|([-+*@=()]))/gy;

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
