/** @import {Trace} from "../trace.js" */
/** @import {Beat, Kind} from "../timeline.js" */
import { computed } from "./computing.js";
import { reaches } from "../cell/graph.js";
import { exact, fixed, short } from "../numbers.js";
import { errorOf, received } from "./receiving.js";
import { listed, quoted, untargeted } from "./phrases.js";
import { startOf } from "../timeline.js";
import { WORDS } from "../words.js";

/** @type {Record<Kind, (trace: Trace, beat: Beat, extra: {rate: number, lossAfter: number | null}) => string>} */
const SENTENCES = {
  start: ({ length, isTranslation, parts }) => {
    const [encoder, decoder] = parts.map((part) => part.length);
    return isTranslation
      ? `An encoder, unrolled over ${WORDS.timeStamps(encoder ?? 0)}, and a decoder over ${decoder}. Nothing is computed yet. Every column of a half uses the same matrices, the ones beside it. Press play, or →.`
      : `The network, unrolled over ${WORDS.timeStamps(length)}. Nothing is computed yet. Every column uses the same matrices, the ones at the left. Press play, or →.`;
  },
  hidden: computed,
  output: outputSentence,
  loss: (trace, { t }) => {
    const loss = trace.answer.losses[t - 1];
    return loss === null
      ? `${untargeted(trace, t)}, so it adds no loss.`
      : `The loss of time-stamp ${t} is minus the logarithm of that probability: ${fixed(loss, 2)}.`;
  },
  total: totalled,
  error: errorOf,
  receive: received,
  copies: copiesSentence,
  sum: summed,
  land: landed,
  update: (trace, _, { rate, lossAfter }) => {
    if (countedIn(trace) === 0)
      return "No target is left, so every gradient is 0: the matrices stay as they are, and nothing is learned.";
    const step = `Each shared matrix takes a step of ${exact(rate)} times its gradient, against it.`;
    return `${step} ${changing(trace)}${lossSentence(trace, lossAfter)}`;
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
  const target = trace.target(t) ?? trace.maskedTarget(t);
  const p = trace.answer.values["p"]?.[t - 1] ?? [];
  const said = `The output of time-stamp ${t} becomes probabilities.`;
  if (target === null) return said;
  const next = `${quoted(trace.token(target), "The target")} comes next; it was given ${fixed(p[target], 2)}`;
  return `${said} ${next}${trace.target(t) === null ? ", but this target is left out" : ""}.`;
}

/** @param {Trace} trace */
function countedIn({ answer }) {
  return answer.losses.filter((loss) => loss !== null).length;
}

/** @param {Trace} trace */
function totalled(trace) {
  const { answer, isTranslation, length } = trace;
  const losses = countedIn(trace);
  if (losses === 0)
    return "No target is left, so there is no loss: L is 0, and nothing is learned.";
  const all = trace.partAt(length).length;
  const whose = isTranslation ? "The loss of the translation" : "The loss of the whole sequence";
  const its = `${isTranslation ? "the decoder’s" : "its"} ${WORDS.timeStamps(all)}`;
  const of =
    losses === all
      ? `the sum of the losses of ${its}`
      : losses === 1
        ? `the loss of 1 of ${its}, the only one with a target that counts`
        : `the sum of the losses of ${losses} of ${its}, those with a target that counts`;
  const said = `${whose} is ${of}: ${fixed(answer.loss, 2)}.`;
  return isTranslation ? `${said} The encoder has none.` : said;
}

/**
 * @param {Trace} trace
 * @param {Beat} beat
 */
function summed(trace, { t }) {
  const { name, first, length } = trace.partAt(t);
  const sum = trace.isTranslation ? `sums for the ${name}’s weights` : "sum";
  const count = first + length - t + 1;
  return `The copies of time-stamp ${t} join the ${sum}: ${count} of ${length} ${count === 1 ? "is" : "are"} in.`;
}

/** @param {Trace} trace */
function landed({ answer, length, parts, isTranslation }) {
  const gradient = answer.comparison ? "truncated gradient" : "gradient";
  if (!isTranslation)
    return `${length === 1 ? "The only copy is" : `All ${length} copies are`} in. The total is the ${gradient} of the one shared matrix, and goes there.`;
  const [encoder, decoder] = parts.map((part) => part.length);
  return `All are in, ${encoder} ${encoder === 1 ? "copy" : "copies"} of each encoder matrix and ${decoder} of each decoder matrix. Each total is the ${gradient} of one shared matrix, and goes there: each half into its own weights.`;
}

/** @param {Trace} trace */
function changing({ length, parts, isTranslation }) {
  if (!isTranslation)
    return `${length === 1 ? "Its one use changes" : `All its ${length} uses change`} at once: it always was one matrix.`;
  const [encoder, decoder] = parts.map((part) => part.length);
  return `All its uses change at once, ${encoder} in the encoder or ${decoder} in the decoder: it always was one matrix.`;
}

/**
 * @param {Trace} trace
 * @param {Beat} beat
 */
function copiesSentence(trace, { t }) {
  const { name: half, graph } = trace.partAt(t);
  const weights = trace.isTranslation ? `${half} weights` : "weights";
  const said = `Suppose time-stamp ${t} had ${weights} of its own: each gets a gradient of its own, the copies of time-stamp ${t}.`;
  const homes = [...new Set(Object.values(graph.homes))];
  const dead = homes.filter((name) => !reaches(graph, name));
  if (dead.length === 0) return said;
  return `${said} Those of ${listed(dead)} are zero, since no way leads from there to an output.`;
}

/** Two decimals, but of a loss that these would make zero. @param {number} loss */
function written(loss) {
  return loss !== 0 && loss < 0.01 ? short(loss) : fixed(loss, 2);
}

/**
 * @param {Trace} trace
 * @param {number | null} after
 */
function lossSentence({ answer, truncation }, after) {
  if (after === null) return "";
  const way = `from ${written(answer.loss)} to ${written(after)}`;
  if (after <= answer.loss) return ` The loss goes ${way}.`;
  return truncation.kind === "off"
    ? ` The step was too long: the loss goes up, ${way}.`
    : ` The loss goes up, ${way}.`;
}
