/** @import {Request} from "./request.js" */

/**
 * Programs that repeat a run through the API. The shell reads the body as it stands: nothing in it
 * has to be quoted, and it may be longer than an argument.
 *
 * @param {string} address  of POST api/v1/bptt
 * @param {Request} request
 */
export function curlOf(address, request) {
  return `curl -sS ${quoted(address)} \\
  -H 'Content-Type: application/json' \\
  --data-binary @- <<'END'
${written(said(request), PLAIN)}
END
`;
}

/**
 * @param {string} address  of POST api/v1/bptt
 * @param {Request} request
 */
export function pythonOf(address, request) {
  return `import requests

run = ${written(said(request), PYTHON)}
response = requests.post(${literal(address)}, json=run, timeout=60)
response.raise_for_status()
answer = response.json()

print("loss", answer["loss"])
for name, gradient in answer["gradients"].items():
    print(name, gradient)
`;
}

/** @typedef {{null: string, true: string, false: string, indent: string}} Language */

/** @type {Language} */
const PLAIN = { null: "null", true: "true", false: "false", indent: "  " };
/** @type {Language} */
const PYTHON = { null: "None", true: "True", false: "False", indent: "    " };

/** What would turn the text beside it, or break its line; none of it is larger than \uffff. */
const UNRULY = /[\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g;

/**
 * A request without the fields that are left as they are without them.
 *
 * @param {Request} request
 */
function said(request) {
  const { cell } = request;
  return withoutEmpty({ ...request, cell: typeof cell === "object" ? withoutEmpty(cell) : cell });
}

/** @param {Record<string, any>} fields */
function withoutEmpty(fields) {
  const kept = Object.entries(fields).filter(([, value]) => !isEmpty(value));
  return Object.fromEntries(kept);
}

/** @param {unknown} value */
function isEmpty(value) {
  if (value === null || value === undefined) return true;
  return typeof value === "object" && !Array.isArray(value) && Object.keys(value).length === 0;
}

/**
 * A value as JSON or Python writes it: each field in a line of its own, and so each row of a matrix.
 *
 * @param {unknown} value
 * @param {Language} language
 * @param {string} [indent]
 * @returns {string}
 */
function written(value, language, indent = "") {
  if (value === null || typeof value === "boolean") return language[`${value}`];
  if (typeof value === "string") return literal(value);
  if (typeof value !== "object" || value === undefined) return JSON.stringify(value);
  const inner = indent + language.indent;
  if (Array.isArray(value)) {
    const items = value.map((item) => written(item, language, inner));
    const isFlat = value.every((item) => typeof item !== "object" || item === null);
    return isFlat ? `[${items.join(", ")}]` : block("[", items, "]", indent, inner);
  }
  const fields = Object.entries(value).map(
    ([name, item]) => `${literal(name)}: ${written(item, language, inner)}`,
  );
  return block("{", fields, "}", indent, inner);
}

/**
 * @param {string} open
 * @param {string[]} items
 * @param {string} close
 * @param {string} indent
 * @param {string} inner
 */
function block(open, items, close, indent, inner) {
  const lines = items.map((item) => inner + item).join(",\n");
  return `${open}\n${lines}\n${indent}${close}`;
}

/**
 * A string that JSON and Python both read.
 *
 * @param {string} text
 */
function literal(text) {
  return JSON.stringify(text).replace(
    UNRULY,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

/**
 * A word of the shell.
 *
 * @param {string} text
 */
function quoted(text) {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
