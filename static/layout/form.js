/** @import {Place, Point} from "../layout.js" */
/** @import {Level} from "./levels.js" */
/** @import {Plan} from "./plan.js" */
/** @import {Route} from "./routes.js" */
/** @import {Style} from "./style.js" */
/** @import {Corner, Height, Wire} from "./wires.js" */
import { beside, mainOf, routeOf } from "./routes.js";
import { BESIDE, NUMBER_WIDTH, TRACK, TRUNK } from "./sizes.js";
import { boxed, end, outerOf, upright } from "./strips.js";

/**
 * A column as it is drawn, open or closed. Positions count from the middle of the column.
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
