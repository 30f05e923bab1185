/** About how wide letters are as tokens are written on the stage. */

/** What takes a square in any font. */
const SQUARE =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Emoji_Presentation}\u3000-\u303f\uff00-\uff60]/u;
const MARK = /^[\p{M}\p{Cf}]/u;

const MATH = /** @type {[RegExp, number][]} */ ([
  [/[fijlt!'.,:;|`]/, 4.9],
  [/[rsIJ?"()[\]{}⟨⟩/\\*-]/, 6.6],
  [/[acegvxyz$^0-9]/, 7.9],
  [/[bdhknopquS_~␣]/, 9.2],
  [/[w<>+=#%&A-LN-VX-Z]/, 12.4],
  [SQUARE, 17],
]);

/**
 * In the font of names, below a column.
 *
 * @param {string} letter
 */
export function inMath(letter) {
  if (MARK.test(letter)) return 0;
  const bare = letter.normalize("NFD").charAt(0);
  return MATH.find(([kind]) => kind.test(kind === SQUARE ? letter : bare))?.[1] ?? 15.2;
}

/**
 * In the font of numbers, below the bars.
 *
 * @param {string} letter
 */
export function inMono(letter) {
  return MARK.test(letter) ? 0 : SQUARE.test(letter) ? 11.6 : 6.7;
}

/**
 * @param {string} text
 * @param {(letter: string) => number} widthOf
 */
export function widthIn(text, widthOf) {
  return [...text].reduce((sum, letter) => sum + widthOf(letter), 0);
}
