/** @import {Edge} from "../cell/graph.js" */
/** @import {Place, Point, Tile} from "../layout.js" */
/** @import {Style} from "./style.js" */
/** @import {Wire} from "./wires.js" */
import { edgeKey } from "../cell/graph.js";
import { BESIDE, HEAD, NUMBER } from "./sizes.js";
import { outerOf } from "./strips.js";

/**
 * An arrow of a column with what stands on it.
 *
 * @typedef {object} Route
 * @property {Edge} edge
 * @property {string} key
 * @property {Point[]} points   corners; the first x of an arrow from the column before is open
 * @property {Point | null} number  where the number of its message stands; null for an arrow from x
 * @property {"middle" | "end"} anchor  of the number
 * @property {Point | null} reach   where stands how many losses a window lets through
 * @property {boolean} isTight      whether there is room for little there
 * @property {Tile[]} tiles
 * @property {boolean} isMain   whether it stands for all arrows from the same value
 */

/**
 * @param {Wire} wire
 * @param {Point[]} corners
 * @param {Style} style
 * @param {number} left
 * @param {number} side
 * @returns {Omit<Route, "isMain">}
 */
export function routeOf({ edge, end: reached, x }, corners, style, left, side) {
  const { tile, upright: tall, isTight } = style;
  const points = straightened(corners);
  const tip = /** @type {Point} */ (points[points.length - 1]);
  const has = edge.parameters.length > 0;
  if (reached === "side") {
    const middle = left - side / 2 - 1;
    const end = { x: x - BESIDE, y: tip.y };
    const above = { x: middle, y: tip.y - (has ? tile / 2 : 0) - 5 };
    // a number is wider than a small matrix: clear of the values beside that
    const below = isTight
      ? { x: middle - 2, y: tip.y + (has ? tile / 2 : 0) + 15 }
      : { x: middle, y: tip.y + (has ? tile / 2 : 0) + 13 };
    return {
      edge,
      key: edgeKey(edge),
      points: [...points.slice(0, -1), end],
      // above a matrix the name of an upright value may be near
      number: has ? below : above,
      reach: has ? above : below,
      isTight,
      anchor: "middle",
      tiles: tilesOf(edge, { x: middle - tile / 2, y: tip.y - tile / 2 }, tile),
    };
  }
  const away = reached === "below" ? 1 : -1;
  const middle = tip.y + away * (HEAD + (has ? tile / 2 : 0));
  const number = tall
    ? { x: tip.x - (has ? tile / 2 : 0) - 5, y: middle + 4 }
    : { x: tip.x, y: tip.y + away * (HEAD + (has ? tile + 4 : 0) + NUMBER / 2 - 1) + 4 };
  return {
    edge,
    key: edgeKey(edge),
    points,
    number: edge.from === "x" ? null : number,
    reach: edge.lag > 0 ? { x: left - side / 2 - 1, y: (points[0]?.y ?? 0) + 13 } : null,
    isTight,
    anchor: tall ? "end" : "middle",
    tiles: has ? tilesOf(edge, { x: tip.x - tile / 2, y: middle - tile / 2 }, tile) : [],
  };
}

/**
 * Several matrices on one arrow share the room of one.
 *
 * @param {Edge} edge
 * @param {Point} at
 * @param {number} room
 * @returns {Tile[]}
 */
function tilesOf({ parameters }, at, room) {
  const across = Math.ceil(Math.sqrt(parameters.length));
  const size = (room - (across - 1) * 2) / across;
  return parameters.map((parameter, i) => ({
    parameter,
    x: at.x + (i % across) * (size + 2),
    y: at.y + Math.floor(i / across) * (size + 2),
    size,
  }));
}

/**
 * The short arrow between the values of a group.
 *
 * @param {Edge} edge
 * @param {Place[]} places
 * @returns {Route}
 */
export function beside(edge, places) {
  const from = /** @type {Place} */ (places.find(({ name }) => name === edge.from));
  const to = /** @type {Place} */ (places.find(({ name }) => name === edge.to));
  const outer = outerOf(from);
  const y = outer.y + outer.height / 2;
  return {
    edge,
    key: edgeKey(edge),
    points: [
      { x: outer.x + outer.width + 2, y },
      { x: (to.frame ?? to).x - 2, y },
    ],
    number: null,
    reach: null,
    isTight: false,
    anchor: "middle",
    tiles: [],
    isMain: true,
  };
}

/**
 * Of the arrows from one value the one that runs straight into its lane, or the first.
 *
 * @param {Wire} wire
 * @param {Wire[]} wires
 */
export function mainOf({ edge }, wires) {
  const all = wires.filter((each) => each.edge.from === edge.from && each.edge.lag === edge.lag);
  return all.find((each) => each.end === "side") ?? all[0];
}

/**
 * Without corners that lie on a straight line.
 *
 * @param {Point[]} points
 */
function straightened(points) {
  return points.filter((point, i) => {
    const before = points[i - 1];
    const after = points[i + 1];
    if (!before) return true;
    if (near(before.x, point.x) && near(before.y, point.y)) return false;
    if (!after) return true;
    const level = near(before.y, point.y) && near(point.y, after.y);
    const plumb = near(before.x, point.x) && near(point.x, after.x);
    return !level && !plumb;
  });
}

/** @param {number} a @param {number} b */
function near(a, b) {
  return a === b || Math.abs(a - b) < 0.01;
}
