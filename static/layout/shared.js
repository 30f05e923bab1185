/** @import {Graph} from "../cell/graph.js" */
/** @import {Place} from "../layout.js" */
/** @import {Route} from "./routes.js" */

/**
 * Where a shared matrix stands, its bias beside it.
 *
 * @typedef {{parameter: string, y: number, height: number}} SharedPlace
 */

const SHARED = 44;
const SHARED_GAP = 14;
const LEAST = 16;
const LEAST_GAP = 8;
/** With the name in it. */
const NAMED_GAP = 24;
/** Above the first of them stands what they are. */
const SHARED_TOP = 34;

/**
 * Each parameter as near to the height of its arrow, or of its value, as its neighbours allow.
 *
 * @param {Graph} graph
 * @param {Route[]} routes
 * @param {Place[]} places
 * @param {{top: number, height: number, slim: boolean}} look  of the stage; `slim`: whether their names stand
 *   above them
 * @returns {SharedPlace[]}
 */
export function sharedOf({ parameters, homes }, routes, places, look) {
  const { height, slim } = look;
  const top = look.top + SHARED_TOP + (slim ? NAMED_GAP - SHARED_GAP : 0);
  const tiles = routes.flatMap((route) => route.tiles);
  const matrices = parameters.filter((name) => name.startsWith("W_"));
  const wanted = matrices.map((parameter) => {
    const tile = tiles.find((each) => each.parameter === parameter);
    const home = places.find(({ name }) => name === homes[parameter]);
    return { parameter, middle: tile ? tile.y + tile.size / 2 : (home?.y ?? 0) };
  });
  wanted.sort((a, b) => a.middle - b.middle);
  const room = (height - top) / Math.max(1, wanted.length);
  const gap = slim ? NAMED_GAP : Math.min(SHARED_GAP, Math.max(LEAST_GAP, room / 4));
  const side = Math.max(LEAST, Math.min(SHARED, room - gap));
  const all = wanted.length * (side + gap) - gap;
  let free = top;
  return wanted.map(({ parameter, middle }, i) => {
    // what is left below has to hold the others
    const lowest = Math.max(top + all, height) - (wanted.length - i) * (side + gap) + gap;
    const y = Math.max(free, Math.min(middle - side / 2, lowest));
    free = y + side + gap;
    return { parameter, y, height: side };
  });
}
