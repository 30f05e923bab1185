/** @import {Edge, Graph} from "../cell/graph.js" */
/** @import {Place, Point, Tile} from "../layout.js" */
/** @import {Block} from "./blocks.js" */
/** @import {Level} from "./levels.js" */
/** @import {Style} from "./style.js" */
/** @import {Corner, Height, Wire, Wiring} from "./wires.js" */
import { edgeKey } from "../cell/graph.js";
import { arrange, rowsOf } from "./arrange.js";
import { blocksOf } from "./blocks.js";
import { boxed, end, upright } from "./strips.js";
import { layTracks } from "./tracks.js";
import { wire } from "./wires.js";

/**
 * A column as it is drawn, open or closed. Positions count from the middle of the column.
 *
 * @typedef {object} Plan    before the rows have their heights
 * @property {Graph} graph
 * @property {Level[]} levels
 * @property {Style} style
 * @property {Block[]} blocks
 * @property {Wiring} wiring
 * @property {number[]} rows      height of each row
 * @property {number[]} channels  least height of what lies below each row but the last
 * @property {number[]} under     of that, the part right below the row, for what stands on arrows
 *
 * @typedef {object} Route
 * @property {Edge} edge
 * @property {string} key
 * @property {Point[]} points   corners; the first x of an arrow from the column before is open
 * @property {Point | null} number  where the number of its message stands; null for an arrow from x
 * @property {"middle" | "end"} anchor  of the number
 * @property {Point | null} reach   where stands how many losses a window lets through
 * @property {Tile[]} tiles
 * @property {boolean} isMain   whether it stands for all arrows from the same value
 *
 * @typedef {object} Form
 * @property {Place[]} places
 * @property {Route[]} routes
 * @property {number} left
 * @property {number} right
 * @property {number} start     left of this there is nothing but arrows from the column before
 * @property {boolean} trunks   whether some of them bend before they come in
 * @property {Record<string, Point>} exits  where the arrow to the next column leaves a state
 */

const TRACK = 9;
const HEAD = 9;
const NUMBER = 14;
const NAME = 16;
const NUMBER_WIDTH = 42;
const TRUNK = 9;
const BESIDE = 3;
/** The least distance between two rows. */
const MIN = 22;

/**
 * @param {Graph} graph
 * @param {Level[]} levels
 * @param {Style} style
 * @returns {Plan}
 */
export function planOf(graph, levels, style) {
  const blocks = blocksOf(graph, levels, style);
  arrange(blocks, style);
  const wiring = wire(blocks, style);
  const rows = rowsOf(blocks);
  const tracks = wiring.segments.map(layTracks);
  const under = rows.map((row, i) =>
    zone(
      row.flatMap(({ below }) => below.map(({ edge }) => edge)),
      style,
      i < rows.length - 2,
    ),
  );
  const over = rows.map((row) =>
    zone(
      row.flatMap(({ above }) => above.map(({ edge }) => edge)),
      style,
      false,
    ),
  );
  return {
    graph,
    levels,
    style,
    blocks,
    wiring,
    rows: rows.map((row) => Math.max(...row.map(({ height }) => height))),
    channels: tracks.map((count, i) =>
      Math.max(
        MIN,
        (under[i] ?? 0) + (count > 0 ? (count - 1) * TRACK + 16 : 8) + (over[i + 1] ?? 0),
      ),
    ),
    under,
  };
}

/**
 * Room for what stands on arrows where they reach a row.
 *
 * @param {Edge[]} edges
 * @param {Style} style
 * @param {boolean} named  whether the names of upright values stand there too
 */
function zone(edges, { tile, upright: tall }, named) {
  if (edges.length === 0) return 0;
  const matrices = edges.some(({ parameters }) => parameters.length > 0) ? tile + 4 : 0;
  const numbers = !tall && edges.some(({ from }) => from !== "x") ? NUMBER : 0;
  return HEAD + matrices + numbers + (tall && named ? NAME : 0);
}

/**
 * @param {Plan} plan
 * @param {number[]} tops  of the rows
 * @returns {Form}
 */
