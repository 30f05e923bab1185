/**
 * A matrix of numbers, row by row in one array. A vector is a grid of one column.
 *
 * @typedef {{rows: number, columns: number, values: Float64Array}} Grid
 */

/**
 * @param {number[] | number[][]} nested
 * @returns {Grid}
 */
export function gridOf(nested) {
  const first = nested[0];
  const columns = Array.isArray(first) ? first.length : 1;
  return { rows: nested.length, columns, values: Float64Array.from(nested.flat()) };
}

/**
 * @param {number} rows
 * @param {number} columns
 * @returns {Grid}
 */
export function zeros(rows, columns) {
  return { rows, columns, values: new Float64Array(rows * columns) };
}

/**
 * target += left rightᵀ, in place; without `right`, target += left.
 *
 * @param {Grid} target
 * @param {number[]} left
 * @param {number[] | null} right
 */
export function addOuter(target, left, right) {
  const { rows, columns, values } = target;
  for (let i = 0; i < rows; i += 1) {
    const a = left[i] ?? 0;
    for (let j = 0; j < columns; j += 1) values[i * columns + j] += right ? a * (right[j] ?? 0) : a;
  }
}

/**
 * a + scale · b
 *
 * @param {Grid} a
 * @param {Grid} b
 * @param {number} scale
 * @returns {Grid}
 */
export function plus(a, b, scale) {
  return { ...a, values: a.values.map((value, i) => value + scale * (b.values[i] ?? 0)) };
}

/** The Frobenius norm. @param {Grid} grid */
export function norm({ values }) {
  const most = largest(values);
  return most && most * Math.sqrt(values.reduce((sum, value) => sum + (value / most) ** 2, 0));
}

/** @param {ArrayLike<number>} values */
export function largest(values) {
  let largest = 0;
  for (let i = 0; i < values.length; i += 1) largest = Math.max(largest, Math.abs(values[i] ?? 0));
  return largest;
}

/**
 * The place of the entry that is largest in size.
 *
 * @param {Grid} grid
 * @returns {{row: number, column: number}}
 */
export function largestEntry({ columns, values }) {
  let best = 0;
  values.forEach((value, i) => {
    if (Math.abs(value) > Math.abs(values[best] ?? 0)) best = i;
  });
  return { row: Math.floor(best / columns), column: best % columns };
}
