/** @import {Context} from "../panels.js" */
/** @import {Table} from "../itemised.js" */
/** @import {End, Kind} from "../scissors.js" */
/** @import {Settings} from "../settings.js" */
/** @import {Pen} from "../svg.js" */
/** @import {Drag} from "./drag.js" */
/** @import {MapGrid} from "./mapgrid.js" */
import { keptAfter, nearestSteps, stepsIn } from "../scissors.js";
import { SCISSORS } from "../words/scissors.js";
import { createDrag } from "./drag.js";
import { drawScissors } from "./scissors.js";

/** How large the scissors are. */
const SIZE = 24;

/**
 * What is dragged in the map: a border between two time-stamps, to the side, or between two losses,
 * up and down.
 *
 * @typedef {End & {along: "t" | "tau"}} MapEnd
 * @typedef {{t: number, tau: number}} Place  in cells: 2.5 is the middle of the third
 */

/**
 * Lets the border between what is kept and what is cut off be dragged in the map.
 *
 * @param {Context["dispatch"]} dispatch
 */
export function createMapScissors(dispatch) {
  /** @type {{table: Table, grid: MapGrid, kind: Kind, steps: number} | null} */
  let drawn = null;
  let asked = 0;

  /** @type {Drag<{end: MapEnd, element: Element}>} */
  const drag = createDrag({
    move({ end, element }, _, event) {
      event.stopPropagation();
      const steps = drawn ? stepsAt(end, placeOf(event, element), drawn.table.trace.length) : asked;
      if (steps === asked) return;
      asked = steps;
      dispatch({ type: "truncate", kind: end.kind, steps, held: true });
    },
    drop: ({ end }) => dispatch({ type: "truncate", kind: end.kind, steps: asked, held: false }),
    isAlong: () => true,
  });

  /** @param {PointerEvent} event @param {Element} element */
  function placeOf({ clientX, clientY }, element) {
    const { left, top } = element.getBoundingClientRect();
    const { table, grid } = /** @type {NonNullable<typeof drawn>} */ (drawn);
    return {
      t: (table.times[0] ?? 1) - 1 + (clientX - left - grid.x) / grid.size,
      tau: (table.taus[0] ?? 1) - 1 + (clientY - top - grid.y) / grid.size,
    };
  }

  /** @param {PointerEvent} event */
  function take(event) {
    const element = /** @type {Element} */ (event.target).closest("svg.map-scissors");
    if (!drawn || !element) return null;
    return { end: endAt(drawn, placeOf(event, element)), element };
  }

  return {
    /**
     * @param {Pen} pen  of what lies over the map
     * @param {Table} table
     * @param {MapGrid} grid
     * @param {Settings} settings
     */
    draw(pen, table, grid, settings) {
      const { length } = table.trace;
      const { truncation } = settings;
      const kind = truncation === "off" ? (drag.held()?.end.kind ?? "segment") : truncation;
      const steps = stepsIn(settings, length);
      drawn = { table, grid, kind, steps };
      asked = steps;
      const size = { width: grid.width, height: grid.height };
      pen.group(
        "scissors",
        "svg",
        { class: "map-scissors", ...size, "aria-hidden": "true" },
        (svg) => {
          const d = borderIn(table, grid, kind, steps);
          svg.put("border", "path", { class: "map-border", d });
          svg.put("hold", "path", { class: `map-hold ${kind}`, d }, null, drag.on(take));
          const place = shearsAt(table, grid, kind, steps);
          svg.group(
            "shears",
            "g",
            {
              class: `map-shears ${kind}`,
              display: place ? null : "none",
              transform: place ? `translate(${place.x},${place.y})` : null,
            },
            (shears) => {
              shears.put("title", "title", {}, SCISSORS.hint[truncation]);
              const half = SIZE / 2;
              shears.put("box", "rect", { x: -half, y: -half, width: SIZE, height: SIZE, rx: 6 });
              drawScissors(shears, "icon", 0, 1);
            },
            drag.on(take),
          );
        },
      );
    },
  };
}

/**
 * What a pointer takes hold of: the nearest border.
 *
 * @param {{kind: Kind, steps: number}} drawn
 * @param {Place} place
 * @returns {MapEnd}
 */
function endAt({ kind, steps }, { t, tau }) {
  const nearest = (/** @type {number} */ x) => Math.max(1, Math.round(x / steps));
  const apart = (/** @type {number} */ x) => Math.abs(x - nearest(x) * steps);
  const along = apart(t) <= apart(tau) ? "t" : "tau";
  return { kind, along, at: nearest(along === "t" ? t : tau) };
}

/**
 * The number of steps at which a border is where the pointer is.
 *
 * @param {MapEnd} end
 * @param {Place} place
 * @param {number} length
 */
function stepsAt(end, { t, tau }, length) {
  if (end.kind === "window") return Math.min(length, Math.max(1, Math.round(tau - t + 0.5)));
  const borders = Array.from({ length: length + 1 }, (_, i) => i);
  return nearestSteps(end, borders, end.along === "t" ? t : tau);
}

/**
 * The steps between kept and cut cells, as a path.
 *
 * @param {Table} table
 * @param {MapGrid} grid
 * @param {Kind} kind
 * @param {number} steps
 */
function borderIn({ taus, times }, grid, kind, steps) {
  const [first = 1, last = 1] = [times[0], times.at(-1)];
  /** @param {number} tau */
  const edge = (tau) => Math.min(last, Math.max(first - 1, keptAfter(kind, steps, tau)));
  const x = (/** @type {number} */ t) =>
    Math.round((grid.x + (t - first + 1) * grid.size) * 10) / 10;
  return taus
    .map((tau, i) => {
      const top = Math.round((grid.y + i * grid.size) * 10) / 10;
      const before = i === 0 ? edge(tau) : edge(tau - 1);
      const across = before === edge(tau) ? "" : `M${x(before)} ${top}H${x(edge(tau))}`;
      const isInside = edge(tau) >= first && edge(tau) < last;
      return isInside ? `${across}M${x(edge(tau))} ${top}v${grid.size}` : across;
    })
    .join("");
}

/**
 * Where the scissors lie: of segments beside the first cut, over the cells that no loss reaches; of
 * a window at its far end for the last loss. Null where there is no such place in the map.
 *
 * @param {Table} table
 * @param {MapGrid} grid
 * @param {Kind} kind
 * @param {number} steps
 */
function shearsAt({ taus, times, trace: { length } }, grid, kind, steps) {
  const [first = 1, last = 1] = [times[0], times.at(-1)];
  const border = (/** @type {number} */ t) => grid.x + (t - first + 1) * grid.size;
  if (kind === "window") {
    const t = length - steps;
    if (t < first - 1 || t > last) return null;
    // large cells have numbers; below small ones are those of the time-stamps
    return { x: border(t), y: grid.bottom - (grid.size > SIZE ? 0 : SIZE / 2) };
  }
  // no square over the cells
  if (taus[0] !== first) return null;
  const at = Math.ceil(first / steps) * steps;
  if (at < last) return { x: border(at) + SIZE / 2, y: border(at) - grid.x + grid.y - SIZE / 2 };
  return {
    x: grid.right - SIZE / 2,
    y: Math.max(grid.y, grid.bottom - Math.max(SIZE, grid.size) - SIZE) + SIZE / 2,
  };
}
