/** @import {Layout} from "./layout.js" */
/** @import {Model} from "./panels.js" */
/** @import {Trace} from "./trace.js" */
import { ease } from "./frame.js";

/**
 * Where the camera stands: over the column of the beat, on its way there from the beat before.
 *
 * @param {Model} model
 * @param {Layout} layout
 * @param {number} width
 */
export function camera({ trace, frame }, layout, width) {
  const over = (/** @type {number} */ index) => {
    const centre = middleOf(layout, watched(trace, index), namesAt(trace, index), width);
    return Math.min(Math.max(0, centre - width / 2), Math.max(0, layout.width - width));
  };
  const from = over(Math.max(0, frame.index - 1));
  return from + (over(frame.index) - from) * ease(frame.progress);
}

/**
 * Where the camera stands for a column to be in sight: as it does, if it is.
 *
 * @param {Layout} layout
 * @param {number} t
 * @param {number} width
 * @param {number} offset
 */
export function inSight(layout, t, width, offset) {
  if (isInSight(layout, t, width, offset)) return offset;
  const centre = middleOf(layout, t, [], width);
  return Math.min(Math.max(0, centre - width / 2), Math.max(0, layout.width - width));
}

/**
 * Whether all of a column is in sight.
 *
 * @param {Layout} layout
 * @param {number} t
 * @param {number} width
 * @param {number} offset
 */
export function isInSight({ columns }, t, width, offset) {
  const { x = 0, form } = columns[t - 1] ?? {};
  const [left, right] = [x + (form?.left ?? 0), x + (form?.right ?? 0)];
  return left >= offset && right <= offset + width;
}

/**
 * The middle of a column; of one wider than the window, of the values that a beat is about.
 *
 * @param {Layout} layout
 * @param {number} t
 * @param {string[]} names
 * @param {number} width
 */
function middleOf({ columns }, t, names, width) {
  const column = columns[t - 1];
  if (!column) return 0;
  const { form, x } = column;
  const places = form.places.filter(({ name }) => names.includes(name));
  if (form.right - form.left <= width || places.length === 0) return x;
  return x + places.reduce((sum, place) => sum + place.x + place.width / 2, 0) / places.length;
}

/**
 * @param {Trace} trace
 * @param {number} index
 */
function namesAt({ timeline }, index) {
  return timeline.beats[index]?.names ?? [];
}

/**
 * @param {Trace} trace
 * @param {number} index
 */
export function watched({ timeline, length }, index) {
  const beat = timeline.beats[index];
  if (beat && beat.t > 0) return beat.t;
  return beat?.kind === "total" ? length : 1;
}
