/**
 * Rows that the columns of all forms have in common, so that the arrow from a state to the next
 * column runs straight.
 *
 * @typedef {{top: number, height: number}} Band  where a row is
 *
 * @typedef {object} Rows     what a form needs
 * @property {number[]} places    of each of its rows, which of the common ones it is
 * @property {number[]} heights   of its rows
 * @property {number[]} channels  least heights of what lies below each of them but the last
 */

/**
 * As near to each other as every form allows. A common row that no form has is empty.
 *
 * @param {Rows[]} forms
 * @param {number} count  of the common rows
 * @param {number} top    of the first
 * @returns {Band[]}
 */
export function bandsOf(forms, count, top) {
  const heights = Array.from({ length: count }, (_, row) =>
    Math.max(0, ...forms.map((form) => form.heights[form.places.indexOf(row)] ?? 0)),
  );
  const channels = heights.map(() => 0);
  for (const { from, to, least } of spansOf(forms)) {
    const free = sum(channels.slice(from, to)) + sum(heights.slice(from + 1, to));
    channels[to - 1] = (channels[to - 1] ?? 0) + Math.max(0, least - free);
  }
  let y = top;
  return heights.map((height, row) => {
    const band = { top: y, height };
    y += height + (channels[row] ?? 0);
    return band;
  });
}

/**
 * How far apart which rows have to be, the nearest neighbours first: what they take counts for those
 * that have them between.
 *
 * @param {Rows[]} forms
 */
function spansOf(forms) {
  return forms
    .flatMap(({ places, channels }) =>
      places.slice(1).map((to, i) => ({ from: places[i] ?? 0, to, least: channels[i] ?? 0 })),
    )
    .sort((a, b) => a.to - a.from - (b.to - b.from));
}

/** @param {number[]} values */
function sum(values) {
  return values.reduce((total, value) => total + value, 0);
}
