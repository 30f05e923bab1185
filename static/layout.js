/** @import {Graph} from "./cell/graph.js" */
/** @import {Part} from "./cell/part.js" */
/** @import {Form} from "./layout/form.js" */
/** @import {Forms} from "./layout/forms.js" */
/** @import {Level} from "./layout/levels.js" */
/** @import {Route} from "./layout/routes.js" */
/** @import {SharedPlace} from "./layout/shared.js" */
/** @import {Style} from "./layout/style.js" */
import { statesOf } from "./cell/graph.js";
import { LEAD, between, endOf, placed } from "./layout/columns.js";
import { formsOf } from "./layout/forms.js";
import { levelsOf } from "./layout/levels.js";
import { sharedOf } from "./layout/shared.js";
import { upright } from "./layout/strips.js";
import { stylesOf } from "./layout/style.js";

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
 * @typedef {object} Half  a part of the sequence; most have but one
 * @property {number} first         its first time-stamp
 * @property {number} left          where its ground begins and ends
 * @property {number} right
 * @property {SharedPlace[]} shared  the one matrix each that its columns use
 *
 * @typedef {object} Layout
 * @property {ColumnPlace[]} columns  of t = 1, 2, …
 * @property {Half[]} halves
 * @property {number} width           of all columns
 * @property {number} height
 * @property {Box} bars               of the probabilities
 * @property {number} lossY           baseline
 * @property {number} tokenY          baseline
 * @property {Map<string, Place>} starting  the states that do not start at zero, before column 1
 */

/** Above all of an encoder and a decoder stands which is which. */
const TITLE = 24;
/** Above the outputs: the loss, the probabilities and their letters. */
const TOP = { loss: 13, bars: 20, height: 28, outputs: 68 };
/** Below the input. */
const BOTTOM = 22;
/** How far from a column it is cut from the one before, if there is room. */
const CUT = 13;
/** How large what the states start with is. */
const STARTING = { cell: 14, delta: 9, least: 28 };
/** Before the arrows into column 1, for what the states start with. */
const MARGIN = 44;

/**
 * @typedef {object} Options
 * @property {string[]} [starting]            the states whose initial values are not all zero
 * @property {(t: number) => boolean} [isOpen]  which columns show their inside
 * @property {boolean} [slim]                 whether the name of a shared matrix stands above it
 * @property {number} [beside]                what columns with room to spare leave free beside them
 */

/**
 * In the roomiest style in which all columns can be seen at once; where none is, in the roomiest.
 *
 * @param {Part[]} parts
 * @param {number} width   what there is room for without scrolling
 * @param {Options} [options]
 * @returns {Layout}
 */
export function layoutOf(parts, width, options = {}) {
  const { graph, first, length } = /** @type {Part} */ (parts.at(-1));
  const levels = levelsOf(graph);
  const [roomy, ...others] = stylesOf(graph, levels, first + length).map(
    (style) => () => layoutIn({ levels, style }, parts, width, options),
  );
  const layout = /** @type {() => Layout} */ (roomy)();
  const fits = (/** @type {Layout} */ each) => each.width < width + 0.5;
  return fits(layout) ? layout : (others.map((make) => make()).find(fits) ?? layout);
}

/**
 * @param {{levels: Level[], style: Style}} look
 * @param {Part[]} parts
 * @param {number} width
 * @param {Options} options
 * @returns {Layout}
 */
function layoutIn(
  { levels, style },
  parts,
  width,
  { starting = [], isOpen = () => true, slim = false, beside = 0 },
) {
  const top = parts.length > 1 ? TITLE : 0;
  const { forms, bottom } = formsOf(parts, isOpen, levels, { style, top: top + TOP.outputs });
  const margin = statesOf(/** @type {Part} */ (parts[0]).graph).size > 0 ? MARGIN : 0;
  const columns = placed(columnsOf(parts, forms, isOpen), margin, width - beside);
  const last = /** @type {ColumnPlace} */ (columns.at(-1));
  const output = last.form.places.find(({ name }) => name === "y");
  const end = Math.round(last.x + endOf(last.form));
  const halves = parts.map((part, i) => {
    const { routes = [], places = [] } = forms[i]?.open ?? {};
    const look = { top, height: bottom + BOTTOM, slim };
    return {
      ...groundOf(columns, part, end),
      first: part.first + 1,
      shared: sharedOf(part.graph, routes, places, look),
    };
  });
  const ends = halves.flatMap(({ shared }) => shared.map(({ y, height }) => y + height));
  return {
    columns,
    halves,
    width: end,
    height: Math.max(bottom + BOTTOM, ...ends),
    bars: {
      x: output?.x ?? 0,
      y: top + TOP.bars,
      width: output?.width ?? 0,
      height: TOP.height,
    },
    lossY: top + TOP.loss,
    tokenY: bottom + 16,
    starting: startingPlaces(/** @type {Part} */ (parts[0]).graph, columns[0]?.form, starting),
  };
}

/**
 * @param {Part[]} parts
 * @param {Forms[]} forms
 * @param {(t: number) => boolean} isOpen
 */
function columnsOf(parts, forms, isOpen) {
  return parts.flatMap(({ first, length }, i) =>
    Array.from({ length }, (_, at) => {
      const open = isOpen(first + at + 1);
      const { [open ? "open" : "closed"]: form } = /** @type {Forms} */ (forms[i]);
      return { form, isOpen: open, isFirst: at === 0 };
    }),
  );
}

/**
 * Where the ground of a part begins and ends.
 *
 * @param {ColumnPlace[]} columns
 * @param {Part} part
 * @param {number} end  of all columns
 */
function groundOf(columns, { first, length }, end) {
  /** @param {number} i */
  const border = (i) => {
    const [before, here] = [columns[i - 1], columns[i]];
    return before && here ? between(before, here) : null;
  };
  const [, left] = border(first) ?? [0, 0];
  const [right] = border(first + length) ?? [end];
  return { left, right };
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
 * Where what comes back from a column is cut off: before it, counted from its middle. Where it
 * comes from another half that is in the middle between the two.
 *
 * @param {Layout} layout
 * @param {number} t
 */
export function borderOf({ columns, halves }, t) {
  const [before, here] = [columns[t - 2], columns[t - 1]];
  if (!before || !here) return 0;
  const gap = here.x + here.form.start - before.x - before.form.right;
  const at = halves.findIndex(({ first }) => first === t);
  const [from, to] = [halves[at - 1], halves[at]];
  if (from && to) return (from.right + to.left) / 2 - here.x;
  return here.form.start - Math.min(CUT, Math.max(LEAD, gap) / 2);
}

/**
 * The initial values of states: upright, before the arrow from them.
 *
 * @param {Graph} graph
 * @param {Form | undefined} form
 * @param {string[]} starting
 */
function startingPlaces({ nodes }, form, starting) {
  /** @type {Map<string, Place>} */
  const places = new Map();
  if (!form) return places;
  for (const name of starting) {
    const node = nodes.find((each) => each.name === name);
    const exit = form.exits[name];
    if (!node || !exit) continue;
    const { height, deltaX, deltaWidth } = upright(node, STARTING, 0, 0, true);
    const x = form.start - LEAD - 3 - (deltaX + deltaWidth);
    places.set(name, upright(node, STARTING, x, exit.y - height / 2, true));
  }
  return places;
}
