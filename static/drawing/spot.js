/** @import {Frame} from "../frame.js" */
/** @import {Box, Layout, Point} from "../layout.js" */
/** @import {Trace} from "../trace.js" */
/** @import {Pin} from "./shared.js" */

/**
 * Where numbers are on the stage. What lies in a column counts from where the columns count, as
 * `centre` does; what is shared from the edge of the stage.
 *
 * @typedef {{trace: Trace, frame: Frame, layout: Layout, centre: (t: number) => number, pins: Pin[]}} Ground
 * @typedef {{box: Box, isPinned: boolean, isHidden?: boolean, way?: Point[]}} Spot
 *   `isPinned`: in a shared matrix; `isHidden`: inside a closed column, which is the box; `way`: of
 *   what no number is written of the corners of its arrow
 */

/**
 * A closed column as a whole.
 *
 * @param {Ground} ground
 * @param {number} t
 * @returns {Spot[]}
 */
export function hidden(ground, t) {
  const { form, isOpen } = ground.layout.columns[t - 1] ?? {};
  if (!form || isOpen) return [];
  const { left, right } = form;
  const box = { x: left - 4, y: 0, width: right - left + 8, height: ground.layout.height };
  return inColumn(ground, t, box).map((spot) => ({ ...spot, isHidden: true }));
}

/**
 * @param {Ground} ground
 * @param {number} t
 * @param {Box} box  from the middle of the column
 * @returns {Spot[]}
 */
export function inColumn({ centre }, t, { x, ...box }) {
  return [{ box: { x: centre(t) + x, ...box }, isPinned: false }];
}
