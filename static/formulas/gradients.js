/** @import {Arrival} from "../arrivals.js" */
/** @import {Term} from "./chain.js" */
/** @import {Formulas} from "./formulas.js" */
/** @import {Formula} from "./math.js" */
/** @import {Trace} from "../trace.js" */
import { addition, multiplication } from "./addition.js";
import { arrivalsAt } from "../arrivals.js";
import { broken } from "./breaking.js";
import { along, operand, sumOf } from "./chain.js";
import { waysTo } from "../cell/derivative.js";
import { parse } from "../cell/equation.js";
import { factorOf } from "../cell/evaluate.js";
import { equationIn, reaches } from "../cell/graph.js";
import {
  CLASS_ROOM,
  classText,
  nameFormula,
  number,
  partial,
  row,
  symbol,
  text,
  transposed,
} from "./math.js";
import { fixed } from "../numbers.js";
import { quoted } from "../sentences/phrases.js";

/** What the truncation leaves of the future. @type {Term} */
const CUT = { negative: false, formula: row(number("0"), text("\u00a0(cut)")), isProduct: false };

/**
 * The error of the outputs, and what comes back to them from the values that read them.
 *
 * @param {Trace} trace
 * @param {number} t
 * @returns {Formulas}
 */
export function error(trace, t) {
  const target = trace.target(t);
  if (target === null) return received(trace, "y", t);
  const left = partial(nameFormula("y", { below: t }));
  const token = trace.token(target);
  const gap = row(nameFormula("p", { below: t }), "−", ["msub", number("1"), classText(token)]);
  const terms = termsTo(trace, "y", t);
  const p = trace.answer.values["p"]?.[t - 1]?.[target] ?? NaN;
  const label = row(text(`${quoted(token, "", CLASS_ROOM)}:\u00a0`));
  if (terms.length === 0) {
    const difference = [number(fixed(p, 3)), "−", number("1"), "=", number(fixed(p - 1, 3))];
    return { lines: [row(left, "=", gap)], numbers: [row(label, ...difference)] };
  }
  const loss = { negative: false, formula: gap, isProduct: true };
  const values = [p - 1, ...numbersAt(trace, "y", t, target)];
  const sum = trace.answer.deltas["y"]?.[t - 1]?.[target] ?? 0;
  return {
    lines: [broken(sumOf(left, [loss, ...terms]))],
    numbers: [addition(label, values, sum)],
  };
}

/**
 * @param {Trace} trace
 * @param {string} name
 * @param {number} t
 * @param {boolean} [isOneOfMany]  whether the numbers have to say whose they are
 * @returns {Formulas}
 */
export function received(trace, name, t, isOneOfMany = false) {
  const unit = trace.unitAt(name, t);
  const sum = trace.answer.deltas[name]?.[t - 1]?.[unit] ?? 0;
  const label = isOneOfMany
    ? row(nameFormula(name), text(`[${unit + 1}]:\u00a0`))
    : row(text(`unit ${unit + 1}:\u00a0`));
  const values = numbersAt(trace, name, t, unit);
  const ways = values.length === 1 ? factorsAt(trace, name, t, unit) : null;
  const [factors, ...others] = ways ?? [];
  const terms = ways && others.length > 0 ? ways.map(productOf) : values;
  return {
    lines: [broken(sumOf(partial(nameFormula(name, { below: t })), termsTo(trace, name, t)))],
    numbers:
      terms.length > 1
        ? [addition(label, terms, sum)]
        : factors
          ? [multiplication(label, factors)]
          : [],
  };
}

/**
 * The copy of a parameter at a time-stamp: for every use of it, what comes back times what went in.
 *
 * @param {Trace} trace
 * @param {string} parameter
 * @param {number} t
 * @returns {Formula}
 */
export function copyFormula(trace, parameter, t) {
  const left = partial(nameFormula(parameter, { above: String(t) }));
  return broken(
    sumOf(
      left,
      usesOf(trace, parameter).map(({ value, steps, part }) => {
        const back = along(steps, partial(nameFormula(value, { below: t })), value, t);
        if (part.kind !== "product") return back;
        const formula = back.isProduct ? row("(", back.formula, ")") : back.formula;
        return { ...back, formula: row(formula, transposed(operand(part.of, t))) };
      }),
    ),
  );
}

/**
 * What a parameter's copies look like, whatever the names of the values: what comes back, and what
 * went in.
 *
 * @param {Trace} trace
 * @param {string} parameter
 */
export function copyForm(trace, parameter) {
  const uses = usesOf(trace, parameter);
  const back = uses.map(({ steps }) =>
    steps.map((step) => (step.kind === "slope" ? { ...step, of: step.whole || step.of } : step)),
  );
  const went = uses.map(({ part }) => (part.kind === "product" ? part.of : null));
  return { back: JSON.stringify(back), went: JSON.stringify(went) };
}

