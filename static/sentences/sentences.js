/** @import {Trace} from "../trace.js" */
/** @import {Beat, Kind} from "../timeline.js" */
import { computed } from "./computing.js";
import { exact, fixed } from "../numbers.js";
import { errorOf, received } from "./receiving.js";
import { listed, quoted } from "./phrases.js";
import { reaches, startOf } from "../timeline.js";
import { WORDS } from "../words.js";

/** @type {Record<Kind, (trace: Trace, beat: Beat, extra: {rate: number, lossAfter: number | null}) => string>} */
const SENTENCES = {
  start: ({ length }) =>
    `The network, unrolled over ${WORDS.timeStamps(length)}. Nothing is computed yet. Every column uses the same matrices, the ones at the left. Press play, or →.`,
  hidden: computed,
  output: outputSentence,
  loss: (trace, { t }) => {
    const loss = trace.answer.losses[t - 1];
    return loss === null
      ? `Time-stamp ${t} has no target, so it adds no loss.`
      : `The loss of time-stamp ${t} is minus the logarithm of that probability: ${fixed(loss, 2)}.`;
  },
  total: ({ answer, length }) =>
    `The loss of the whole sequence is the sum of the losses of its ${WORDS.timeStamps(length)}: ${fixed(answer.loss, 2)}.`,
  error: errorOf,
  receive: received,
  copies: copiesSentence,
  sum: ({ length }, { t }) =>
    `The copies of time-stamp ${t} join the sum: ${length - t + 1} of ${length} ${length - t + 1 === 1 ? "is" : "are"} in.`,
  land: ({ length }) =>
    `${length === 1 ? "The only copy is" : `All ${length} copies are`} in. The total is the gradient of the one shared matrix, and goes there.`,
  update: (trace, _, { rate, lossAfter }) => {
    const { length } = trace;
    const all = length === 1 ? "Its one use changes" : `All its ${length} uses change`;
    const step = `Each shared matrix takes a step of ${exact(rate)} times its gradient, against it.`;
    return `${step} ${all} at once: it always was one matrix.${lossSentence(trace, lossAfter)}`;
  },
};

/**
 * What happens in a beat, in a sentence or two.
 *
 * @param {Trace} trace
 * @param {Beat} beat
 * @param {{rate: number, lossAfter: number | null}} extra
 */
export function sentence(trace, beat, extra) {
  const { timeline } = trace;
  const isFirst = timeline.beats[startOf(timeline, "backward")] === beat;
  const start = isFirst ? `Back from the end: time-stamp ${beat.t} comes first. ` : "";
  return start + SENTENCES[beat.kind](trace, beat, extra);
}

/**
 * @param {Trace} trace
 * @param {Beat} beat
 */
function outputSentence(trace, { t }) {
  const target = trace.target(t);
  const p = trace.answer.values["p"]?.[t - 1] ?? [];
  if (target === null) return `The output of time-stamp ${t} becomes probabilities.`;
  return `The output of time-stamp ${t} becomes probabilities. ${quoted(trace.token(target), "The target")} comes next; it was given ${fixed(p[target], 2)}.`;
}

/**
 * @param {Trace} trace
 * @param {Beat} beat
 */
function copiesSentence({ graph, timeline }, { t }) {
  const said = `Suppose time-stamp ${t} had weights of its own: each gets a gradient of its own, the copies of time-stamp ${t}.`;
  const homes = [...new Set(Object.values(graph.homes))];
  const dead = homes.filter((name) => !reaches(timeline, name));
  if (dead.length === 0) return said;
  return `${said} Those of ${listed(dead)} are zero, since no way leads from there to an output.`;
}

/**
 * @param {Trace} trace
 * @param {number | null} after
 */
function lossSentence({ answer, truncation }, after) {
  if (after === null) return "";
  const way = `from ${fixed(answer.loss, 2)} to ${fixed(after, 2)}`;
  if (after <= answer.loss) return ` The loss goes ${way}.`;
  return truncation.kind === "off"
    ? ` The step was too long: the loss goes up, ${way}.`
    : ` The loss goes up, ${way}.`;
}
