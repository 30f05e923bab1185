/** @import {Formula} from "../formulas/math.js" */
/** @import {Quantity} from "../quantity.js" */
/** @import {Trace} from "../trace.js" */
/** @import {Explanation} from "./explain.js" */
/** @import {Expression} from "./expression.js" */
import { along, operand } from "../formulas/chain.js";
import { equation } from "../formulas/formulas.js";
import { copyFormula, error, received } from "../formulas/gradients.js";
import { nameFormula, partial, row, symbol, transposed } from "../formulas/math.js";
import { onlyUse } from "./bylosses.js";
import { normed, symbolOf } from "./symbol.js";
import { symbols } from "./typeset.js";

/**
 * A number's equation in symbols: of the whole vector or matrix where it has one of its own, and of
 * the number alone.
 *
 * @param {Trace} trace
 * @param {Explanation} explanation
 * @returns {Formula[]}
 */
export function linesOf(trace, { quantity, expression }) {
  const own = expression && quantity.kind !== "norm" && !isSumOfMessages(expression);
  return [
    ...wholeLines(trace, quantity),
    ...(own ? [symbols(trace, symbolOf(trace, quantity), expression)] : []),
  ];
}

/**
 * Whether it is a sum of what several arrows bring, which the equation of the vector says already.
 *
 * @param {Expression} expression
 */
export function isSumOfMessages(expression) {
  return (
    expression.kind === "sum" &&
    expression.terms.every((term) => term.kind === "of" && term.quantity.kind === "message")
  );
}

/**
 * @param {Trace} trace
 * @param {Quantity} quantity
 * @returns {Formula[]}
 */
function wholeLines(trace, quantity) {
  switch (quantity.kind) {
    case "value": {
      const { name, t } = quantity;
      if (name === "x" || t === 0) return [];
      if (name !== "p") return [equation(trace, name, t)];
      const y = nameFormula("y", { below: t });
      return [row(nameFormula("p", { below: t }), "=", ["mi", "softmax"], "(", y, ")")];
    }
    case "delta": {
      const { name, t } = quantity;
      if (t === 0) return [];
      return (name === "y" ? error(trace, t) : received(trace, name, t)).lines;
    }
    case "copy":
      return [copyFormula(trace, quantity.parameter, quantity.t)];
    case "itemised": {
      const { parameter, tau, t } = quantity;
      const back = backTo(trace, parameter, tau, t);
      const left = partial(nameFormula(parameter, { above: String(t) }), lossName(tau));
      return back ? [row(left, "=", back.bracketed, transposed(back.input))] : [];
    }
    case "norm": {
      const { subject, tau, t } = quantity;
      const back = backTo(trace, subject, tau, t);
      return back
        ? [row(symbolOf(trace, quantity), "=", normed(back.formula), "·", normed(back.input))]
        : [];
    }
    case "updated": {
      const weight = nameFormula(quantity.parameter);
      return [row(weight, "←", weight, "−", symbol("η"), partial(weight))];
    }
    default:
      return [];
  }
}

/**
 * What one loss sends back to where a matrix is used, and what went in there.
 *
 * @param {Trace} trace
 * @param {string} parameter
 * @param {number} tau
 * @param {number} t
 */
function backTo(trace, parameter, tau, t) {
  const use = onlyUse(trace, parameter);
  if (!use?.input) return null;
  const { name, steps, input } = use;
  const delta = partial(nameFormula(name, { below: t }), lossName(tau));
  const { formula, isProduct, negative } = along(steps, delta, name, t);
  const signed = negative ? row("−", formula) : formula;
  const bracketed = isProduct ? row("(", signed, ")") : signed;
  return { formula: signed, bracketed, input: operand(input, t) };
}

/** @param {number} tau */
function lossName(tau) {
  return nameFormula("L", { below: tau });
}
