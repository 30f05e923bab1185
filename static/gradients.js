/** @import {Formulas} from "./formulas.js" */
/** @import {Formula} from "./math.js" */
/** @import {Entry} from "./state.js" */
/** @import {Trace} from "./trace.js" */
import { products, tokens } from "./equation.js";
import {
  nameFormula,
  number,
  partial,
  row,
  symbol,
  text,
  tokenFormula,
  transposed,
} from "./math.js";
import { equality, exact, fixed, parsed, short } from "./numbers.js";

/**
 * @param {Trace} trace
 * @param {number} t
 * @returns {Formulas}
 */
export function error(trace, t) {
  const target = trace.target(t);
  const left = partial(nameFormula("y", { below: t }));
  if (target === null) return { lines: [row(left, "=", number("0"))], numbers: [] };
  const p = trace.answer.values["p"]?.[t - 1]?.[target] ?? NaN;
  const one = nameFormula("1", { below: trace.token(target) });
  const future = messagesTo(trace, "y").some(({ lag }) => lag > 0);
  return {
    lines: [
      row(
        left,
        "=",
        nameFormula("p", { below: t }),
        "−",
        one,
        ...(future ? ["+", text("from the future")] : []),
      ),
    ],
    numbers: future
      ? []
      : [
          row(
            text(`“${trace.token(target)}”:\u00a0`),
            number(fixed(p, 3)),
            "−",
            number("1"),
            "=",
            number(fixed(p - 1, 3)),
          ),
        ],
  };
}

/**
 * @param {Trace} trace
 * @param {string} name
 * @param {number} t
 * @returns {Formulas}
 */
export function received(trace, name, t) {
  const messages = messagesTo(trace, name)
    .filter(({ lag }) => lag === 0 || t < trace.length)
    .sort((a, b) => a.lag - b.lag);
  const left = partial(nameFormula(name, { below: t }));
  const parts = messages.map((message) => transported(trace, message, t));
  const unit = trace.unit(name);
  const numbers = messages.map(({ values }) => values[t - 1]?.[unit] ?? 0);
  const sum = trace.answer.deltas[name]?.[t - 1]?.[unit] ?? 0;
  const write = writer(...numbers, sum);
  const [first = 0, ...rest] = numbers;
  const terms = [number(write(first)), ...rest.flatMap((value) => term(value, write))];
  const equal = equality(numbers.map(write), write(sum));
  return {
    lines: [row(left, "=", ...parts.flatMap((part, i) => (i > 0 ? ["+", part] : [part])))],
    numbers:
      numbers.length > 1
        ? [row(text(`unit ${unit + 1}:\u00a0`), ...terms, equal, number(write(sum)))]
        : [],
  };
}

/**
 * What one arrow brings back: Wᵀδ where a matrix stands on it, δ ⊙ f′ where a function does.
 *
 * @param {Trace} trace
 * @param {{from: string, to: string, lag: number}} message
 * @param {number} t
 * @returns {Formula}
 */
function transported(trace, { from, to, lag }, t) {
  if (lag > 0 && trace.cutAfter(t)) return row(number("0"), text("\u00a0(cut)"));
  const delta = gradientAt(
    nameFormula(from, { below: t + lag }),
    lag > 0 ? trace.reach(t) : { kept: 0, all: 0 },
  );
  const node = trace.graph.nodes.find(({ name }) => name === from);
  const line = node?.equation ?? "";
  const direct = products(line).filter(
    ({ bare, operand }) =>
      bare && operand.length === 1 && operand[0]?.text === to && operand[0].lag === lag,
  );
  const uses = tokens(line).filter((token) => token.text === to && token.lag === lag);
  if (direct.length === 1 && uses.length === 1)
    return row(transposed(nameFormula(direct[0]?.parameter ?? "")), delta);
  const call = new RegExp(`=\\s*(tanh|sigmoid|relu)\\(\\s*${to}\\s*\\)\\s*$`).exec(line);
  if (call) return row(delta, "⊙", ["mi", `${call[1]}′`], "(", nameFormula(to, { below: t }), ")");
  return row(text("through\u00a0"), nameFormula(from, { below: t + lag }));
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
    ["munder", ["mo", "∑"], row(text("kept "), symbol("τ"))],
    partial(value, nameFormula("L", { below: "τ" })),
  );
}

/**
 * @param {Trace} trace
 * @param {string} parameter
 * @param {string} t
 * @returns {Formula}
 */
export function copyFormula(trace, parameter, t) {
  const left = partial(nameFormula(parameter, { above: t }));
  const home = trace.graph.homes[parameter] ?? "";
  const line = trace.graph.nodes.find(({ name }) => name === home)?.equation ?? "";
  const delta = partial(nameFormula(home, { below: t }));
  const uses = trace.answer.copy_factors[parameter]?.length ?? 0;
  const used = products(line).find((product) => product.parameter === parameter);
  if (
    parameter.startsWith("b_") &&
    new RegExp(`[=+]\\s*${parameter}\\s*(?:$|[+#-])`).test(line) &&
    uses === 1
  )
    return row(left, "=", delta);
  if (uses !== 1 || !used?.bare)
    return row(left, "=", text("outer products of what came back and what went in"));
  const pieces = used.operand.map((token) => tokenFormula(token, Number(t)));
  const operand = pieces.length === 1 && pieces[0] ? pieces[0] : row(...pieces);
  return row(left, "=", delta, transposed(operand));
}

/**
 * @param {Trace} trace
 * @param {string} name
 */
function messagesTo({ answer }, name) {
  return answer.messages.filter(({ to, from }) => to === name && from !== "loss");
}

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
  const shown = number(write(gradient));
  const change = row(number(exact(rate)), "·", ...(gradient < 0 ? ["(", shown, ")"] : [shown]));
  const after = number(write(weight - rate * gradient));
  const moved = String(-rate * parsed(write(gradient)));
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

/**
 * @param {number} value
 * @param {(value: number) => string} write
 */
function term(value, write) {
  return [value < 0 ? "−" : "+", number(write(Math.abs(value)))];
}

/**
 * Writes the numbers of one line alike, and short enough to stand beside each other.
 *
 * @param {number[]} values
 * @returns {(value: number) => string}
 */
function writer(...values) {
  const most = Math.max(...values.map(Math.abs));
  if (most < 0.01) return short;
  return (value) => fixed(value, most < 10 ? 3 : most < 1000 ? 1 : 0);
}
