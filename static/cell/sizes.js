/** The own sizes of a cell's values as they stand in the address: "e=3,q=2", in the order of the alphabet. */

const LONGEST = 1024;
const SIZE = /^[A-Za-z_]\w*=[1-9]\d{0,8}$/;

/**
 * @param {string} text
 * @returns {Record<string, number> | undefined}  undefined when the text is no list of sizes
 */
export function readSizes(text) {
  if (text === "") return {};
  const parts = text.length <= LONGEST ? text.split(",") : [""];
  if (!parts.every((part) => SIZE.test(part))) return undefined;
  const pairs = parts.map((part) => part.split("="));
  const names = pairs.map(([name = ""]) => name);
  if (new Set(names).size < names.length) return undefined;
  return Object.fromEntries(pairs.map(([name = "", size]) => [name, Number(size)]));
}

/** @param {Record<string, number>} sizes */
export function writeSizes(sizes) {
  const names = Object.keys(sizes).sort();
  return names.map((name) => `${name}=${sizes[name]}`).join(",");
}

/**
 * The sizes with another one for a name, or with none.
 *
 * @param {string} text
 * @param {string} name
 * @param {number | null} size
 */
export function withSize(text, name, size) {
  const { [name]: _, ...others } = readSizes(text) ?? {};
  return writeSizes(size === null ? others : { ...others, [name]: size });
}