/**
 * @param {Trace} trace
 * @param {string} parameter
 */
function usesOf(trace, parameter) {
  const { graph } = trace.partOf(parameter);
  return graph.nodes
    .filter(({ name, equation }) => equation && reaches(graph, name))
    .flatMap(({ name: value, equation }) =>
      waysTo(parse(equation ?? ""), (part) =>
        part.kind === "product"
          ? part.parameter === parameter
          : part.kind === "name" && part.text === parameter,
      ).map((way) => ({ ...way, value })),
    );
}

/**
 * @param {Trace} trace
 * @param {string} name
 * @param {number} t
 * @returns {Term[]}
 */
function termsTo(trace, name, t) {
  const messages = arrivalsAt(trace, name, t);
  if (!trace.cutAfter(t)) return messages.flatMap((message) => transported(trace, message, t));
  const now = messages.filter(({ lag }) => lag === 0);
  const terms = now.flatMap((message) => transported(trace, message, t));
  return now.length < messages.length ? [...terms, CUT] : terms;
}

/**
 * What one arrow brings back, a term for every time that the equation above it uses the value.
 *
 * @param {Trace} trace
 * @param {Arrival} arrival
 * @param {number} t
 * @returns {Term[]}
 */
function transported(trace, arrival, t) {
  const { from, lag } = arrival;
  const delta = gradientAt(
    nameFormula(from, { below: t + lag }),
    lag > 0 ? trace.reach(t) : { kept: 0, all: 0 },
  );
  return waysOf(trace, arrival, t).map(({ steps }) => along(steps, delta, from, t + lag));
}

/**
 * What the arrows bring to a unit; those that are cut count as one.
 *
 * @param {Trace} trace
 * @param {string} name
 * @param {number} t
 * @param {number} unit
 */
function numbersAt(trace, name, t, unit) {
  const messages = arrivalsAt(trace, name, t);
  const isCut = trace.cutAfter(t) && messages.some(({ lag }) => lag > 0);
  const came = isCut ? messages.filter(({ lag }) => lag === 0) : messages;
  return [...came.map(({ values }) => values[unit] ?? 0), ...(isCut ? [0] : [])];
}

/**
 * The factors of what a single arrow brings to a unit, for every time that the equation above it
 * uses the value, where no matrix mixes the units.
 *
 * @param {Trace} trace
 * @param {string} name
 * @param {number} t
 * @param {number} unit
 * @returns {number[][] | null}
 */
function factorsAt(trace, name, t, unit) {
  const [arrival, ...others] = arrivalsAt(trace, name, t);
  if (!arrival || others.length > 0 || arrival.lag > 0) return null;
  const { answer } = trace;
  /** @param {string} of @param {number} lag */
  const read = (of, lag) => {
    const weight = answer.weights[of]?.[unit];
    if (typeof weight === "number") return weight;
    const row = lag > 0 && t === 1 ? answer.initial_state[of] : answer.values[of]?.[t - 1 - lag];
    return row?.[unit] ?? NaN;
  };
  const delta = answer.deltas[arrival.from]?.[t - 1]?.[unit] ?? 0;
  const ways = waysOf(trace, arrival, t).map(({ steps }) => {
    const factors = steps.map((step) => factorOf(step, read, read(arrival.from, 0)));
    const known = factors.filter((factor) => factor !== null);
    return known.length === 0 || known.length < factors.length ? null : [...known, delta];
  });
  const known = ways.filter((way) => way !== null);
  return known.length === 0 || known.length < ways.length ? null : known;
}

/** @param {number[]} factors */
function productOf(factors) {
  return factors.reduce((product, factor) => product * factor, 1);
}

/**
 * The ways of an arrow down the equation that it comes from. Over the hand-over this is one of the
 * decoder's, with the decoder's matrices.
 *
 * @param {Trace} trace
 * @param {Arrival} arrival
 * @param {number} t
 */
function waysOf(trace, { from, to, lag }, t) {
  return waysTo(
    parse(equationIn(trace.partAt(t + lag).graph, from)),
    (part) => part.kind === "name" && part.text === to && part.lag === lag,
  );
}

/**
 * The gradient at a value, or that part of it which a window lets through.
 *
 * @param {Formula} value
 * @param {{kept: number, all: number}} reach
 * @returns {Formula}
 */
function gradientAt(value, { kept, all }) {
  if (kept === all) return partial(value);
  return row(
    ["munder", ["mo", "∑"], row(text("kept\u00a0"), symbol("τ"))],
    partial(value, nameFormula("L", { below: "τ" })),
  );
}
