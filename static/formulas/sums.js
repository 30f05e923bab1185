/** @import {Formula} from "./math.js" */
/** @import {Entry} from "../state.js" */
/** @import {Trace} from "../trace.js" */
import { term, writer } from "./addition.js";
import { nameFormula, number, row, text } from "./math.js";
import { equality, exact, parsed, short } from "../numbers.js";

/** With three decimals a smaller gradient would be written as zero. */
const SMALL = 0.0005;

/**
 * One entry of the running total, before and after the copy of time-stamp t joins it.
 *
 * @param {Trace} trace
 * @param {Entry} entry
 * @param {number} t
 * @returns {Formula[]}
 */
export function added(trace, entry, t) {
  const { parameter } = entry;
  const at = entry.row * trace.weight(parameter).columns + entry.column;
  const before = trace.runningTotal(parameter, trace.length - t).values[at] ?? 0;
  const now = trace.entry(parameter, t, entry);
  const write = writer(before, now);
  const equal = equality([write(before), write(now)], write(before + now));
  const total = number(write(before + now));
  return [
    row(text("∂L/∂"), entryName(trace, entry)),
    row(number(write(before)), ...term(now, write), equal, total),
  ];
}

/**
 * One entry of the weights, before and after the update.
 *
 * @param {Trace} trace
 * @param {Entry} entry
 * @param {number} rate
 * @returns {Formula[]}
 */
export function stepped(trace, entry, rate) {
  const { parameter } = entry;
  const { columns, values } = trace.weight(parameter);
  const at = entry.row * columns + entry.column;
  const [weight = 0, gradient = 0] = [values[at], trace.gradients[parameter]?.values[at]];
  const write = writer(weight, gradient);
  const small = gradient !== 0 && Math.abs(gradient) < SMALL ? short(gradient) : write(gradient);
  const shown = number(small);
  const change = row(number(exact(rate)), "·", ...(gradient < 0 ? ["(", shown, ")"] : [shown]));
  const after = number(write(weight - rate * gradient));
  const moved = String(-rate * parsed(small));
  const equal = equality([write(weight), moved], write(weight - rate * gradient));
  return [entryName(trace, entry), row(number(write(weight)), "−", change, equal, after)];
}

/**
 * @param {Trace} trace
 * @param {Entry} entry
 * @returns {Formula}
 */
function entryName(trace, { parameter, row: i, column: j }) {
  const isVector = trace.answer.cell.parameters[parameter]?.length === 1;
  const place = isVector ? `${i + 1}` : `${i + 1},${j + 1}`;
  return row(nameFormula(parameter), text(`[${place}]:\u00a0`));
}
