/** @import {Edge} from "../graph.js" */
/** @import {Block, Tap} from "./blocks.js" */
/** @import {Style} from "./style.js" */
/** @import {Segment} from "./tracks.js" */
import { exitOf, isBus, reachOf, rowsOf } from "./arrange.js";

/**
 * The ways of the arrows through a column: up and down through gaps between the groups, sideways on
 * tracks between the rows, and into the column on trunks at its left. Arrows from one value share
 * their way as far as it goes.
 *
 * A height is said by what it belongs to, and becomes a number once the rows have theirs.
 *
 * @typedef {{of: "top" | "bottom" | "middle", names: string[]} | {of: "track", segment: Segment}} Height
 * @typedef {{x: number, at: Height} | {start: string, at: Height} | {trunk: number, at: Height}} Corner
 *   `start`: where the arrow leaves the state of the column before
 *
 * @typedef {object} Wire
 * @property {Edge} edge
 * @property {Corner[]} corners
 * @property {"below" | "above" | "side"} end
 * @property {number} x        of its end; of a side, the left edge of what it reaches
 * @property {Block} block     that it reaches
 *
 * @typedef {{wires: Wire[], segments: Segment[][], trunks: number, left: number, right: number, passages: number[]}} Wiring
 *   `segments`: of each channel, the one below row 0 first
 */

/** How near a passage may come to a group, and to another passage. */
const CLEAR = 8;
/** How much longer the way on the better side may be. */
const DETOUR = 40;
/** Half the width of the narrowest column: the loss stands above it. */
const LEAST = 36;

/**
 * @param {Block[]} blocks
 * @param {Style} style
 * @returns {Wiring}
 */
