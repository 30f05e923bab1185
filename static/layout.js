/** @import {Graph} from "./cell/graph.js" */
/** @import {Form} from "./layout/form.js" */
/** @import {Plan} from "./layout/plan.js" */
/** @import {Route} from "./layout/routes.js" */
import { closedOf } from "./cell/closed.js";
import { statesOf } from "./cell/graph.js";
import { formOf } from "./layout/form.js";
import { levelsOf } from "./layout/levels.js";
import { planOf } from "./layout/plan.js";
import { sharedOf } from "./layout/shared.js";
import { styleOf } from "./layout/style.js";
import { upright } from "./layout/strips.js";

/**
 * Where things are on the stage. Positions inside a column count from the column's middle, so that
 * all columns of one form are alike; y counts from the top.
 *
 * @typedef {{x: number, y: number}} Point
 * @typedef {{x: number, y: number, width: number, height: number}} Box
 * @typedef {{parameter: string, x: number, y: number, size: number}} Tile  left, top
 *
 * @typedef {object} Place        a named value, with room for its gradient beside or below it
 * @property {string} name
 * @property {number} size        how many numbers
 * @property {boolean} upright
 * @property {number} x           left
 * @property {number} y           top
 * @property {number} width       of the strip of values
 * @property {number} height
 * @property {number} deltaX      left of the strip of gradients
 * @property {number} deltaY
 * @property {number} deltaWidth
 * @property {number} deltaHeight
 * @property {{x: number, y: number, anchor: "start" | "middle" | "end"}} label
 * @property {Box | null} frame   around a flat value
 * @property {boolean} reachesY
 *
 * @typedef {{form: Form, isOpen: boolean, x: number}} ColumnPlace  `x`: its middle
 *
 * @typedef {object} Layout
 * @property {ColumnPlace[]} columns  of t = 1, 2, …
 * @property {number} width           of all columns
 * @property {number} height
 * @property {Box} bars               of the probabilities
 * @property {number} lossY           baseline
 * @property {number} tokenY          baseline
 * @property {{parameter: string, y: number, height: number}[]} shared  the one matrix each, at the left
 * @property {Map<string, Place>} starting  the states that do not start at zero, before column 1
 */

/** Above the outputs: the loss, the probabilities and their letters. */
const TOP = { loss: 13, bars: 20, height: 28, outputs: 68 };
/** Below the input. */
const BOTTOM = 22;
/** Around a column. */
const PAD = 3;
/** Before a column, for what cuts it from the one before. */
const LEAD = 6;
/** How far from a column it is cut from the one before, if there is room. */
const CUT = 13;
/** Before the arrows into column 1, for what the states start with. */
const MARGIN = 44;
/** Columns with room to spare stand no further apart than this. */
const FAR = 190;
/** Room for the name of the last outputs. */
const NAME = 30;

/**
 * @param {Graph} graph
 * @param {number} length  T
 * @param {number} width   what there is room for without scrolling
 * @param {{starting?: string[], isOpen?: (t: number) => boolean}} [options]
 *   `starting`: the states whose initial values are not all zero; `isOpen`: which columns show their inside
 * @returns {Layout}
 */
export function layoutOf(graph, length, width, { starting = [], isOpen = () => true } = {}) {
  const times = Array.from({ length }, (_, i) => i + 1);
  const { open, closed, height } = formsOf(graph, length, times.some(isOpen), !times.every(isOpen));
  const forms = times.map((t) => (isOpen(t) ? open : closed));
  const places = positions(forms, statesOf(graph).size > 0 ? MARGIN : 0, width);
  const last = forms[length - 1] ?? open;
  const [first] = forms;
  const bottom = open.places.find(({ name }) => name === "x");
  const output = open.places.find(({ name }) => name === "y");
  const shared = sharedOf(graph, open.routes, open.places, height);
  return {
    columns: times.map((t, i) => ({
      form: forms[i] ?? open,
      isOpen: isOpen(t),
      x: places[i] ?? 0,
    })),
    width: (places[length - 1] ?? 0) + last.right + PAD,
    height: Math.max(height, ...shared.map((each) => each.y + each.height)),
    bars: {
      x: output?.x ?? 0,
      y: TOP.bars,
      width: output?.width ?? 0,
      height: TOP.height,
    },
    lossY: TOP.loss,
    tokenY: (bottom ? bottom.y + bottom.height : 0) + 16,
    shared,
    starting: startingPlaces(graph, first ?? open, starting),
  };
}

/**
 * The corners of an arrow in the column of time-stamp t.
 *
 * @param {Layout} layout
 * @param {Route} route
 * @param {number} t
 * @returns {Point[]}
 */
export function pointsOf({ columns }, { edge, points }, t) {
  const [first, ...rest] = points;
  const here = columns[t - 1];
  if (edge.lag === 0 || !first || !here) return points;
  const before = columns[t - 2];
  const exit = before?.form.exits[edge.from];
  const x = before && exit ? before.x + exit.x - here.x : here.form.start - LEAD;
  return [{ x, y: first.y }, ...rest];
}

