/** @import {Box} from "../layout.js" */
/** @import {Quantity} from "../quantity.js" */
/** @import {State} from "../state.js" */
/** @import {Pen} from "../svg.js" */
/** @import {Trace} from "../trace.js" */
/** @import {Ground, Spot} from "./spot.js" */
import { explain } from "../inspect/explain.js";
import { operandsOf } from "../inspect/expression.js";
import { inspectedIn } from "../inspecting.js";
import { gridOf, write } from "../quantity.js";
import { lineTo } from "./arrow.js";
import { spotsOf } from "./where.js";

/**
 * The numbers that light up: the one inspected, those it is worked out from, and of these what is
 * pointed at in the formula.
 *
 * @typedef {object} Lit
 * @property {Quantity} inspected
 * @property {Quantity[]} operands
 * @property {Quantity[]} pointed
 */

/** An outline stands around a number; that of a small cell is no smaller than this. */
const AROUND = 1;
const SMALLEST = 7;
/** Cells that are no further apart lie side by side. */
const TOUCHING = 0.5;
/** More operands are not outlined one by one. */
const MOST = 400;

/**
 * What lights up in a state.
 *
 * @param {Pick<State, "settings" | "trace" | "tables" | "inspecting">} state
 * @param {Trace} trace
 * @returns {Lit | null}
 */
function litIn(state, trace) {
  const inspected = inspectedIn(state);
  const { tables } = state;
  const { rate } = state.settings;
  const found = inspected && explain(trace, inspected, { rate, tables });
  if (!inspected || !found) return null;
  const operands = found.expression ? operandsOf(found.expression) : [];
  return {
    inspected,
    operands: operands.slice(0, MOST).map(({ quantity }) => quantity),
    pointed: state.inspecting.operands,
  };
}

/**
 * Remembers what was lit last.
 */
export function litMemory() {
  /** @type {{inputs: unknown[], lit: Lit | null} | null} */
  let memory = null;
  return (/** @type {State} */ state, /** @type {Trace} */ trace) => {
    const inspected = inspectedIn(state);
    const inputs = [
      trace,
      state.tables,
      inspected && write(inspected),
      state.inspecting.operands,
      state.settings.rate,
    ];
    if (!memory || inputs.some((input, i) => input !== memory?.inputs[i]))
      memory = { inputs, lit: litIn(state, trace) };
    return memory.lit;
  };
}

/**
 * Outlines over a stage that is drawn: of one layer, the columns or the shared matrices.
 *
 * @param {Pen} pen
 * @param {Ground} ground
 * @param {Lit} lit
 * @param {boolean} isPinned  which layer
 */
export function drawLit(pen, ground, lit, isPinned) {
  const { inspected, operands, pointed } = lit;
  const used = usedAt(lit);
  /** @param {Quantity} quantity @param {number | null} at */
  const here = (quantity, at) =>
    spotsOf(ground, quantity, at).filter((spot) => spot.isPinned === isPinned);
  /** @param {Quantity} quantity @param {number | null} at @param {string} name */
  const put = (quantity, at, name) =>
    here(quantity, at).forEach((spot, i) =>
      putSpot(pen, `${name} ${write(quantity)} ${i}`, spot, name),
    );
  const spots = unique(operands).flatMap((operand) =>
    here(operand, used).map((spot, i) => ({ key: `${gridOf(operand)} ${i}`, spot })),
  );
  merged(spots).forEach(({ key, spot }) => putSpot(pen, `operand ${key}`, spot, "operand"));
  put(inspected, null, "subject");
  for (const each of pointed) put(each, used, "pointed");
}

/**
 * Cells side by side in one outline, for many would hide what is in them.
 *
 * @template {Spot} S
 * @param {{key: string, spot: S}[]} spots  `key`: of the vector or matrix that it is in
 */
export function merged(spots) {
  /** @type {Map<string, S[]>} */
  const grids = new Map();
  for (const { key, spot } of spots) {
    const { isHidden, way, box } = spot;
    const own = way ? `way ${sides(box)}` : isHidden ? `hidden ${box.x}` : key;
    const cells = grids.get(own) ?? [];
    // of what stands in one place once is enough
    if (!cells.some((cell) => sides(cell.box) === sides(box))) cells.push(spot);
    grids.set(own, cells);
  }
  return [...grids].flatMap(([key, cells]) =>
    joined(joined(cells, "x", "width"), "y", "height").map((spot, i) => ({
      key: `${key} ${i}`,
      spot,
    })),
  );
}

/**
 * Boxes one after the other along a side, as long on the other, in one.
 *
 * @template {{box: Box}} S
 * @param {S[]} spots
 * @param {"x" | "y"} start
 * @param {"width" | "height"} length
 */
function joined(spots, start, length) {
  const other = start === "x" ? "y" : "x";
  const across = length === "width" ? "height" : "width";
  /** @type {S[]} */
  const found = [];
  const sorted = [...spots].sort(
    ({ box: a }, { box: b }) => a[other] - b[other] || a[start] - b[start],
  );
  for (const spot of sorted) {
    const { box } = spot;
    const at = found.findIndex(
      (before) =>
        Math.abs(before.box[start] + before.box[length] - box[start]) < TOUCHING &&
        Math.abs(before.box[other] - box[other]) < TOUCHING &&
        Math.abs(before.box[across] - box[across]) < TOUCHING,
    );
    const before = found[at];
    if (before) found[at] = { ...before, box: around(before.box, box) };
    else found.push(spot);
  }
  return found;
}

/** @param {Box} box */
function sides({ x, y, width, height }) {
  return `${x} ${y} ${width} ${height}`;
}

/**
 * @param {Box} a
 * @param {Box} b
 * @returns {Box}
 */
function around(a, b) {
  const [x, y] = [Math.min(a.x, b.x), Math.min(a.y, b.y)];
  return {
    x,
    y,
    width: Math.max(a.x + a.width, b.x + b.width) - x,
    height: Math.max(a.y + a.height, b.y + b.height) - y,
  };
}

/**
 * The outline of one number, or a broad stroke along its arrow.
 *
 * @param {Pen} pen
 * @param {string} key
 * @param {Spot} spot
 * @param {string} name  "operand", "subject" or "pointed"
 */
export function putSpot(pen, key, { box, way, isHidden = false }, name) {
  if (way) {
    pen.put(key, "path", { class: `lit way ${name}`, d: lineTo(way) });
    return;
  }
  const width = Math.max(SMALLEST, box.width + 2 * AROUND);
  const height = Math.max(SMALLEST, box.height + 2 * AROUND);
  const place = {
    x: box.x + (box.width - width) / 2,
    y: box.y + (box.height - height) / 2,
    width,
    height,
    rx: isHidden ? 10 : 2.5,
  };
  const look = `lit ${name}${isHidden ? " hidden" : ""}`;
  if (!isHidden) pen.put(`halo ${key}`, "rect", { class: "lit-halo", ...place });
  pen.put(key, "rect", { class: look, ...place });
}

/**
 * The time-stamp at which the weights of a formula are used: that of the gradients they carry; null
 * where they are not used, but changed.
 *
 * @param {Lit} lit
 */
function usedAt({ inspected, operands }) {
  if (inspected.kind === "value") return inspected.t;
  const carried = operands.find(({ kind }) => kind === "delta");
  return carried && "t" in carried ? carried.t : null;
}

/** @param {Quantity[]} quantities */
function unique(quantities) {
  return [...new Map(quantities.map((quantity) => [write(quantity), quantity])).values()];
}
