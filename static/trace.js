/** @import {Answer} from "./answer.js" */
/** @import {Graph} from "./cell/graph.js" */
/** @import {Grid} from "./grid.js" */
/** @import {Request} from "./request.js" */
/** @import {Entry} from "./state.js" */
/** @import {Timeline} from "./timeline.js" */
import { graphOf } from "./cell/graph.js";
import { addOuter, gridOf, largest, largestEntry, plus, zeros } from "./grid.js";
import { timelineOf } from "./timeline.js";

const REMEMBERED = 600;

/** One answer and all that follows from it alone. Time-stamps count from 1 here, as on the page. */
export class Trace {
  /**
   * @param {Answer} answer
   * @param {Request} request  what it answers
   */
  constructor(answer, request) {
    this.answer = answer;
    this.request = request;
    this.truncation = request.truncation ?? { kind: "off", steps: 0 };
    this.length = answer.sequence.length;
    /** @type {Graph} */
    this.graph = graphOf(answer.cell);
    this.parameters = this.graph.parameters;
    /** @type {Timeline} */
    this.timeline = timelineOf(this.graph, this.length);
    /** @type {Record<string, Grid>} */
    this.weights = mapValues(answer.weights, gridOf);
    /** @type {Record<string, Grid>} */
    this.gradients = mapValues(answer.gradients, gridOf);
    /** @type {Map<string, Grid>} */
    this.copies = new Map();
    /** @type {Map<string, {count: number, sum: Grid}>} */
    this.sums = new Map();
    /** @type {Map<string, {rate: number, weights: Grid}>} */
    this.steps = new Map();
    /** @type {Map<number, number>} size → the unit shown */
    this.units = new Map();
  }

  /**
   * ∂L/∂W^(t) as if W were used at time-stamp t only.
   *
   * @param {string} parameter
   * @param {number} t
   * @returns {Grid}
   */
  copy(parameter, t) {
    const key = `${parameter}:${t}`;
    const known = this.copies.get(key);
    if (known) return known;
    const copy = this.empty(parameter);
    this.addCopy(copy, parameter, t);
    if (this.copies.size > REMEMBERED) this.copies.clear();
    this.copies.set(key, copy);
    return copy;
  }

  /**
   * The sum of the last `count` copies, in the order in which the sum takes them: T, T−1, …
   *
   * @param {string} parameter
   * @param {number} count
   * @returns {Grid}
   */
  runningTotal(parameter, count) {
    if (count >= this.length) return this.gradients[parameter] ?? this.empty(parameter);
    const known = this.sums.get(parameter);
    if (known?.count === count) return known.sum;
    const start = known && known.count < count ? known : { count: 0, sum: this.empty(parameter) };
    const sum = plus(start.sum, start.sum, 0);
    for (let n = start.count; n < count; n += 1) this.addCopy(sum, parameter, this.length - n);
    this.sums.set(parameter, { count, sum });
    return sum;
  }

  /**
   * W − η · ∂L/∂W
   *
   * @param {string} parameter
   * @param {number} rate
   * @returns {Grid}
   */
  updated(parameter, rate) {
    const known = this.steps.get(parameter);
    if (known?.rate === rate) return known.weights;
    const weights = plus(this.weight(parameter), this.runningTotal(parameter, this.length), -rate);
    this.steps.set(parameter, { rate, weights });
    return weights;
  }

  /**
   * @param {string} parameter
   * @returns {Grid}
   */
  weight(parameter) {
    return this.weights[parameter] ?? this.empty(parameter);
  }

  /**
   * The entry [row, column] of the copy of time-stamp t.
   *
   * @param {string} parameter
   * @param {number} t
   * @param {{row: number, column: number}} entry
   */
  entry(parameter, t, { row, column }) {
    const uses = this.answer.copy_factors[parameter] ?? [];
    return uses.reduce(
      (sum, { left, right }) =>
        sum + (left[t - 1]?.[row] ?? 0) * (right ? (right[t - 1]?.[column] ?? 0) : 1),
      0,
    );
  }

