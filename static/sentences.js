/** @import {Trace} from "./trace.js" */
/** @import {Beat, Kind} from "./timeline.js" */
import { exact, fixed, signedFixed } from "./numbers.js";
import { WORDS } from "./words.js";

/** @type {Record<Kind, (trace: Trace, beat: Beat, extra: {rate: number, lossAfter: number | null}) => string>} */
const SENTENCES = {
  start: ({ length }) =>
    `The network, unrolled over ${WORDS.timeStamps(length)}. Nothing is computed yet. Every column uses the same matrices, the ones at the left. Press play, or →.`,
  hidden: (trace, { t }) =>
    `Time-stamp ${t} reads ${quoted(trace.inputToken(t), "its input")}. The hidden values follow from this input and from ${t === 1 ? "the initial state" : `the state that time-stamp ${t - 1} left behind`}.`,
  output: outputSentence,
  loss: (trace, { t }) => {
    const loss = trace.answer.losses[t - 1];
    return loss === null
      ? `Time-stamp ${t} has no target, so it adds no loss.`
      : `The loss of time-stamp ${t} is minus the logarithm of that probability: ${fixed(loss, 2)}.`;
  },
  total: ({ answer, length }) =>
    `The loss of the whole sequence is the sum of the losses of its ${WORDS.timeStamps(length)}: ${fixed(answer.loss, 2)}.`,
  error: (trace, { t }) => {
    const target = trace.target(t);
    const start = t === trace.length ? `Back from the end: time-stamp ${t} comes first. ` : "";
    return target === null
      ? `${start}Time-stamp ${t} has no target, so it has no error.`
      : `${start}The error of time-stamp ${t}: its probabilities, minus one at ${quoted(trace.token(target), "the target")}, which was to come.`;
  },
  receive: receiveSentence,
  copies: (_, { t }) =>
    `Suppose time-stamp ${t} had weights of its own: each gets a gradient of its own, the copies of time-stamp ${t}.`,
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
  return SENTENCES[beat.kind](trace, beat, extra);
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
function receiveSentence(trace, { t, names }) {
  const name =
    names.find((each) => trace.graph.edges.some((edge) => edge.from === each && edge.lag > 0)) ??
    names[0] ??
    "";
  const messages = trace.answer.messages.filter(({ to }) => to === name);
  const recurrent = messages.filter(({ lag }) => lag > 0);
  if (recurrent.length === 0) return slopeSentence(trace, names, t);
  const unit = trace.unit(name);
  const now = sumOf(
    messages.filter(({ lag }) => lag === 0),
    t,
    unit,
  );
  if (t === trace.length)
    return `Time-stamp ${t} is the last: only its own loss reaches ${name}. Unit ${unit + 1} gets ${signedFixed(now)}.`;
  if (trace.cutAfter(t))
    return `From its own loss, unit ${unit + 1} of ${name} gets ${signedFixed(now)}. What would come from time-stamp ${t + 1} is cut off by the truncation.`;
  const later = sumOf(recurrent, t, unit);
  const { kept, all } = trace.reach(t);
  const part = kept < all ? ` Only ${kept} of ${all} later losses reach back this far.` : "";
  return `Two arrows reach ${name} of time-stamp ${t} and add up: in unit ${unit + 1}, ${signedFixed(now)} from its own loss and ${signedFixed(later)} from the future.${part}`;
}

/**
 * @param {Trace} trace
 * @param {string[]} names
 * @param {number} t
 */
function slopeSentence({ graph }, names, t) {
  const user = graph.companions[names[0] ?? ""];
  const call = /=\s*(\w+)\(/.exec(graph.nodes.find(({ name }) => name === user)?.equation ?? "");
  if (names.length > 1 || !call)
    return `The gradient of time-stamp ${t} goes on to ${names.join(", ")}, through the slopes of what stands between.`;
  return `Times the slope of ${call[1]}, the gradient at ${user} becomes the gradient at ${names[0]} of time-stamp ${t}.`;
}

/**
 * @param {import("./answer.js").Message[]} messages
 * @param {number} t
 * @param {number} unit
 */
function sumOf(messages, t, unit) {
  return messages.reduce((sum, { values }) => sum + (values[t - 1]?.[unit] ?? 0), 0);
}

/**
 * @param {string} token
 * @param {string} otherwise
 */
function quoted(token, otherwise) {
  return token === "" ? otherwise : `“${token}”`;
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
