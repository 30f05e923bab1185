/** @import {Step} from "../cell/derivative.js" */
/** @import {Tree} from "../cell/equation.js" */
/** @import {OfCopy, OfWeight} from "../quantity.js" */
/** @import {Trace} from "../trace.js" */
/** @import {Expression} from "./expression.js" */
import { waysTo } from "../cell/derivative.js";
import { parse } from "../cell/equation.js";
import { reaches } from "../cell/graph.js";
import { back } from "./backward.js";
import { constant, minus, product, sum } from "./expression.js";
import { expanded, operand } from "./forward.js";

/**
 * An entry of a copy: for every use of the parameter, what came back times what went in.
 *
 * @param {Trace} trace
 * @param {OfCopy} of
 * @returns {Expression}
 */
export function copy(trace, { parameter, t, row, column }) {
  const uses = usesOf(trace, parameter).map(({ name, steps, part }) => {
    const came = back(trace, steps, name, t, row);
    if (part.kind !== "product") return came;
    return product(came, expanded(trace, part.of, t, column));
  });
  return uses.length > 0 ? sum(uses) : constant(0);
}

/**
 * The sum of the copies t, t + 1, …: what was there before, and the one that joined it.
 *
 * @param {Trace} trace
 * @param {OfCopy} of
 */
export function running(trace, of) {
  const one = operand(trace, { ...of, kind: "copy" });
  if (!trace.covers(of.parameter, of.t + 1)) return sum([one]);
  return sum([operand(trace, { ...of, t: of.t + 1 }), one]);
}

/**
 * The sum of all copies.
 *
 * @param {Trace} trace
 * @param {OfWeight} of
 */
export function gradient(trace, of) {
  const { first, length } = trace.partOf(of.parameter);
  /** @param {number | string} t */
  const copyAt = (t) => operand(trace, { ...of, kind: "copy", t });
  return sum(
    Array.from({ length }, (_, i) => copyAt(first + 1 + i)),
    { index: "t", term: copyAt("t") },
  );
}

/**
 * W − η · ∂L/∂W
 *
 * @param {Trace} trace
 * @param {OfWeight} of
 * @param {number} rate
 */
export function updated(trace, of, rate) {
  const step = product(constant(rate), operand(trace, { ...of, kind: "gradient" }));
  return sum([operand(trace, { ...of, kind: "weight" }), minus(step)]);
}

/**
 * Where the equations use a parameter.
 *
 * @param {Trace} trace
 * @param {string} parameter
 * @returns {{name: string, steps: Step[], part: Tree}[]}
 */
export function usesOf(trace, parameter) {
  const { graph } = trace.partOf(parameter);
  return graph.nodes
    .filter(({ name, equation }) => equation && reaches(graph, name))
    .flatMap(({ name, equation }) =>
      waysTo(parse(equation ?? ""), (part) =>
        part.kind === "product"
          ? part.parameter === parameter
          : part.kind === "name" && part.text === parameter,
      ).map((way) => ({ ...way, name })),
    );
}
