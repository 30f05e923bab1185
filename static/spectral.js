/** @import {Grid} from "./grid.js" */
import { largest } from "./grid.js";

/** 2 to this power is the power of the matrix that is looked at. */
const SQUARINGS = 22;

/**
 * The spectral radius of a square matrix: the size of its largest eigenvalue, real or not. By
 * Gelfand's formula, ρ = lim |Aⁿ|^(1/n), with n doubled again and again and what grows or vanishes
 * kept apart as a logarithm. Complex pairs and repeated eigenvalues only slow it down: the error of
 * log ρ is about log(n) / n.
 *
 * @param {Grid} matrix
 */
export function spectralRadius({ rows, values }) {
  let power = values;
  /** log of what A^n was divided by, over n. */
  let log = 0;
  for (let k = 0; k <= SQUARINGS; k += 1) {
    const size = largest(power);
    if (size === 0) return 0;
    log += Math.log(size) / 2 ** k;
    if (k < SQUARINGS)
      power = squared(
        power.map((value) => value / size),
        rows,
      );
  }
  return Math.exp(log);
}

/**
 * @param {Float64Array} a
 * @param {number} n
 */
function squared(a, n) {
  const product = new Float64Array(n * n);
  for (let i = 0; i < n; i += 1)
    for (let k = 0; k < n; k += 1) {
      const factor = /** @type {number} */ (a[i * n + k]);
      if (factor === 0) continue;
      for (let j = 0; j < n; j += 1)
        product[i * n + j] += factor * /** @type {number} */ (a[k * n + j]);
    }
  return product;
}
