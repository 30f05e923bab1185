/** @import {Formula} from "./math.js" */
/** @import {Trace} from "../trace.js" */
/** @import {Entry} from "../state.js" */
/** @import {Beat} from "../timeline.js" */
import { broken } from "./breaking.js";
import { tokens } from "../cell/equation.js";
import { copyForm, copyFormula, error, received } from "./gradients.js";
import { equationIn, recurrentFirst } from "../cell/graph.js";
import {
  classText,
  nameFormula,
  number,
  partial,
  row,
  symbol,
  text,
  tokenFormula,
} from "./math.js";
import { equality, fixed } from "../numbers.js";
import { added, stepped } from "./sums.js";
import { levelsIn } from "../timeline.js";

/** More lines than this are cut short. */
const MOST = 6;

/**
 * The mathematics of a beat: what is computed, and one line of it in numbers.
 *
 * @typedef {{lines: Formula[], numbers: Formula[]}} Formulas
 */

/**
 * @param {Trace} trace
 * @param {Beat} beat
 * @param {{rate: number, entry: Entry | null}} chosen
 * @returns {Formulas}
 */
export function formulasOf(trace, beat, { rate, entry }) {
  const { t } = beat;
  switch (beat.kind) {
    case "hidden":
      return { lines: shortened(beat.names, (name) => [equation(trace, name, t)]), numbers: [] };
    case "output":
      return {
        lines: [
          equation(trace, "y", t),
          row(
            nameFormula("p", { below: t }),
            "=",
            ["mi", "softmax"],
            "(",
            nameFormula("y", { below: t }),
            ")",
          ),
        ],
        numbers: [],
      };
    case "loss":
      return loss(trace, t);
    case "total":
      return {
        lines: [row(symbol("L"), "=", sigma(), nameFormula("L", { below: "t" }))],
        numbers: total(trace),
      };
    case "error":
      return error(trace, t);
    case "receive":
      return {
        lines: shortened(beat.names, (name) => received(trace, name, t).lines),
        numbers: beat.names
          .slice(0, MOST)
          .flatMap((name) => received(trace, name, t, beat.names.length > 1).numbers),
      };
    case "copies":
      return { lines: copies(trace, t), numbers: [] };
    case "sum":
      return { lines: [sumFormula()], numbers: added(trace, shownEntry(trace, entry, t), t) };
    case "land":
      return { lines: [sumFormula()], numbers: [] };
    case "update":
      return {
        lines: [row(symbol("W"), "←", symbol("W"), "−", symbol("η"), partial(symbol("W")))],
        numbers: stepped(
          trace,
          shownEntry(trace, entry, entry ? trace.partOf(entry.parameter).first + 1 : 1),
          rate,
        ),
      };
    default:
      return { lines: equations(trace), numbers: [] };
  }
}

/**
 * All equations. Where a translation has many, those of the decoder that the encoder has as well are
 * only named.
 *
 * @param {Trace} trace
 */
function equations(trace) {
  const parts = trace.timeline.tracks.map((track) => ({
    at: track.times[0],
    names: [...levelsIn(track).flat(2), ...(track.speaks ? ["y"] : [])],
  }));
  const known = trace.parts[0]?.graph.nodes.map(({ name }) => name) ?? [];
  const isLong = trace.isTranslation && parts.flatMap(({ names }) => names).length > MOST;
  return parts.flatMap(({ at, names }, i) => {
    const alone = isLong && i > 0 ? names.filter((name) => !known.includes(name)) : names;
    const others = names.filter((name) => !alone.includes(name));
    const lines = alone.map((name) => equation(trace, name, "t", at));
    return [...alike(others, "in the decoder likewise"), ...lines];
  });
}

/**
 * The entry that was picked; of the part that has t another, where that is of the other part.
 *
 * @param {Trace} trace
 * @param {Entry | null} picked
 * @param {number} t
 */
function shownEntry(trace, picked, t) {
  const own = picked && trace.covers(picked.parameter, t) ? picked.parameter : null;
  return trace.entryShown(own ?? recurrentFirst(trace.partAt(t).graph)[0] ?? "", picked);
}

