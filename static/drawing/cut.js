/**
 * A text cut short where it is too wide; at least a letter of it stays.
 *
 * @param {string} text
 * @param {number} room  in letters, or as `widthOf` measures
 * @param {(letter: string) => number} [widthOf]
 */
export function cut(text, room, widthOf = () => 1) {
  const letters = [...text];
  let left = room;
  let end = letters.findIndex((letter) => (left -= widthOf(letter)) < 0);
  if (end < 0) return text;
  for (left += widthOf(letters[end] ?? ""); end > 1 && left < widthOf("…");)
    left += widthOf(letters[--end] ?? "");
  return `${letters.slice(0, Math.max(1, end)).join("")}…`;
}
