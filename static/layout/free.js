/** How much longer the way on the better side may be, where the nearest place is not near. */
const DETOUR = 40;
const NEAR = 24;

/**
 * The place nearest to the wanted one that lies in none of the spans.
 *
 * @param {number} wanted
 * @param {number[][]} spans
 * @param {number} [side]  where to it rather goes: −1 left, 1 right
 */
export function freeNear(wanted, spans, side = 0) {
  const places = [wanted, ...spans.flat()];
  const free = places.filter((x) =>
    spans.every(([left = 0, right = 0]) => x <= left || x >= right),
  );
  /** @param {number} x */
  const cost = (x) => {
    const off = Math.abs(x - wanted);
    return off + (off > NEAR && Math.sign(wanted - x) === side ? DETOUR : 0);
  };
  return free.reduce((best, x) => (cost(x) < cost(best) ? x : best), free[0] ?? wanted);
}
