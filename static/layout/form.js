/** @import {Place, Point} from "../layout.js" */
/** @import {Level} from "./levels.js" */
/** @import {Plan} from "./plan.js" */
/** @import {Band} from "./rows.js" */
/** @import {Route} from "./routes.js" */
/** @import {Style} from "./style.js" */
/** @import {Corner, Height, Span, Wire} from "./wires.js" */
import { beside, mainOf, routeOf } from "./routes.js";
import { BESIDE, NUMBER_WIDTH, TRACK, TRUNK } from "./sizes.js";
import { boxed, end, outerOf, upright } from "./strips.js";

/** Half the width of the narrowest column: the loss stands above it. */
const LEAST = 36;
/** Room for the name of an end. */
const NAME = 18;

/**
 * A column as it is drawn, open or closed. Positions count from the middle of the column.
 *
 * @typedef {object} Form
 * @property {Place[]} places
 * @property {Route[]} routes
 * @property {number} left
 * @property {number} right
 * @property {Span} body   of what lies between the inputs and the outputs
 * @property {Span} ends   of these two with their names
 * @property {number} start     left of this there is nothing but arrows from the column before
 * @property {boolean} trunks   whether some of them bend before they come in
 * @property {Record<string, Point>} exits  where the arrow to the next column leaves a state
 */

/**
 * @param {Plan} plan
 * @param {Band[]} bands  where its rows are
 * @returns {Form}
 */
export function formOf({ graph, levels, style, blocks, wiring, under }, bands) {
  /** @type {Map<string, {top: number, bottom: number}>} */
  const spans = new Map();
  const bandAt = (/** @type {number} */ row) => bands[row] ?? { top: 0, height: 0 };
  const places = blocks.flatMap((block) => {
    const { row, x, members, names } = block;
    const isState = levels[row]?.lane === names[0];
    return members.map((member, i) => {
      const top = bandAt(row).top + (bandAt(row).height - member.height) / 2;
      const node = /** @type {any} */ (graph.nodes.find(({ name }) => name === member.name));
      spans.set(member.name, { top, bottom: top + member.height });
      if (names[0] === "x" || names[0] === "y")
        return end(node, style, { x, y: top, room: member.width, isState });
      const left = x + member.left;
      return style.upright
        ? upright(node, style, left, top, i < members.length - 1)
        : boxed(node, style, { x: left, y: top, width: member.width });
    });
  });
  /** @param {Height} at */
  const heightOf = (at) => {
    if (at.of === "track") {
      const channel = wiring.segments.findIndex((segments) => segments.includes(at.segment));
      const { top, height } = bandAt(channel);
      return top + height + (under[channel] ?? 0) + 8 + at.segment.track * TRACK;
    }
    const own = at.names.map((name) => spans.get(name) ?? { top: 0, bottom: 0 });
    if (at.of === "top") return Math.min(...own.map(({ top }) => top)) - 3;
    if (at.of === "bottom") return Math.max(...own.map(({ bottom }) => bottom)) + 3;
    const span = own[own.length - 1] ?? { top: 0, bottom: 0 };
    return (span.top + span.bottom) / 2;
  };
  const { all, body, trunks } = wiring;
  const side = sideRoom(wiring.wires, style);
  const sides = wiring.wires.filter((each) => each.end === "side").map(({ x }) => x);
  // where no arrow bends before the column, what stands on them may reach in beside its rows
  const inner = Math.min(...sides);
  const isClear = trunks === 0 && wiring.passages.every((x) => x > inner);
  const base = sides.length > 0 && isClear ? inner : all.left;
  /** @param {Corner} corner @returns {Point} */
  const point = (corner) => {
    const y = heightOf(corner.at);
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
    left: Math.min(-LEAST, all.left, base - side),
    right: Math.max(LEAST, all.right),
    body: { left: Math.min(body.left, base - side), right: body.right },
    ends: endsOf(places),
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
 * @param {Place[]} places
 * @returns {Span}
 */
function endsOf(places) {
  const ends = places.filter(({ name }) => name === "x" || name === "y");
  const sides = ends.flatMap((place) => {
    const { x, width } = outerOf(place);
    const { x: named, anchor } = place.label;
    if (place.name === "x") return [x, x + width];
    return [x, x + width, anchor === "end" ? named - NAME : named + NAME];
  });
  return { left: Math.min(...sides), right: Math.max(...sides) };
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
