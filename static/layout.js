/** @import {Edge, Graph} from "./graph.js" */
import { edgeKey } from "./graph.js";
import { TILE, measure, strip } from "./measure.js";
import { stack } from "./stack.js";

/**
 * Where things are on the stage. Positions inside a column count from the column's middle, so that
 * one column serves for all of them; y counts from the top.
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
 * @property {boolean} reachesY
 *
 * @typedef {{x: number, y: number}} Point
 * @typedef {{parameter: string, x: number, y: number, size: number}} Tile  left, top
 * @typedef {object} Route
 * @property {Edge} edge
 * @property {string} key
 * @property {Point[]} points     two for a straight arrow, four for a Bézier curve
 * @property {Point} number       where the number of its message stands
 * @property {"start" | "middle" | "end"} anchor
 * @property {Tile[]} tiles
 * @property {{points: Point[], tiles: Tile[], place: Place | null} | null} initial  its form in
 *   column 1, where it comes from the initial state; null for arrows within a column. `place`: of
 *   that state, unless it is zero
 *
 * @typedef {object} Layout
 * @property {number} pitch       from column to column
 * @property {number} first       middle of column 1, from the left edge of the columns
 * @property {number} width       of all columns
 * @property {number} height
 * @property {{left: number, right: number}} column  the tinted box, around the middle
 * @property {Place[]} places
 * @property {Route[]} routes
 * @property {{y: number, x: number, width: number, height: number}} bars  of the probabilities
 * @property {number} lossY       baseline
 * @property {number} tokenY      baseline
 * @property {{parameter: string, y: number, height: number}[]} shared    the one matrix each, at the left
 */

/** Where the arrow from the initial state begins; with room for the numbers of that state. */
const MARGIN = 14;
const MARGIN_OF_NUMBERS = 42;

/**
 * @param {Graph} graph
 * @param {number} length  T
 * @param {number} width   what there is room for without scrolling
 * @param {string[]} [starting]  the states whose initial values are not all zero
 * @returns {Layout}
 */
export function layoutOf(graph, length, width, starting = []) {
  const measures = measure(graph);
  const places = measures.rows.flatMap((row) => row.places);
  const left = Math.min(...places.map((place) => place.x), -measures.half);
  const lateral = graph.edges.filter(({ lag }) => lag > 0);
  const stacked = lateral.reduce((count, { parameters }) => count + parameters.length, 0) > 1;
  const columnTile = measures.rows.reduce((most, row) => Math.max(most, row.tileRight), 0);
  const widest = Math.max(...places.map((place) => rightOf(place)), measures.half);
  // A single tile between the columns fits beside the strips; several reach down to other tiles.
  const right = stacked ? Math.max(widest, columnTile) : widest;
  const box = { left: left - 8, right: Math.max(right, columnTile) + 8 };
  const corridor = lateral.some(({ parameters }) => parameters.length > 0) ? TILE + 8 : 28;
  const least = Math.max(right - left + corridor, box.right - box.left + 4);
  const margin = starting.length > 0 ? MARGIN_OF_NUMBERS : MARGIN;
  const stub = corridor + margin;
  const first = stub - left;
  const pitch = Math.min(
    Math.max(least, (width - first - box.right - 8) / (length - 1 || 1)),
    Math.max(190, least),
  );
  const routes = [
    ...graph.edges.filter(({ lag }) => lag === 0).map((edge) => upward(edge, measures, places)),
    ...sideways(lateral, places, {
      left,
      right,
      pitch,
      start: margin - first,
      rows: measures.rows,
      starting,
    }),
  ];
  const lowest = Math.max(
    ...routes.flatMap(({ tiles }) => tiles.map(({ y, size }) => y + size)),
    measures.height,
  );
  return {
    pitch,
    first,
    width: first + (length - 1) * pitch + box.right + 8,
    height: lowest,
    column: box,
    places,
    routes,
    bars: measures.bars,
    lossY: measures.lossY,
    tokenY: measures.tokenY,
    shared: stack(graph, routes, places, lowest),
  };
}

/**
 * How a route runs in the column of time-stamp t.
 *
 * @param {Route} route
 * @param {number} t
 */
export function formOf(route, t) {
  return (t === 1 && route.initial) || route;
}

/** @param {Place} place */
function rightOf({ x, width, deltaX, deltaWidth }) {
  return Math.max(x + width, deltaX + deltaWidth);
}

/** @param {Place} place */
function bottomOf({ y, height, deltaY, deltaHeight }) {
  return Math.max(y + height, deltaY + deltaHeight);
}

/**
 * @param {Edge} edge
 * @param {import("./measure.js").Measures} measures
 * @param {Place[]} places
 * @returns {Route}
 */
