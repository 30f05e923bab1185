/**
 * Where in a text a line and a column are, both counted from 1 and columns in characters, as the
 * server counts; JavaScript counts the larger characters twice. `end` is after the character there.
 *
 * @param {string} text
 * @param {number} line
 * @param {number} column
 * @returns {{start: number, end: number}}
 */
export function placeIn(text, line, column) {
  const lines = text.split("\n");
  const before = lines.slice(0, line - 1).reduce((sum, { length }) => sum + length + 1, 0);
  const characters = [...(lines[line - 1] ?? "")];
  const start = Math.min(text.length, before + characters.slice(0, column - 1).join("").length);
  return { start, end: start + (characters[column - 1]?.length ?? 0) };
}