/** ∂L/∂W = Σ_t ∂L/∂W^(t) @returns {Formula} */
export function sumFormula() {
  return row(partial(symbol("W")), "=", sigma(), partial(nameFormula("W", { above: "t" })));
}

/**
 * The equation of a value as it was written, in lines that are not too wide.
 *
 * @param {Trace} trace
 * @param {string} name
 * @param {string | number} t
 * @param {number} [at]  of which part it is: the one that has this time-stamp
 * @returns {Formula}
 */
export function equation(trace, name, t, at = Number(t)) {
  const line = equationIn(trace.partAt(at).graph, name);
  /** @type {Formula[][]} */
  const pieces = [[]];
  for (const token of tokens(line)) {
    if (token.text === "+" || token.text === "-") pieces.push([]);
    pieces[pieces.length - 1]?.push(tokenFormula(token, t));
  }
  return broken(pieces.filter((piece) => piece.length > 0).map((piece) => row(...piece)));
}

/** @returns {Formula} */
function sigma() {
  return ["munder", ["mo", "∑"], symbol("t")];
}

/**
 * @param {Trace} trace
 * @param {number} t
 * @returns {Formulas}
 */
function loss(trace, t) {
  const target = trace.target(t);
  const left = nameFormula("L", { below: t });
  if (target === null) return { lines: [row(left, "=", number("0"))], numbers: [] };
  const p = trace.answer.values["p"]?.[t - 1]?.[target];
  const log = row(
    "−",
    ["mi", "log"],
    text("\u2009"),
    nameFormula("p", { below: t }),
    "[",
    classText(trace.token(target)),
    "]",
  );
  return {
    lines: [row(left, "=", log)],
    numbers: [
      row(
        left,
        "=",
        "−",
        ["mi", "log"],
        text("\u2009"),
        number(fixed(p, 3)),
        "≈",
        number(fixed(trace.answer.losses[t - 1], 3)),
      ),
    ],
  };
}

/**
 * @param {Trace} trace
 * @returns {Formula[]}
 */
function total(trace) {
  const { answer, length } = trace;
  if (trace.partAt(length).length > MOST)
    return [row(symbol("L"), "=", number(fixed(answer.loss, 4)))];
  const losses = answer.losses.filter((each) => each !== null).map((each) => fixed(each, 2));
  const terms = losses.flatMap((each, i) => [...(i > 0 ? ["+"] : []), number(each)]);
  const sum = fixed(answer.loss, 2);
  if (terms.length < 2) return [row(symbol("L"), "=", number(sum))];
  return [row(symbol("L"), "=", ...terms, equality(losses, sum), number(sum))];
}

/**
 * The formulas of the copies; where there are many, only those that show something new, and the
 * names of the others.
 *
 * @param {Trace} trace
 * @param {number} t
 * @returns {Formula[]}
 */
function copies(trace, t) {
  const { parameters } = trace.partAt(t).graph;
  if (parameters.length <= MOST) return parameters.map((name) => copyFormula(trace, name, t));
  const seen = new Set();
  const shown = parameters.filter((name) => {
    const { back, went } = copyForm(trace, name);
    const isNew = !seen.has(back) || !seen.has(went);
    seen.add(back).add(went);
    return isNew;
  });
  const others = parameters.filter((name) => !shown.includes(name));
  return [...shown.map((name) => copyFormula(trace, name, t)), ...alike(others)];
}

/**
 * The formulas of the first few values, and the names of the others.
 *
 * @param {string[]} names
 * @param {(name: string) => Formula[]} formulas
 */
function shortened(names, formulas) {
  return [...names.slice(0, MOST).flatMap(formulas), ...alike(names.slice(MOST))];
}

/**
 * @param {string[]} names
 * @param {string} [word]
 * @returns {Formula[]}
 */
function alike(names, word = "likewise") {
  if (names.length === 0) return [];
  const shown = names.map((name, i) =>
    row(nameFormula(name), i < names.length - 1 ? "," : text("")),
  );
  return [broken([text(`${word}\u00a0`), ...shown])];
}
