/** @import {Arrival} from "../arrivals.js" */
/** @import {Step} from "../cell/derivative.js" */
/** @import {Trace} from "../trace.js" */
/** @import {OfMessage} from "../quantity.js" */
/** @import {Expression} from "./expression.js" */
/** @import {Unit} from "./forward.js" */
import { waysTo } from "../cell/derivative.js";
import { parse } from "../cell/equation.js";
import { equationIn } from "../cell/graph.js";
import { messageOf } from "../quantity.js";
import { call, constant, evaluate, minus, product, sum } from "./expression.js";
import { expanded, operand, summed } from "./forward.js";

/**
 * The arrows that bring something back to a value at a time-stamp, the loss's first, then those of
 * the same time-stamp.
 *
 * @param {Trace} trace
 * @param {string} name
 * @param {number} t      0: the initial state
 * @returns {{from: string, to: string, lag: number}[]}
 */
export function arrowsTo(trace, name, t) {
  const { answer, graph, length } = trace;
  if (t === 0) {
    const { edges } = trace.partAt(1).graph;
    return edges
      .filter(({ from, to, lag }) => from === name && lag === 1 && trace.reachesY(to, 1))
      .map(({ to }) => ({ from: to, to: name, lag: 1 }));
  }
  /** @param {{from: string}} arrow */
  const place = ({ from }) => graph.nodes.findIndex((node) => node.name === from);
  return answer.messages
    .filter(({ from, to, lag, values }) => {
      if (to !== name || t + lag > length || !values[t - 1]) return false;
      return from === "loss" ? trace.target(t) !== null : trace.reachesY(from, t + lag);
    })
    .map(({ from, to, lag }) => ({ from, to, lag }))
    .sort((a, b) => a.lag - b.lag || place(a) - place(b));
}

/**
 * What a gradient is the sum of: of several arrows what each brings, of a single one what that is
 * worked out from.
 *
 * @param {Trace} trace
 * @param {string} name
 * @param {number} t
 * @param {number} unit
 * @returns {Expression}
 */
export function delta(trace, name, t, unit) {
  const arrows = arrowsTo(trace, name, t);
  const [only] = arrows;
  if (!only) return constant(0);
  if (t > 0 && arrows.length > 1)
    return sum(arrows.map((arrow) => operand(trace, { kind: "message", ...arrow, t, unit })));
  return sum(arrows.map((arrow) => message(trace, { kind: "message", ...arrow, t, unit })));
}

/**
 * What an arrow brings: the gradient at its other end times the slope of the equation there. What a
 * truncation keeps back is taken off.
 *
 * @param {Trace} trace
 * @param {OfMessage} of
 * @returns {Expression}
 */
export function message(trace, of) {
  const { from, lag, t, unit } = of;
  if (from === "loss") return error(trace, t, unit);
  if (lag > 0 && trace.cutAfter(t)) return constant(0, "cut");
  const whole = sum(waysOf(trace, of, t).map((steps) => back(trace, steps, from, t + lag, unit)));
  const kept = messageOf(trace, of)?.values[t - 1]?.[unit];
  const { kept: within, all } = lag > 0 && t > 0 ? trace.reach(t) : { kept: 0, all: 0 };
  if (kept === undefined || within === all) return whole;
  return sum([whole, minus(constant(evaluate(whole) - kept, "cut"))]);
}

/**
 * p[k] − 1 of the class that was to come; 0 where none was.
 *
 * @param {Trace} trace
 * @param {number} t
 * @param {number} unit
 */
function error(trace, t, unit) {
  const target = trace.target(t);
  if (target === null) return constant(0);
  const p = operand(trace, { kind: "value", name: "p", t, unit });
  return sum([p, minus(constant(Number(target === unit)))]);
}

/**
 * The ways of an arrow down the equation that it comes from, with the matrices of the part that has
 * this.
 *
 * @param {Trace} trace
 * @param {Arrival | OfMessage} arrow
 * @param {number} t
 */
function waysOf(trace, { from, to, lag }, t) {
  const tree = parse(equationIn(trace.partAt(t + lag).graph, from));
  return waysTo(tree, (part) => part.kind === "name" && part.text === to && part.lag === lag).map(
    ({ steps }) => steps,
  );
}

/**
 * A gradient on its way down an equation, from the whole of its right side to a part: at one unit
 * of that part. The last step is the nearest to the part.
 *
 * @param {Trace} trace
 * @param {Step[]} steps
 * @param {string} name  the value whose equation it is
 * @param {number} t
 * @param {Unit} unit
 * @param {number} [depth]
 * @returns {Expression}
 */
export function back(trace, steps, name, t, unit, depth = 0) {
  const step = steps.at(-1);
  if (!step) return operand(trace, { kind: "delta", name, t, unit });
  const rest = steps.slice(0, -1);
  if (step.kind === "matrix") {
    const { parameter } = step;
    return summed(trace.weight(parameter).rows, depth, (i) =>
      product(
        operand(trace, { kind: "weight", parameter, row: i, column: unit }),
        back(trace, rest, name, t, i, depth + 1),
      ),
    );
  }
  const behind = back(trace, rest, name, t, unit, depth);
  if (step.kind === "minus") return minus(behind);
  if (step.kind === "times") return product(expanded(trace, step.by, t, unit, depth), behind);
  return product(slope(trace, step, name, t, unit, depth), behind);
}

/**
 * The slope of a function: by the value that it gives.
 *
 * @param {Trace} trace
 * @param {Step & {kind: "slope"}} step
 * @param {string} name
 * @param {number} t
 * @param {Unit} unit
 * @param {number} depth
 * @returns {Expression}
 */
function slope(trace, { word, of, whole }, name, t, unit, depth) {
  const given = () =>
    whole
      ? operand(trace, { kind: "value", name, t, unit })
      : call(word, expanded(trace, of, t, unit, depth));
  if (word === "relu") return call("step", whole ? given() : expanded(trace, of, t, unit, depth));
  if (word === "tanh") return sum([constant(1), minus({ kind: "square", of: given() })]);
  return product(given(), sum([constant(1), minus(given())]));
}
