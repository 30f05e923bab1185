/**
 * A way along a channel between two rows.
 *
 * @typedef {object} Segment
 * @property {string} net      whose arrows run on it
 * @property {number[]} xs     every place it reaches
 * @property {number[]} up     where it is reached from above or leaves upwards
 * @property {number[]} down   the same downwards
 * @property {number} track    counted from the top of the channel
 */

const NEAR = 5;

/**
 * Gives the ways of a channel their tracks: few, none on another, and where one leaves upwards
 * at the place where another comes from below, the one above the other.
 *
 * @param {Segment[]} segments
 * @returns {number} how many tracks there are
 */
export function layTracks(segments) {
  const waiting = [...segments].sort((a, b) => length(a) - length(b));
  /** @type {Segment[]} */
  const laid = [];
  while (waiting.length > 0) {
    // in a ring of them no order is right: any one may come first
    const next =
      waiting.find((each) => !waiting.some((other) => other !== each && isAbove(other, each))) ??
      waiting[0];
    if (!next) break;
    waiting.splice(waiting.indexOf(next), 1);
    const least = Math.max(
      0,
      ...laid.filter((other) => isAbove(other, next)).map(({ track }) => track + 1),
    );
    let track = least;
    while (laid.some((other) => other.track === track && overlap(other, next))) track += 1;
    next.track = track;
    laid.push(next);
  }
  return Math.max(0, ...laid.map(({ track }) => track + 1));
}

/**
 * Whether a has to run above b.
 *
 * @param {Segment} a
 * @param {Segment} b
 */
function isAbove({ up }, { down }) {
  return up.some((x) => down.some((other) => Math.abs(x - other) < NEAR));
}

/** @param {Segment} a @param {Segment} b */
function overlap({ xs: a }, { xs: b }) {
  return Math.min(...a) < Math.max(...b) + NEAR && Math.min(...b) < Math.max(...a) + NEAR;
}

/** @param {Segment} segment */
function length({ xs }) {
  return Math.max(...xs) - Math.min(...xs);
}
