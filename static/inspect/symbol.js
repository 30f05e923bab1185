/** @import {Formula} from "../formulas/math.js" */
/** @import {Quantity} from "../quantity.js" */
/** @import {Trace} from "../trace.js" */
import { onlyUse } from "./bylosses.js";
import { classText, nameFormula, number, partial, row, symbol, text } from "../formulas/math.js";

/**
 * A number's name, typeset: h₂[3]. A letter may stand for its place or its time-stamp.
 *
 * @param {Trace} trace
 * @param {Quantity} quantity
 * @returns {Formula}
 */
export function symbolOf(trace, quantity) {
  switch (quantity.kind) {
    case "value":
      return unitOf(trace, quantity.name, quantity.t, quantity.unit);
    case "delta":
      return partial(unitOf(trace, quantity.name, quantity.t, quantity.unit));
    case "message": {
      const { from, to, lag, t, unit } = quantity;
      const sender = from === "loss" ? "L" : from;
      return row(
        partial(unitOf(trace, to, t, unit)),
        text("\u00a0from\u00a0"),
        nameFormula(sender, { below: t + lag }),
      );
    }
    case "joint": {
      const { froms, to, lag, t, unit } = quantity;
      const names = froms.split(".").map((from) => nameFormula(from, { below: t + lag }));
      return row(
        partial(unitOf(trace, to, t, unit)),
        text("\u00a0from\u00a0"),
        ...names.flatMap((name, i) => (i === 0 ? [name] : [text(",\u00a0"), name])),
      );
    }
    case "loss":
      return nameFormula("L", { below: quantity.t });
    case "total":
      return symbol("L");
    case "weight":
      return row(nameFormula(quantity.parameter), ...entryOf(trace, quantity));
    case "updated":
      return row(text("new\u00a0"), nameFormula(quantity.parameter), ...entryOf(trace, quantity));
    case "gradient":
      return partial(row(nameFormula(quantity.parameter), ...entryOf(trace, quantity)));
    case "copy":
      return partial(copyName(trace, quantity, quantity.t));
    case "running":
      return row(
        ["munder", ["mo", "∑"], row(symbol("s"), "≥", number(String(quantity.t)))],
        partial(copyName(trace, quantity, "s")),
      );
    case "size":
      return normed(partial(nameFormula(quantity.parameter, { above: String(quantity.t) })));
    case "itemised":
      return partial(copyName(trace, quantity, quantity.t), lossName(quantity));
    case "single": {
      const { parameter } = quantity;
      return partial(row(nameFormula(parameter), ...entryOf(trace, quantity)), lossName(quantity));
    }
    case "sent":
      return sentName(trace, quantity);
    case "norm": {
      const { subject, t } = quantity;
      const isCopy = trace.parameters.includes(subject);
      const of = nameFormula(subject, isCopy ? { above: String(t) } : { below: t });
      return normed(partial(of, lossName(quantity)));
    }
  }
}

/** @param {{tau: number}} of */
function lossName({ tau }) {
  return nameFormula("L", { below: tau });
}

/** @param {Formula} of */
export function normed(of) {
  return row("‖", of, "‖");
}

/**
 * What one loss sends back to where a parameter is used: ∂L_τ/∂z_t[i] where it is used in z itself;
 * inside of a function that has no name of its own.
 *
 * @param {Trace} trace
 * @param {{parameter: string, tau: number, t: number, row: number}} of
 */
function sentName(trace, of) {
  const use = onlyUse(trace, of.parameter);
  if (use?.steps.length === 0) return partial(unitOf(trace, use.name, of.t, of.row), lossName(of));
  const stamps = row(symbol(String(of.tau)), ",", symbol(String(of.t)));
  return row(["msub", symbol("δ"), stamps], text("["), number(String(of.row + 1)), text("]"));
}

/**
 * @param {Trace} trace
 * @param {{parameter: string, row: number, column: number}} entry
 * @param {number | string} t
 */
function copyName(trace, entry, t) {
  return row(nameFormula(entry.parameter, { above: String(t) }), ...entryOf(trace, entry));
}

/**
 * @param {Trace} trace
 * @param {string} name
 * @param {number} t
 * @param {number | string} unit
 */
function unitOf(trace, name, t, unit) {
  const { vocabulary } = trace.answer.sequence;
  const isClass = (name === "y" || name === "p") && vocabulary !== null;
  const place =
    typeof unit === "string"
      ? symbol(unit)
      : isClass
        ? row(number(String(unit + 1)), text("“"), classText(trace.token(unit)), text("”"))
        : number(String(unit + 1));
  return row(nameFormula(name, { below: t }), text("["), place, text("]"));
}

/**
 * @param {Trace} trace
 * @param {{parameter: string, row: number | string, column: number | string}} entry
 * @returns {(Formula | string)[]}
 */
function entryOf({ answer }, { parameter, row: i, column: j }) {
  /** @param {number | string} place */
  const placeOf = (place) =>
    typeof place === "string" ? symbol(place) : number(String(place + 1));
  const isVector = answer.cell.parameters[parameter]?.length === 1;
  return [text("["), placeOf(i), ...(isVector ? [] : [text(","), placeOf(j)]), text("]")];
}
