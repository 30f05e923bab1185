const SIGNS = /** @type {Record<string, string>} */ ({
  " ": "␣",
  "\u00a0": "⍽",
  "\t": "⇥",
  "\n": "↵",
  "\r\n": "↵",
  "\u007f": "␡",
});

/** A token of which nothing would be seen, or which would turn what stands beside it. */
const UNSEEN = /^[\p{Default_Ignorable_Code_Point}\p{Cf}]+$/u;
/** What is written with a sign of its own wherever it stands in a token. */
const BLANK = /\r\n|[\s\p{Z}\p{Cc}\p{Cs}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\u2800]/gu;

/**
 * A token as it is shown: white space and other invisible characters each by a sign, and what marks
 * the start and the end of a sentence so that it looks like no token of a text.
 *
 * @param {string} text
 */
export function shownToken(text) {
  const mark = /^<(start|end)>$/.exec(text)?.[1];
  if (mark) return `⟨${mark}⟩`;
  if (UNSEEN.test(text)) return [...text].map(codeOf).join("");
  const visible = text.replace(BLANK, signOf);
  return /^\p{M}/u.test(visible) ? `◌${visible}` : visible;
}

/**
 * A token within a line of text, where a space is seen as one.
 *
 * @param {string} text
 */
export function writtenToken(text) {
  return text === " " ? text : shownToken(text);
}

/** @param {string} blank */
function signOf(blank) {
  const code = blank.codePointAt(0) ?? 0;
  return SIGNS[blank] ?? (code < 0x20 ? String.fromCodePoint(0x2400 + code) : codeOf(blank));
}

/** @param {string} character */
function codeOf(character) {
  const code = character.codePointAt(0) ?? 0;
  return `U+${code.toString(16).toUpperCase().padStart(4, "0")}`;
}
