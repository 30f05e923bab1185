/** @import {Answer} from "./answer.js" */
/** @import {Request} from "./request.js" */
/** @import {Timeline} from "./timeline.js" */
import { leadsOn, reaches } from "./cell/graph.js";
import { Copies } from "./copies.js";
import { timelineOf } from "./timeline.js";

/**
 * One answer and all that follows from it alone.
 *
 * Time-stamps count from 1 here, as on the page, and over the whole sequence: in a translation the
 * encoder has 1 … S and the decoder S + 1 … T, each with its own graph and parameters, which have
 * full names: W_xh_enc, W_xh_dec.
 */
export class Trace extends Copies {
  /**
   * @param {Answer} answer
   * @param {Request} request  what it answers
   */
  constructor(answer, request) {
    super(answer);
    this.request = request;
    this.truncation = request.truncation ?? { kind: "off", steps: 0 };
    /** @type {Timeline} */
    this.timeline = timelineOf(this.parts);
    /** @type {Map<number, number>} size → the unit shown */
    this.units = new Map();
  }

  /**
   * Whether t is the encoder's last time-stamp: its states are handed over, and what comes back to
   * them comes from the decoder's first.
   *
   * @param {number} t
   */
  handsOver(t) {
    return this.parts.some(({ first }) => first > 0 && first === t);
  }

  /**
   * Whether a segment ends at t, so that nothing comes back to it from t + 1. Segments are counted
   * over the whole sequence; the hand-over is an arrow like all others.
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
   * The first time-stamp that L_τ still comes back to under the truncation.
   *
   * @param {number} tau
   */
  firstKept(tau) {
    const { kind, steps } = this.truncation;
    if (kind === "segment") return tau - ((tau - 1) % steps);
    return kind === "window" ? Math.max(1, tau - steps + 1) : 1;
  }

  /**
   * Why the copy of time-stamp t is exactly zero, as above; or because the truncation cuts off every
   * loss that would reach it.
   *
   * @param {string} parameter
   * @param {number} t
   * @returns {ReturnType<Copies["zeroReason"]>}
   */
  zeroReason(parameter, t) {
    const reason = super.zeroReason(parameter, t);
    if (reason !== "no loss" || this.truncation.kind === "off") return reason;
    const { graph } = this.partOf(parameter);
    if (!leadsOn(graph, graph.homes[parameter] ?? "y")) return reason;
    const later = this.answer.losses.slice(t).map((loss) => loss !== null);
    const { kind, steps } = this.truncation;
    const near = later.slice(0, kind === "window" ? steps - 1 : (steps - (t % steps)) % steps);
    return later.includes(true) && !near.includes(true) ? "cut" : reason;
  }

  /**
   * What stands for class k of the outputs in words: its token, or its number where there are no
   * tokens.
   *
   * @param {number | null | undefined} k
   */
  token(k) {
    return tokenIn(this.answer.sequence.vocabulary, k);
  }

  /**
   * The token that is read at t, of the vocabulary of its part; "" where the inputs are vectors.
   *
   * @param {number} t
   */
  inputToken(t) {
    const input = this.answer.sequence.inputs[t - 1];
    return typeof input === "number" ? tokenIn(this.partAt(t).vocabulary, input) : "";
  }

  /**
   * The class that is to come at t; null where there is none, or where it is left out.
   *
   * @param {number} t
   */
  target(t) {
    return this.answer.sequence.targets[t - 1] ?? null;
  }

  /**
   * The class that was to come at t and is left out by the mask; null where none is.
   *
   * @param {number} t
   */
  maskedTarget(t) {
    return this.answer.sequence.masked[t - 1] ?? null;
  }

  /**
   * Whether a value of time-stamp t leads to an output, its own or a later one.
   *
   * @param {string} name
   * @param {number} [t]
   */
  reachesY(name, t = this.length) {
    return reaches(this.partAt(t).graph, name);
  }

  /**
   * The unit of a value whose numbers are written out: of all values with as many units the one
   * where most comes back, so that it is the same one through the whole film.
   *
   * @param {string} name
   * @param {number} [t]  in a translation a value may have another size in either half
   */
  unit(name, t = this.length) {
    const { deltas } = this.answer;
    const size = deltas[name]?.[t - 1]?.length ?? 0;
    const known = this.units.get(size);
    if (known !== undefined && name !== "y") return known;
    const alike = Object.keys(deltas).filter((each) => (each === "y") === (name === "y"));
    const rows = alike.flatMap((each) => deltas[each] ?? []).filter((row) => row?.length === size);
    const sums = Array.from({ length: size }, (_, i) =>
      rows.reduce((sum, row) => sum + Math.abs(row?.[i] ?? 0), 0),
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
    return (name === "y" ? this.target(t) : null) ?? this.unit(name, t);
  }
}

/**
 * @param {string[] | null} vocabulary
 * @param {number | null | undefined} k
 */
function tokenIn(vocabulary, k) {
  return k === null || k === undefined ? "" : (vocabulary?.[k] ?? String(k));
}
