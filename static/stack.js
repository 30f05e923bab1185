/** @import {Graph} from "./graph.js" */
/** @import {Place, Route} from "./layout.js" */

const SHARED = 44;
const SHARED_GAP = 14;
/** Above the first of them stands what they are. */
const SHARED_TOP = 34;

/**
 * Each parameter as near to the height of its arrow, or of its value, as its neighbours allow.
 *
 * @param {Graph} graph
 * @param {Route[]} routes
 * @param {Place[]} places
 * @param {number} height
 */
export function stack({ parameters, homes }, routes, places, height) {
  const tiles = routes.flatMap((route) => route.tiles);
  const matrices = parameters.filter((name) => name.startsWith("W_"));
  const wanted = matrices.map((parameter) => {
    const tile = tiles.find((each) => each.parameter === parameter);
    const home = places.find(({ name }) => name === homes[parameter]);
    return { parameter, middle: tile ? tile.y + tile.size / 2 : (home?.y ?? 0) };
  });
  wanted.sort((a, b) => a.middle - b.middle);
  const room = (height - SHARED_TOP) / Math.max(1, wanted.length) - SHARED_GAP;
  const side = Math.max(16, Math.min(SHARED, room));
  let free = SHARED_TOP;
  const stacked = wanted.map(({ parameter, middle }) => {
    const y = Math.max(free, middle - side / 2);
    free = y + side + SHARED_GAP;
    return { parameter, y, height: side };
  });
  const excess = Math.max(0, free - SHARED_GAP - height);
  return stacked.map((place) => ({ ...place, y: Math.max(SHARED_TOP, place.y - excess) }));
}
