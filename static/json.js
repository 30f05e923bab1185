const SPACE = /[ \t\n\r]*/y;
const SCALAR =
  /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;

/**
 * Where a text stops being JSON, as line and column from 1; browsers say it in many ways or not at
 * all.
 *
 * @param {string} text  that is none
 */
export function breakOf(text) {
  const before = text.slice(0, breakIn(text)).split("\n");
  return { line: before.length, column: [...(before.at(-1) ?? "")].length + 1 };
}

/**
 * @param {string} text
 * @returns {number}
 */
function breakIn(text) {
  let at = 0;
  /** @type {string[]} */
  const open = [];
  /** @param {RegExp} what */
  const skip = (what) => {
    what.lastIndex = at;
    const found = what.exec(text)?.[0] ?? "";
    at += found.length;
    return found;
  };
  /** @type {"value" | "first" | "key" | "first key" | "after"} */
  let wanted = "value";
  for (;;) {
    skip(SPACE);
    const sign = text[at] ?? "";
    const closing = open.at(-1) === "{" ? "}" : "]";
    if (wanted === "after" && open.length === 0) return at;
    if (sign === closing && (wanted === "after" || wanted.startsWith("first"))) {
      open.pop();
      at += 1;
      wanted = "after";
    } else if (wanted === "after") {
      if (sign !== ",") return at;
      at += 1;
      wanted = closing === "}" ? "key" : "value";
    } else if (wanted.endsWith("key")) {
      if (sign !== '"' || skip(SCALAR) === "") return at;
      skip(SPACE);
      if (text[at] !== ":") return at;
      at += 1;
      wanted = "value";
    } else if (sign === "{" || sign === "[") {
      open.push(sign);
      at += 1;
      wanted = sign === "{" ? "first key" : "first";
    } else {
      if (skip(SCALAR) === "") return at;
      wanted = "after";
    }
  }
}