export function formOf({ graph, levels, style, blocks, wiring, rows, under }, tops) {
  /** @type {Map<string, {top: number, bottom: number}>} */
  const spans = new Map();
  const places = blocks.flatMap((block) => {
    const { row, x, members, names } = block;
    const isState = levels[row]?.lane === names[0];
    return members.map((member, i) => {
      const top = (tops[row] ?? 0) + ((rows[row] ?? 0) - member.height) / 2;
      const node = /** @type {any} */ (graph.nodes.find(({ name }) => name === member.name));
      spans.set(member.name, { top, bottom: top + member.height });
      if (names[0] === "x" || names[0] === "y") return end(node, x, top, isState, member.width);
      const left = x + member.left;
      return style.upright
        ? upright(node, style, left, top, i < members.length - 1)
        : boxed(node, style, { x: left, y: top, width: member.width });
    });
  });
  /** @param {Height} at */
  const height = (at) => {
    if (at.of === "track") {
      const channel = wiring.segments.findIndex((segments) => segments.includes(at.segment));
      const bottom = (tops[channel] ?? 0) + (rows[channel] ?? 0);
      return bottom + (under[channel] ?? 0) + 8 + at.segment.track * TRACK;
    }
    const own = at.names.map((name) => spans.get(name) ?? { top: 0, bottom: 0 });
    if (at.of === "top") return Math.min(...own.map(({ top }) => top)) - 3;
    if (at.of === "bottom") return Math.max(...own.map(({ bottom }) => bottom)) + 3;
    const span = own[own.length - 1] ?? { top: 0, bottom: 0 };
    return (span.top + span.bottom) / 2;
  };
  const { left, right, trunks } = wiring;
  const side = sideRoom(wiring.wires, style);
  const sides = wiring.wires.filter((each) => each.end === "side").map(({ x }) => x);
  // where no arrow bends before the column, what stands on them may reach in beside its rows
  const inner = Math.min(...sides);
  const isClear = trunks === 0 && wiring.passages.every((x) => x > inner);
  const base = sides.length > 0 && isClear ? inner : left;
  /** @param {Corner} corner @returns {Point} */
  const point = (corner) => {
    const y = height(corner.at);
    if ("start" in corner) return { x: -Infinity, y };
    if ("trunk" in corner) return { x: base - side - 2 - (corner.trunk + 0.5) * TRUNK, y };
    return { x: corner.x, y };
  };
  return {
    places,
    routes: [
      ...wiring.wires.map((each) => ({
        ...routeOf(each, each.corners.map(point), style, base, side),
        isMain: mainOf(each, wiring.wires) === each,
      })),
      ...graph.edges
        .filter(({ from, to, lag }) => lag === 0 && graph.companions[from] === to)
        .map((edge) => beside(edge, places)),
    ],
    left: Math.min(left, base - side),
    right,
    start: base - side - trunks * TRUNK,
    trunks: trunks > 0,
    exits: exitsOf(levels, places),
  };
}

/**
 * Of the arrows from one value the one that runs straight into its lane, or the first.
 *
 * @param {Wire} wire
 * @param {Wire[]} wires
 */
function mainOf({ edge }, wires) {
  const all = wires.filter((each) => each.edge.from === edge.from && each.edge.lag === edge.lag);
  return all.find((each) => each.end === "side") ?? all[0];
}

/**
 * Room for what stands on the arrows that reach a column from the left.
 *
 * @param {Wire[]} wires
 * @param {Style} style
 */
function sideRoom(wires, { tile, upright: tall }) {
  const sides = wires.filter((each) => each.end === "side");
  if (sides.length === 0) return 0;
  // beside an upright value there is room for a number below the matrix
  const isTight = tall && sides.every(({ edge }) => edge.parameters.length > 0);
  return isTight ? tile + 2 : NUMBER_WIDTH;
}

/**
 * @param {Wire} wire
 * @param {Point[]} corners
 * @param {Style} style
 * @param {number} left
 * @param {number} side
 * @returns {Omit<Route, "isMain">}
 */
function routeOf({ edge, end: reached, x }, corners, { tile, upright: tall }, left, side) {
  const points = straightened(corners);
  const tip = /** @type {Point} */ (points[points.length - 1]);
  const has = edge.parameters.length > 0;
  if (reached === "side") {
    const middle = left - side / 2 - 1;
    const end = { x: x - BESIDE, y: tip.y };
    const above = { x: middle, y: tip.y - (has ? tile / 2 : 0) - 5 };
    const below = { x: middle, y: tip.y + (has ? tile / 2 : 0) + 13 };
    return {
      edge,
      key: edgeKey(edge),
      points: [...points.slice(0, -1), end],
      // above a matrix the name of an upright value may be near
      number: has ? below : above,
      reach: has ? above : below,
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
function beside(edge, places) {
  const from = /** @type {Place} */ (places.find(({ name }) => name === edge.from));
  const to = /** @type {Place} */ (places.find(({ name }) => name === edge.to));
  const outer = from.frame ?? { ...from, width: from.deltaX + from.deltaWidth - from.x };
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
    anchor: "middle",
    tiles: [],
    isMain: true,
  };
}

/**
 * @param {Level[]} levels
 * @param {Place[]} places
 */
function exitsOf(levels, places) {
  /** @type {Record<string, Point>} */
  const exits = {};
  for (const { lane } of levels) {
    const place = places.find(({ name }) => name === lane);
    if (!place || lane === null) continue;
    const outer = outerOf(place);
    exits[lane] = { x: outer.x + outer.width + BESIDE, y: outer.y + outer.height / 2 };
  }
  return exits;
}

/**
 * All that a value takes: its box, or its vector with its gradient.
 *
 * @param {Place} place
 */
export function outerOf({ frame, x, y, width, height, deltaX, deltaY, deltaWidth, deltaHeight }) {
  if (frame) return frame;
  return {
    x: Math.min(x, deltaX),
    y: Math.min(y, deltaY),
    width: Math.max(x + width, deltaX + deltaWidth) - Math.min(x, deltaX),
    height: Math.max(y + height, deltaY + deltaHeight) - Math.min(y, deltaY),
  };
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
