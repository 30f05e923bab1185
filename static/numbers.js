/** Numbers as the page writes them: few digits, a real minus sign, figures of one width. */

const MINUS = "\u2212";

/**
 * Three significant digits, never more than seven characters: 2.66, −0.0205, 1.2×10⁻⁹.
 *
 * @param {number | null | undefined} value
 */
export function short(value) {
  if (value === null || value === undefined || !Number.isFinite(value)) return "–";
  if (value === 0) return "0";
  const size = Math.abs(value);
  if (size >= 1e5 || size < 1e-4) return power(value, 1);
  if (size >= 1000) return minus(value.toFixed(0));
  return minus(value.toFixed(Math.min(5, Math.max(0, 2 - Math.floor(Math.log10(size))))));
}

/**
 * As `short`, of a size that is given as its log10 and may lie beyond all numbers of the machine.
 *
 * @param {number} log  −Infinity for zero
 */
export function shortOfLog(log) {
  if (log === -Infinity) return "0";
  if (!Number.isFinite(log)) return short(log);
  if (Math.abs(log) < 300) return short(10 ** log);
  const exponent = Math.floor(log);
  const mantissa = Number((10 ** (log - exponent)).toFixed(1));
  return mantissa < 10
    ? `${mantissa.toFixed(1)}×10${raised(exponent)}`
    : `1.0×10${raised(exponent + 1)}`;
}

/**
 * As `short`, with the sign always written.
 *
 * @param {number} value
 */
export function signed(value) {
  return value > 0 ? `+${short(value)}` : short(value);
}

/**
 * With the sign and three decimals, so that numbers that are to be added stand alike; very small or
 * large ones as 2e−9.
 *
 * @param {number} value
 */
export function signedFixed(value) {
  const size = Math.abs(value);
  if (value !== 0 && (size < 0.0005 || size >= 1000)) {
    return minus(`${value > 0 ? "+" : ""}${value.toExponential(0).replace("e+", "e")}`);
  }
  return value > 0 ? `+${fixed(value, 3)}` : fixed(value, 3);
}

/**
 * With the sign, in so many letters where that is possible, for signed numbers in small places: in
 * five +0.41, −12.3, +4e−3.
 *
 * @param {number} value
 * @param {number} [letters]  five or more
 */
export function signedCompact(value, letters = 5) {
  const size = Math.abs(value);
  // besides the sign and the point
  const count = letters - 2;
  const isSmall = value !== 0 && size < 0.5 * 10 ** (1 - count);
  const isWritten = !isSmall && size < 1000;
  const text = isWritten ? digits(value, count) : value.toExponential(0).replace("e+", "e");
  return minus(`${value > 0 ? "+" : ""}${text}`);
}

/**
 * With as many decimals as so many digits leave room for.
 *
 * @param {number} value
 * @param {number} count
 */
function digits(value, count) {
  for (let decimals = count - 1; decimals > 0; decimals -= 1) {
    const text = value.toFixed(decimals);
    if (text.replace(/[-.]/g, "").length <= count) return text;
  }
  return value.toFixed(0);
}

/**
 * With a fixed number of decimals.
 *
 * @param {number | null | undefined} value
 * @param {number} decimals
 */
export function fixed(value, decimals) {
  if (value === null || value === undefined || !Number.isFinite(value)) return "–";
  if (Math.abs(value) >= 1e6) return power(value, decimals);
  const text = value.toFixed(decimals);
  return minus(Number(text) === 0 ? text.replace("-", "") : text);
}

/**
 * What stands between terms and their sum: "=" where the numbers as written add up, "≈" where
 * rounding one by one has moved the last digit.
 *
 * @param {string[]} terms  as written
 * @param {string} sum      as written
 */
export function equality(terms, sum) {
  const added = terms.reduce((so, term) => so + parsed(term), 0);
  return Math.abs(added - parsed(sum)) < 1e-9 ? "=" : "≈";
}

/**
 * The number that was written.
 *
 * @param {string} text
 */
export function parsed(text) {
  return Number(text.replace(MINUS, "-"));
}

/**
 * All digits of the number.
 *
 * @param {number} value
 */
export function exact(value) {
  return minus(String(value));
}

/**
 * A size in few letters, for places beside each other: two decimals, one digit
 * below 0.005; very small or large ones as 3e−7. Never more than five letters.
 *
 * @param {number} value  not negative
 */
export function compact(value) {
  if (value !== 0 && (value < 0.001 || value >= 1e4))
    return minus(value.toExponential(0).replace("e+", "e"));
  if (value >= 10) return short(value);
  return value >= 0.005 ? fixed(value, 2) : exact(Number(value.toPrecision(1)));
}

/**
 * @param {number} value
 * @param {number} decimals
 */
function power(value, decimals) {
  const [mantissa = "", exponent = "0"] = value.toExponential(decimals).split("e");
  return `${minus(mantissa)}×10${raised(Number(exponent))}`;
}

/** @param {number} exponent */
function raised(exponent) {
  const digits = [...String(Math.abs(exponent))].map((digit) => "⁰¹²³⁴⁵⁶⁷⁸⁹"[Number(digit)] ?? "");
  return (exponent < 0 ? "⁻" : "") + digits.join("");
}

/** @param {string} text */
function minus(text) {
  return text.replaceAll("-", MINUS);
}

/**
 * With at most so many significant digits, to be typed over: 0.25, -1.5, 1e-7.
 *
 * @param {number} value
 * @param {number} digits
 */
export function shortest(value, digits) {
  return String(Number(value.toPrecision(digits)));
}
