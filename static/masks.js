/**
 * The time-stamps whose target is left out, as they stand in the address: "2,5,7-12", from 1 and in
 * their order.
 */

const LONGEST = 4096;
const RUN = /^([1-9]\d{0,3})(?:-([1-9]\d{0,3}))?$/;

/**
 * @param {string} text
 * @returns {number[] | undefined}  each once, in their order; undefined when the text is no such list
 */
export function readMask(text) {
  if (text === "") return [];
  const runs = (text.length <= LONGEST ? text : "?").split(",").map((part) => RUN.exec(part));
  const times = runs.flatMap((run) => {
    const first = Number(run?.[1]);
    const last = Number(run?.[2] ?? first);
    return last >= first ? Array.from({ length: last - first + 1 }, (_, i) => first + i) : [NaN];
  });
  return times.some(Number.isNaN) ? undefined : sorted(times);
}

/**
 * Three and more in a row are written as a run.
 *
 * @param {number[]} times
 */
export function writeMask(times) {
  /** @type {number[][]} */
  const runs = [];
  for (const t of sorted(times)) {
    const run = runs.at(-1);
    if (run?.at(-1) === t - 1) run.push(t);
    else runs.push([t]);
  }
  return runs.map((run) => (run.length > 2 ? `${run[0]}-${run.at(-1)}` : run.join(","))).join(",");
}

/**
 * The mask with time-stamp t the other way.
 *
 * @param {string} mask
 * @param {number} t
 */
export function withToggled(mask, t) {
  const times = readMask(mask) ?? [];
  return writeMask(times.includes(t) ? times.filter((each) => each !== t) : [...times, t]);
}

/** @param {number[]} times */
function sorted(times) {
  return [...new Set(times)].sort((a, b) => a - b);
}