function upward(edge, measures, places) {
  const from = placeOf(edge.from, places);
  const to = placeOf(edge.to, places);
  const key = edgeKey(edge);
  if (from.upright && to.upright && from.y === to.y) return beside(edge, from, to);
  const x = from.upright ? from.x + from.width / 2 : to.x + to.width / 2;
  const tip =
    to.upright && !from.upright
      ? { x, y: to.y + to.height + 3 }
      : { x: to.upright ? to.x + to.width / 2 : x, y: bottomOf(to) + 4 };
  const start = { x, y: from.y - 4 };
  const tiles = edge.parameters.map((parameter, i) => {
    const slot = measures.slots.get(key) ?? { x: x + 10, y: (start.y + tip.y - TILE) / 2 };
    return { parameter, x: slot.x, y: slot.y + i * (TILE + 4), size: TILE };
  });
  return {
    edge,
    key,
    points: start.x === tip.x ? [start, tip] : bend(start, tip),
    number: { x: Math.min(start.x, tip.x) - 8, y: (start.y + tip.y) / 2 + 4 },
    anchor: "end",
    tiles,
    initial: null,
  };
}

/**
 * The short arrow between companions.
 *
 * @param {Edge} edge
 * @param {Place} from
 * @param {Place} to
 * @returns {Route}
 */
function beside(edge, from, to) {
  const y = from.y + from.height / 2;
  const points = [
    { x: rightOf(from) + 2, y },
    { x: to.x - 2, y },
  ];
  return {
    edge,
    key: edgeKey(edge),
    points,
    number: { x: from.x - 4, y: from.y + from.height + 14 },
    anchor: "start",
    tiles: [],
    initial: null,
  };
}

/**
 * The arrows that come from the column before, their tiles one below the other between the columns.
 *
 * @param {Edge[]} edges
 * @param {Place[]} places
 * @param {{left: number, right: number, pitch: number, start: number, rows: {places: Place[]}[], starting: string[]}} between
 *   `start`: where the arrows into column 1 begin
 * @returns {Route[]}
 */
function sideways(edges, places, { left, right, pitch, start: x, rows, starting }) {
  const middle = (right - pitch + left) / 2;
  let free = -Infinity;
  const ordered = [...edges].sort((a, b) => placeOf(a.to, places).y - placeOf(b.to, places).y);
  return ordered.map((edge) => {
    const from = placeOf(edge.from, places);
    const to = placeOf(edge.to, places);
    const row = rows.find((each) => each.places.includes(to));
    const isFirst = !row?.places.some((place) => place.x < to.x);
    const start = { x: rightOf(from) - pitch + 3, y: from.y + from.height / 2 };
    const tip = isFirst
      ? { x: to.x - 4, y: to.y + to.height / 2 }
      : { x: to.x + to.width / 2, y: bottomOf(to) + 3 };
    const points = start.y === tip.y ? [start, tip] : bendSideways(start, tip, isFirst);
    const tiles = edge.parameters.map((parameter) => {
      const y = Math.max((start.y + tip.y) / 2 + 10, free);
      free = y + TILE + 6;
      return { parameter, x: middle - TILE / 2, y, size: TILE };
    });
    return {
      edge,
      key: edgeKey(edge),
      points,
      number: { x: middle, y: (start.y + tip.y) / 2 - 7 },
      anchor: "middle",
      tiles,
      initial: {
        ...fromInitialState(points, tiles, x, left),
        place: starting.includes(edge.from) ? before(from, x) : null,
      },
    };
  });
}

/**
 * The arrow into column 1: shorter, from the left edge.
 *
 * @param {Point[]} points
 * @param {Tile[]} tiles
 * @param {number} x      where it starts
 * @param {number} limit  where the column begins
 */
function fromInitialState(points, tiles, x, limit) {
  const start = { x, y: points[0]?.y ?? 0 };
  const tip = /** @type {Point} */ (points[points.length - 1]);
  const [, second, third] = points;
  const curve =
    second && third
      ? [
          start,
          { ...second, x: (x + tip.x) / 2 },
          { x: third.x > second.x ? tip.x : (x + tip.x) / 2, y: third.y },
          tip,
        ]
      : [start, tip];
  return {
    points: curve,
    tiles: tiles.map((tile) => ({
      ...tile,
      x: Math.min((x + limit - tile.size) / 2 + 2, limit - tile.size - 4),
    })),
  };
}

/**
 * The initial value of a state: upright, at the height of the state, before the arrow from it.
 *
 * @param {Place} place
 * @param {number} end  where the arrow begins
 * @returns {Place}
 */
function before({ name, size, y, height }, end) {
  const place = strip({ name, size }, 0, 0, true);
  const shift = { x: end - 3 - rightOf(place), y: y + (height - place.height) / 2 };
  return strip({ name, size }, shift.x, shift.y, true);
}

/**
 * @param {Point} start
 * @param {Point} tip
 */
function bend(start, tip) {
  const y = (start.y + tip.y) / 2;
  return [start, { x: start.x, y }, { x: tip.x, y }, tip];
}

/**
 * @param {Point} start
 * @param {Point} tip
 * @param {boolean} level  whether it arrives from the left; otherwise from below
 */
function bendSideways(start, tip, level) {
  const x = (start.x + tip.x) / 2;
  return level
    ? [start, { x, y: start.y }, { x, y: tip.y }, tip]
    : [start, { x, y: start.y }, { x: tip.x, y: tip.y + 40 }, tip];
}

/**
 * @param {string} name
 * @param {Place[]} places
 */
function placeOf(name, places) {
  return /** @type {Place} */ (places.find((place) => place.name === name));
}
