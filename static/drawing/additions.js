/** @import {Context} from "../panels.js" */
/** @import {NudgeAnswer} from "../answer.js" */
/** @import {Nudge} from "../nudge.js" */
/** @import {Pen} from "../svg.js" */
import { addedUp, writeNudge } from "../nudge.js";
import { signed } from "../numbers.js";
import { WORDS } from "../words.js";

const WIDTH = 256;
const HEIGHT = 64;
/** Above the bars, and for what stands below them. */
const TOP = 4;
const BELOW = 18;
/** The widest pair of bars, and the distance of the last two from the others, in pairs. */
const WIDEST = 36;
const APART = 0.4;
/** What a time-stamp below its bars takes, for each digit and beside them. */
const DIGIT = 7;
const BESIDE = 5;

/**
 * Two bars, predicted and actual: of one copy, of their sum, or of the shared weight.
 *
 * @typedef {object} Pair
 * @property {string} name
 * @property {number} at            where it begins, in pairs
 * @property {[number, number][]} spans  of either bar
 * @property {string | null} fill
 * @property {number | null} [t]    what a click chooses; none of the sum
 */

/**
 * What the change of each copy alone does to L, predicted and actual, each standing on the ones
 * before it; then what they add up to, and beside that what the shared weight does.
 *
 * @param {Pen} pen
 * @param {{nudge: Nudge, answer: NudgeAnswer, time: (t: number) => string}} scene
 * @param {Context["dispatch"]} dispatch
 */
export function drawAdditions(pen, { nudge, answer, time }, dispatch) {
  const pairs = pairsOf(nudge, answer, time);
  const step = Math.min(WIDEST, WIDTH / (pairs.length + 2 * APART));
  const levels = pairs.flatMap(({ spans }) => spans.flat());
  const top = Math.max(...levels, 0);
  const range = top - Math.min(...levels, 0) || 1;
  const y = (/** @type {number} */ level) => TOP + ((top - level) / range) * HEIGHT;
  const look = { role: "img", "aria-label": said(answer.copies), class: "additions" };
  const height = TOP + HEIGHT + BELOW;
  pen.group("additions", "svg", { ...look, viewBox: `0 0 ${WIDTH} ${height}` }, (svg) => {
    svg.put("ground", "path", { class: "ground", d: `M0 ${y(0)}H${WIDTH}` });
    const isNamed = namedIn(pairs, nudge, step);
    pairs.forEach((pair, i) => {
      const { name, at, t } = pair;
      drawPair(svg, pair, step, y);
      const middle = { x: (at + 0.5) * step, y: TOP + HEIGHT + 13, "text-anchor": "middle" };
      const className = t === nudge.t ? "tick chosen" : "tick";
      if (isNamed(i)) svg.put(`name ${name}`, "text", { class: className, ...middle }, name);
      if (t === undefined) return;
      const text = writeNudge({ ...nudge, t });
      const area = { class: "choose", x: at * step, y: 0, width: step, height };
      svg.put(`choose ${name}`, "rect", area, null, {
        click: () => dispatch({ type: "set", field: "nudge", text }),
      });
    });
  });
}

/**
 * @param {Nudge} nudge
 * @param {NudgeAnswer} answer
 * @param {(t: number) => string} time
 * @returns {Pair[]}
 */
function pairsOf({ parameter }, { copies, shared }, time) {
  const { first, actual } = copies;
  const chains = [chain(copies.predicted), chain(actual)];
  const count = actual.length;
  const sum = addedUp(copies);
  /** @param {{predicted: number, actual: number}} change @returns {[number, number][]} */
  const whole = (change) => [
    [0, change.predicted],
    [0, change.actual],
  ];
  return [
    ...actual.map((_, i) => ({
      name: `${first + i + 1}`,
      at: i,
      spans: chains.map(
        (levels) => /** @type {[number, number]} */ ([levels[i] ?? 0, levels[i + 1] ?? 0]),
      ),
      fill: time(first + i + 1),
      t: first + i + 1,
    })),
    { name: "Σ", at: count + APART, spans: whole(sum), fill: null },
    {
      name: parameter.charAt(0),
      at: count + 1 + 2 * APART,
      spans: whole(shared),
      fill: null,
      t: null,
    },
  ];
}

/**
 * Where each term begins when one stands on the other, and where all end.
 *
 * @param {number[]} terms
 */
function chain(terms) {
  const levels = [0];
  terms.forEach((term, i) => levels.push((levels[i] ?? 0) + term));
  return levels;
}

/**
 * Which pairs have room for their name: the chosen one, and others at even distances from the first.
 *
 * @param {Pair[]} pairs
 * @param {Nudge} nudge
 * @param {number} step
 */
function namedIn(pairs, { t }, step) {
  const copies = pairs.length - 2;
  const longest = pairs[copies - 1]?.name.length ?? 1;
  const stride = Math.ceil((DIGIT * longest + BESIDE) / step);
  const chosen = pairs.findIndex((pair) => pair.t === t);
  return (/** @type {number} */ i) =>
    i >= copies || i === chosen || (i % stride === 0 && Math.abs(i - chosen) >= stride);
}

/**
 * @param {Pen} svg
 * @param {Pair} pair
 * @param {number} step
 * @param {(level: number) => number} y
 */
function drawPair(svg, { name, at, spans, fill }, step, y) {
  const gap = step > 6 ? step * 0.12 : 0;
  const width = Math.max(0.5, step / 2 - gap);
  spans.forEach(([from, to], i) =>
    svg.put(`${name} ${i}`, "rect", {
      class: i === 0 ? "bar predicted" : "bar actual",
      x: at * step + gap + i * width,
      y: Math.min(y(from), y(to)),
      width,
      height: Math.max(1, Math.abs(y(from) - y(to))),
      fill,
    }),
  );
}

/** @param {NudgeAnswer["copies"]} copies */
function said(copies) {
  const { first, predicted, actual } = copies;
  const terms = actual.map((change, i) =>
    WORDS.nudge.alone(first + i + 1, signed(predicted[i] ?? 0), signed(change)),
  );
  const sum = addedUp(copies);
  return WORDS.nudge.picture(terms, signed(sum.predicted), signed(sum.actual));
}