  /**
   * The entry of a parameter to look at: the one that was picked, else that of the largest gradient.
   *
   * @param {string} parameter
   * @param {Entry | null} picked
   * @returns {Entry}
   */
  entryShown(parameter, picked) {
    if (picked?.parameter === parameter) return picked;
    return { parameter, ...largestEntry(this.runningTotal(parameter, this.length)) };
  }

  /**
   * Why the copy of time-stamp t is exactly zero; null when it is not.
   *
   * @param {string} parameter
   * @param {number} t
   * @returns {"no input" | "no loss" | null}
   */
  zeroReason(parameter, t) {
    if (this.answer.copy_norms[parameter]?.[t - 1] !== 0) return null;
    const uses = this.answer.copy_factors[parameter] ?? [];
    const silent = uses.every(({ right }) => right !== null && largest(right[t - 1] ?? []) === 0);
    return silent ? "no input" : "no loss";
  }

  /**
   * Whether a segment ends at t, so that nothing comes back to it from t + 1.
   *
   * @param {number} t
   */
  cutAfter(t) {
    const { kind, steps } = this.truncation;
    return kind === "segment" && t >= 1 && t < this.length && t % steps === 0;
  }

  /**
   * Of the losses after t, how many there are and how many still come back to t.
   *
   * @param {number} t
   */
  reach(t) {
    const later = this.answer.losses.slice(t).map((loss) => loss !== null);
    const { kind, steps } = this.truncation;
    const near = kind === "window" ? later.slice(0, Math.max(0, steps - 1)) : later;
    return { all: later.filter(Boolean).length, kept: near.filter(Boolean).length };
  }

  /**
   * What stands for class k in words: its token, or its number where there are no tokens.
   *
   * @param {number | null | undefined} k
   */
  token(k) {
    if (k === null || k === undefined) return "";
    return this.answer.sequence.vocabulary?.[k] ?? String(k);
  }

  /**
   * @param {number} t
   */
  inputToken(t) {
    const input = this.answer.sequence.inputs[t - 1];
    return typeof input === "number" ? this.token(input) : "";
  }

  /** @param {number} t */
  target(t) {
    return this.answer.sequence.targets[t - 1] ?? null;
  }

  /** @param {string} name */
  reachesY(name) {
    return this.graph.nodes.find((node) => node.name === name)?.reaches_y ?? true;
  }

  /**
   * The unit of a value whose numbers are written out: of all values with as many units the one
   * where most comes back, so that it is the same one through the whole film.
   *
   * @param {string} name
   */
  unit(name) {
    const { deltas } = this.answer;
    const size = deltas[name]?.[0]?.length ?? 0;
    const known = this.units.get(size);
    if (known !== undefined && name !== "y") return known;
    const alike = Object.keys(deltas).filter((each) =>
      name === "y" ? each === "y" : each !== "y" && deltas[each]?.[0]?.length === size,
    );
    const sums = Array.from({ length: size }, (_, i) =>
      alike.reduce(
        (sum, each) =>
          (deltas[each] ?? []).reduce((inner, row) => inner + Math.abs(row[i] ?? 0), sum),
        0,
      ),
    );
    const unit = Math.max(0, sums.indexOf(Math.max(...sums)));
    if (name !== "y") this.units.set(size, unit);
    return unit;
  }

  /**
   * The same at a time-stamp: of y the class of the target, where there is one.
   *
   * @param {string} name
   * @param {number} t
   */
  unitAt(name, t) {
    return (name === "y" ? this.target(t) : null) ?? this.unit(name);
  }

  /**
   * @param {string} parameter
   * @returns {Grid}
   */
  empty(parameter) {
    const [rows = 1, columns = 1] = this.answer.cell.parameters[parameter] ?? [];
    return zeros(rows, columns);
  }

  /**
   * @param {Grid} target
   * @param {string} parameter
   * @param {number} t
   */
  addCopy(target, parameter, t) {
    for (const { left, right } of this.answer.copy_factors[parameter] ?? [])
      addOuter(target, left[t - 1] ?? [], right ? (right[t - 1] ?? []) : null);
  }
}

/**
 * @template A, B
 * @param {Record<string, A>} record
 * @param {(value: A) => B} f
 * @returns {Record<string, B>}
 */
function mapValues(record, f) {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, f(value)]));
}
