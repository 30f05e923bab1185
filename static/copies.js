/** @import {Answer} from "./answer.js" */
/** @import {Graph} from "./cell/graph.js" */
/** @import {Part} from "./cell/part.js" */
/** @import {Grid} from "./grid.js" */
/** @import {Entry} from "./state.js" */
import { reaches } from "./cell/graph.js";
import { has, partsOf } from "./cell/part.js";
import { addOuter, gridOf, largest, largestEntry, plus, zeros } from "./grid.js";

const REMEMBERED = 600;

/**
 * The parameters of an answer, their temporal copies and the sums of these. Time-stamps count from 1,
 * over the whole sequence; what is asked for where a parameter is not used (the copy of an encoder's
 * matrix at a time-stamp of the decoder) is zero or null, never another's.
 */
export class Copies {
  /**
   * @param {Answer} answer
   */
  constructor(answer) {
    this.answer = answer;
    this.length = answer.sequence.length;
    /** The encoder and the decoder of a translation, else the one network. @type {Part[]} */
    this.parts = partsOf(answer);
    this.isTranslation = this.parts.length > 1;
    /** Of the last part, which has all values. @type {Graph} */
    this.graph = this.partAt(this.length).graph;
    /** The full names of all parts' parameters. */
    this.parameters = Object.keys(answer.cell.parameters);
    /** @type {Map<string, Part>} */
    this.owners = new Map(
      this.parts.flatMap((part) => part.graph.parameters.map((name) => [name, part])),
    );
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
  }

  /**
   * The part that a time-stamp lies in.
   *
   * @param {number} t
   * @returns {Part}
   */
  partAt(t) {
    const part = this.parts.find((each) => has(each, t)) ?? this.parts.at(-1);
    return /** @type {Part} */ (part);
  }

  /**
   * The part that has a parameter.
   *
   * @param {string} parameter  its full name
   * @returns {Part}
   */
  partOf(parameter) {
    return this.owners.get(parameter) ?? this.partAt(this.length);
  }

  /**
   * Whether a parameter is used at t, so that there is a copy of it: whether its part has t.
   *
   * @param {string} parameter
   * @param {number} t
   */
  covers(parameter, t) {
    return has(this.partOf(parameter), t);
  }

  /**
   * ∂L/∂W^(t) as if W were used at time-stamp t only; zero where it is not used at t.
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
   * The sum of the copies of the last `count` time-stamps of the whole sequence, in the order in
   * which the sum takes them: T, T−1, … Of an encoder's parameter there is none before the decoder's
   * are all in; of a decoder's it is complete from then on.
   *
   * @param {string} parameter
   * @param {number} count
   * @returns {Grid}
   */
  runningTotal(parameter, count) {
    if (this.length - count <= this.partOf(parameter).first)
      return this.gradients[parameter] ?? this.empty(parameter);
    const known = this.sums.get(parameter);
    if (known?.count === count) return known.sum;
    const start = known && known.count < count ? known : { count: 0, sum: this.empty(parameter) };
    const sum = plus(start.sum, start.sum, 0);
    for (let n = start.count; n < count; n += 1) this.addCopy(sum, parameter, this.length - n);
    this.sums.set(parameter, { count, sum });
    return sum;
  }

  /**
   * @param {string} parameter
   * @returns {Grid}
   */
  weight(parameter) {
    return this.weights[parameter] ?? this.empty(parameter);
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
   * The Frobenius norm of the copy of time-stamp t; zero where there is none.
   *
   * @param {string} parameter
   * @param {number} t
   */
  normOf(parameter, t) {
    return this.answer.copy_norms[parameter]?.[this.place(parameter, t)] ?? 0;
  }

  /**
   * The entry [row, column] of the copy of time-stamp t; zero where there is none.
   *
   * @param {string} parameter
   * @param {number} t
   * @param {{row: number, column: number}} entry
   */
  entry(parameter, t, { row, column }) {
    const uses = this.answer.copy_factors[parameter] ?? [];
    const at = this.place(parameter, t);
    return uses.reduce(
      (sum, { left, right }) =>
        sum + (left[at]?.[row] ?? 0) * (right ? (right[at]?.[column] ?? 0) : 1),
      0,
    );
  }

  /**
   * Whether the network has a weight with such an entry.
   *
   * @param {Entry} entry
   */
  hasEntry({ parameter, row, column }) {
    const [rows = 0, columns = 1] = this.answer.cell.parameters[parameter] ?? [];
    return row < rows && column < columns;
  }

  /**
   * The entry of a parameter to look at: the one that was picked, else that of the largest gradient.
   *
   * @param {string} parameter
   * @param {Entry | null} picked
   * @returns {Entry}
   */
  entryShown(parameter, picked) {
    if (picked?.parameter === parameter && this.hasEntry(picked)) return picked;
    return { parameter, ...largestEntry(this.runningTotal(parameter, this.length)) };
  }

  /**
   * Why the copy of time-stamp t is exactly zero; null when it is not, or when there is none.
   *
   * @param {string} parameter
   * @param {number} t
   * @returns {"no input" | "no loss" | "no way" | "shut" | "cut" | null}  "cut" of a Trace alone
   */
  zeroReason(parameter, t) {
    const { graph } = this.partOf(parameter);
    const at = this.place(parameter, t);
    if (this.answer.copy_norms[parameter]?.[at] !== 0) return null;
    if (!reaches(graph, graph.homes[parameter] ?? "y")) return "no way";
    const uses = this.answer.copy_factors[parameter] ?? [];
    const silent = uses.every(({ right }) => right !== null && largest(right[at] ?? []) === 0);
    if (silent) return "no input";
    const home = graph.homes[parameter] ?? "y";
    // what arrives at the value, or at the one that is a function of it, was multiplied by zero
    const around = [home, graph.companions[home] ?? home];
    const arrives = around.some((name) => largest(this.answer.deltas[name]?.[t - 1] ?? []) > 0);
    return arrives ? "shut" : "no loss";
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
    const at = this.place(parameter, t);
    for (const { left, right } of this.answer.copy_factors[parameter] ?? [])
      addOuter(target, left[at] ?? [], right ? (right[at] ?? []) : null);
  }

  /**
   * Where the arrays of a parameter, which cover its part alone, have time-stamp t.
   *
   * @param {string} parameter
   * @param {number} t
   */
  place(parameter, t) {
    return t - 1 - this.partOf(parameter).first;
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
