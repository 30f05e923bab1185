/** @import {Edge, Graph} from "../cell/graph.js" */
/** @import {Block} from "./blocks.js" */
/** @import {Level} from "./levels.js" */
/** @import {Style} from "./style.js" */
/** @import {Wiring} from "./wires.js" */
import { arrange, rowsOf } from "./arrange.js";
import { blocksOf } from "./blocks.js";
import { HEAD, NAME, NUMBER, TRACK } from "./sizes.js";
import { layTracks } from "./tracks.js";
import { wire } from "./wires.js";

/**
 * A column before its rows have their heights: what stands in which row, and the ways between.
 *
 * @typedef {object} Plan
 * @property {Graph} graph
 * @property {Level[]} levels
 * @property {Style} style
 * @property {Block[]} blocks
 * @property {Wiring} wiring
 * @property {number[]} rows      height of each row
 * @property {number[]} channels  least height of what lies below each row but the last
 * @property {number[]} under     of that, the part right below the row, for what stands on arrows
 */

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