/**
 * Where what comes back from a column is cut off: before it, counted from its middle.
 *
 * @param {Layout} layout
 * @param {number} t
 */
export function borderOf({ columns }, t) {
  const [before, here] = [columns[t - 2], columns[t - 1]];
  if (!before || !here) return 0;
  const gap = here.x + here.form.start - before.x - before.form.right;
  return here.form.start - Math.min(CUT, Math.max(LEAD, gap) / 2);
}

/**
 * @param {Graph} graph
 * @param {number} length
 * @param {boolean} someOpen
 * @param {boolean} someClosed
 */
function formsOf(graph, length, someOpen, someClosed) {
  const levels = levelsOf(graph);
  const style = styleOf(graph, levels, length);
  const small = closedOf(graph);
  const shown = new Set(small.nodes.map(({ name }) => name));
  const kept = levels.flatMap((level, row) => {
    const groups = level.groups.map((group) => group.filter((name) => shown.has(name)));
    const left = groups.filter((group) => group.length > 0);
    return left.length > 0 ? [{ level: { ...level, groups: left }, row }] : [];
  });
  const openPlan = planOf(graph, levels, style);
  const closedPlan = planOf(
    small,
    kept.map(({ level }) => level),
    style,
  );
  if (!someOpen) {
    const tops = topsOf(closedPlan);
    const closed = formOf(closedPlan, tops);
    return { open: closed, closed, height: bottomOf(closedPlan, tops) };
  }
  const rows = kept.map(({ row }) => row);
  const tops = topsOf(someClosed ? stretched(openPlan, closedPlan, rows) : openPlan);
  return {
    open: formOf(openPlan, tops),
    closed: formOf(
      closedPlan,
      rows.map((row) => tops[row] ?? 0),
    ),
    height: bottomOf(openPlan, tops),
  };
}

/**
 * Where the stage ends.
 *
 * @param {Plan} plan
 * @param {number[]} tops
 */
function bottomOf({ rows }, tops) {
  return (tops[tops.length - 1] ?? 0) + (rows[rows.length - 1] ?? 0) + BOTTOM;
}

/**
 * Where the rows begin.
 *
 * @param {Pick<Plan, "rows" | "channels">} plan
 */
function topsOf({ rows, channels }) {
  let y = TOP.outputs;
  return rows.map((height, i) => {
    const top = y;
    y += height + (channels[i] ?? 0);
    return top;
  });
}

/**
 * The rows of open columns, far enough from each other for closed ones beside them.
 *
 * @param {Plan} open
 * @param {Plan} closed
 * @param {number[]} rows  of each row of the closed form, which of the open one it is
 * @returns {Pick<Plan, "rows" | "channels">}
 */
function stretched(open, closed, rows) {
  const channels = [...open.channels];
  rows.slice(1).forEach((row, i) => {
    const above = rows[i] ?? 0;
    const between = open.rows.slice(above + 1, row).reduce((sum, height) => sum + height, 0);
    const free = channels.slice(above, row).reduce((sum, height) => sum + height, between);
    channels[row - 1] = (channels[row - 1] ?? 0) + Math.max(0, (closed.channels[i] ?? 0) - free);
  });
  return { rows: open.rows, channels };
}

/**
 * The middles of the columns: with room to spare they stand further apart, up to a point.
 *
 * @param {Form[]} forms
 * @param {number} margin
 * @param {number} width
 */
function positions(forms, margin, width) {
  let x = 0;
  const least = forms.map((form, i) => {
    const before = forms[i - 1];
    x += before ? apart(before, form) : margin + LEAD - form.start;
    return x;
  });
  const end = x + (forms[forms.length - 1]?.right ?? 0) + PAD;
  const spare = Math.max(0, width - end - NAME) / Math.max(1, forms.length - 1);
  let moved = 0;
  return least.map((place, i) => {
    if (i > 0) moved += Math.min(spare, Math.max(0, FAR - (place - (least[i - 1] ?? 0))));
    return place + moved;
  });
}

/**
 * How far apart the middles of neighbours have to be.
 *
 * @param {Form} before
 * @param {Form} form
 */
function apart(before, form) {
  const exits = Object.values(before.exits).map(({ x }) => x);
  const clear = form.trunks ? before.right + PAD : Math.max(-Infinity, ...exits);
  return Math.max(before.right + 2 * PAD - form.left, clear + LEAD - form.start);
}

/**
 * The initial values of states: upright, before the arrow from them.
 *
 * @param {Graph} graph
 * @param {Form} form
 * @param {string[]} starting
 */
function startingPlaces({ nodes }, form, starting) {
  /** @type {Map<string, Place>} */
  const places = new Map();
  const style = { upright: true, cell: 14, delta: 9, tile: 0, digits: 1 };
  for (const name of starting) {
    const node = nodes.find((each) => each.name === name);
    const exit = form.exits[name];
    if (!node || !exit) continue;
    const { height, deltaX, deltaWidth } = upright(node, style, 0, 0, true);
    const x = form.start - LEAD - 3 - (deltaX + deltaWidth);
    places.set(name, upright(node, style, x, exit.y - height / 2, true));
  }
  return places;
}
