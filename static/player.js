/** @import {Timeline} from "./timeline.js" */

/**
 * Where the film is after some seconds of playing, forwards or backwards.
 *
 * @param {Timeline} timeline
 * @param {number} position
 * @param {number} seconds  at normal speed
 * @param {number} goal     where it stops
 */
export function advance({ beats }, position, seconds, goal) {
  const direction = Math.sign(goal - position);
  let at = position;
  let left = seconds;
  while (left > 0 && at !== goal) {
    const next = direction > 0 ? Math.floor(at) + 1 : Math.ceil(at) - 1;
    const length = beats[Math.ceil(Math.max(at, next))]?.seconds ?? 1;
    const needed = Math.abs(next - at) * length;
    if (needed > left) return between(at + (direction * left) / length, position, goal);
    at = direction > 0 ? Math.min(next, goal) : Math.max(next, goal);
    left -= needed;
  }
  return at;
}

/**
 * Calls `tick` with the seconds since the last picture, as long as `running` says so.
 *
 * @param {object} clock
 * @param {(callback: (milliseconds: number) => void) => unknown} clock.request  as requestAnimationFrame
 * @param {(seconds: number) => void} tick
 */
export function createPlayer({ request }, tick) {
  let running = false;
  let before = NaN;
  /** @param {number} now */
  function onFrame(now) {
    if (!running) return;
    const seconds = Number.isNaN(before) ? 0 : (now - before) / 1000;
    before = now;
    tick(seconds);
    request(onFrame);
  }
  return {
    /** @param {boolean} run */
    run(run) {
      if (run === running) return;
      running = run;
      before = NaN;
      if (run) request(onFrame);
    },
  };
}

/**
 * @param {number} value
 * @param {number} a
 * @param {number} b
 */
function between(value, a, b) {
  return Math.min(Math.max(value, Math.min(a, b)), Math.max(a, b));
}