export function wire(blocks, style) {
  const rows = rowsOf(blocks);
  /** @type {Segment[][]} */
  const segments = rows.slice(1).map(() => []);
  /** @type {{x: number, from: number, to: number, net: string}[]} */
  const passages = [];
  let trunks = 0;
  const wires = [];

  /**
   * The track of a net in a channel; made when it is first asked for.
   *
   * @param {number} channel
   * @param {string} net
   */
  const track = (channel, net) => {
    const here = /** @type {Segment[]} */ (segments[channel]);
    const known = here.find((segment) => segment.net === net);
    if (known) return known;
    /** @type {Segment} */
    const made = { net, xs: [], up: [], down: [], track: 0 };
    here.push(made);
    return made;
  };

  for (const source of blocks) {
    for (const way of /** @type {const} */ (["up", "down"])) {
      const targets = tapsFrom(source, way, blocks);
      if (targets.length === 0) continue;
      const net = `${source.names.join("+")} ${way}`;
      const step = way === "up" ? -1 : 1;
      const near = way === "up" ? source.row - 1 : source.row;
      const reached = [...new Set(targets.map(({ block }) => block.row))];
      /** @type {Map<number, number | null>} */
      const through = new Map();
      for (const row of reached) {
        const taps = targets.filter(({ block }) => block.row === row);
        const between = rows.slice(Math.min(row, source.row) + 1, Math.max(row, source.row));
        through.set(row, between.length > 0 ? passage(between, taps, source, way) : null);
      }
      const firsts = targets.map(({ x, block }) => through.get(block.row) ?? x);
      const port = portOf(source, way, firsts, foreign(source, way, net));
      for (const row of reached) {
        const taps = targets.filter(({ block }) => block.row === row);
        const gap = through.get(row) ?? null;
        const far = way === "up" ? row : row - 1;
        for (const { x, edge, block } of taps) {
          /** @type {Corner[]} */
          const corners = [
            { x: port, at: { of: way === "up" ? "top" : "bottom", names: source.names } },
          ];
          const hop = gap ?? x;
          turn(corners, port, hop, near);
          if (gap !== null) turn(corners, gap, x, far);
          corners.push({ x, at: { of: way === "up" ? "bottom" : "top", names: block.names } });
          wires.push({
            edge,
            corners,
            end: /** @type {"below" | "above"} */ (way === "up" ? "below" : "above"),
            x,
            block,
          });
        }
      }

      /** @param {Corner[]} corners @param {number} from @param {number} to @param {number} channel */
      function turn(corners, from, to, channel) {
        if (Math.abs(from - to) < 0.5) return;
        const segment = track(channel, net);
        segment.xs.push(from, to);
        segment[step < 0 ? "down" : "up"].push(from);
        segment[step < 0 ? "up" : "down"].push(to);
        const at = /** @type {const} */ ({ of: "track", segment });
        corners.push({ x: from, at }, { x: to, at });
      }

      /** @param {Block[][]} between @param {{x: number}[]} taps @param {Block} from @param {"up" | "down"} towards */
      function passage(between, taps, from, towards) {
        const [least = 0, most = 0] = exitOf(from, towards, style);
        const middle = taps.reduce((sum, { x }) => sum + x, 0) / taps.length;
        const wanted =
          least === most
            ? from.x + least
            : Math.min(from.x + most, Math.max(from.x + least, middle));
        const rowsBetween = between.map(([block]) => block?.row ?? 0);
        const taken = [
          ...between.flat().map((block) => {
            const reach = reachOf(block);
            return [block.x - reach.left - CLEAR, block.x + reach.right + CLEAR];
          }),
          ...passages
            .filter(
              (other) =>
                other.net !== net &&
                rowsBetween.some((row) => row >= other.from && row <= other.to),
            )
            .map(({ x }) => [x - CLEAR, x + CLEAR]),
        ];
        // what goes in keeps to the left, what comes out to the right
        const x = freeNear(wanted, taken, from.names[0] === "x" ? -1 : 1);
        passages.push({ x, from: Math.min(...rowsBetween), to: Math.max(...rowsBetween), net });
        return x;
      }
    }
  }

  /**
   * Where arrows of others meet the channel next to a group.
   *
   * @param {Block} source
   * @param {"up" | "down"} way
   * @param {string} net
   */
  function foreign(source, way, net) {
    const row = source.row + (way === "up" ? -1 : 1);
    const taps = (rows[row] ?? []).flatMap((block) =>
      (way === "up" ? block.below : block.above)
        .filter(({ edge }) => edge.lag > 0 || !source.names.includes(edge.from))
        .map((tap) => block.x + tap.x),
    );
    const crossing = passages.filter(
      (other) => other.net !== net && row >= other.from && row <= other.to,
    );
    return [...taps, ...crossing.map(({ x }) => x)];
  }

  for (const source of blocks) {
    const targets = blocks.flatMap((block) => [
      ...block.below
        .filter(({ edge }) => isPast(edge, source))
        .map(({ edge, x }) => ({
          edge,
          x: block.x + x,
          block,
          end: /** @type {const} */ ("below"),
        })),
      ...(block.side && isPast(block.side, source)
        ? [
            {
              edge: block.side,
              x: block.x - block.width / 2,
              block,
              end: /** @type {const} */ ("side"),
            },
          ]
        : []),
    ]);
    if (targets.length === 0) continue;
    const net = `${source.names.join("+")} past`;
    const state = source.names[source.names.length - 1] ?? "";
    /** @type {Height} */
    const lane = { of: "middle", names: [state] };
    const bus = isBus(source, blocks) && targets.every(({ x }) => x < source.x - source.width / 2);
    const bends = !bus && targets.some(({ block, end }) => block !== source || end === "below");
    const trunk = bends ? trunks : -1;
    if (bends) trunks += 1;
    for (const { edge, x, block, end } of targets) {
      /** @type {Corner[]} */
      const corners = [{ start: state, at: lane }];
      if (end === "side") {
        /** @type {Height} */
        const at = { of: "middle", names: [block.names[0] ?? ""] };
        if (block !== source) corners.push({ trunk, at: lane }, { trunk, at });
        corners.push({ x, at });
      } else {
        /** @type {Height} */
        const tip = { of: "bottom", names: block.names };
        if (bus) corners.push({ x, at: lane }, { x, at: tip });
        else {
          const segment = track(block.row, net);
          segment.xs.push(-Infinity, x);
          segment.up.push(x);
          const at = /** @type {const} */ ({ of: "track", segment });
          corners.push({ trunk, at: lane }, { trunk, at }, { x, at }, { x, at: tip });
        }
      }
      wires.push({ edge, corners, end, x, block });
    }
  }

  const edges = [
    ...blocks.map((block) => [block.x - reachOf(block).left, block.x + reachOf(block).right]),
    ...passages.map(({ x }) => [x - CLEAR / 2, x + CLEAR / 2]),
  ];
  return {
    wires,
    segments,
    trunks,
    passages: passages.map(({ x }) => x),
    left: Math.min(-LEAST, ...edges.map(([left = 0]) => left)),
    right: Math.max(LEAST, ...edges.map(([, right = 0]) => right)),
  };

  /** @param {Block} source @param {"up" | "down"} way @param {number[]} firsts @param {number[]} others */
  function portOf(source, way, firsts, others) {
    const [least = 0, most = 0] = exitOf(source, way, style).map((x) => x + source.x);
    const mean = firsts.reduce((sum, x) => sum + x, 0) / firsts.length;
    const wanted = Math.min(most, Math.max(least, firsts.length === 1 ? (firsts[0] ?? 0) : mean));
    if (least === most) return wanted;
    const straight = firsts.some((x) => Math.abs(x - wanted) < 0.5);
    if (straight) return wanted;
    const x = freeNear(
      wanted,
      others.map((other) => [other - CLEAR / 2, other + CLEAR / 2]),
    );
    return x >= least && x <= most ? x : wanted;
  }
}

/**
 * @param {Block} source
 * @param {"up" | "down"} way
 * @param {Block[]} blocks
 */
function tapsFrom(source, way, blocks) {
  return blocks.flatMap((block) =>
    (way === "up" ? block.below : block.above)
      .filter((/** @type {Tap} */ { edge }) => edge.lag === 0 && source.names.includes(edge.from))
      .map(({ edge, x }) => ({ edge, x: block.x + x, block })),
  );
}

/** @param {Edge} edge @param {Block} source */
function isPast({ from, lag }, { names }) {
  return lag > 0 && names.includes(from);
}

/**
 * The place nearest to the wanted one that lies in none of the spans.
 *
 * @param {number} wanted
 * @param {number[][]} spans
 * @param {number} [side]  where to it rather goes: −1 left, 1 right
 */
function freeNear(wanted, spans, side = 0) {
  const places = [wanted, ...spans.flat()];
  const free = places.filter((x) =>
    spans.every(([left = 0, right = 0]) => x <= left || x >= right),
  );
  /** @param {number} x */
  const cost = (x) => Math.abs(x - wanted) + (Math.sign(wanted - x) === side ? DETOUR : 0);
  return free.reduce((best, x) => (cost(x) < cost(best) ? x : best), free[0] ?? wanted);
}
