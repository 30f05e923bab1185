/** @import {Edge} from "../cell/graph.js" */
/** @import {Block} from "./blocks.js" */
/** @import {Style} from "./style.js" */
/** @import {Segment} from "./tracks.js" */
import { exitOf, isBus, isEnd, reachOf, rowsOf } from "./arrange.js";
import { freeNear } from "./free.js";
import { nameRoom } from "./strips.js";

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
 * @typedef {"below" | "above" | "side"} End
 *
 * @typedef {object} Wire
 * @property {Edge} edge
 * @property {Corner[]} corners
 * @property {End} end
 * @property {number} x        of its end; of a side, the left edge of what it reaches
 *
 * @typedef {{edge: Edge, x: number, block: Block, end: End}} Target
 * @typedef {{x: number, from: number, to: number, net: string}} Passage  through the rows from … to
 *
 * @typedef {object} Wiring
 * @property {Wire[]} wires
 * @property {Segment[][]} segments  of each channel, the one below row 0 first
 * @property {number} trunks         how many there are
 * @property {number[]} passages     where they are
 * @property {Span} body   of what lies between the inputs and the outputs
 * @property {Span} all
 *
 * @typedef {{left: number, right: number}} Span
 */

/** How near a passage may come to a group, and to another passage. */
const CLEAR = 8;

/**
 * @param {Block[]} blocks  arranged
 * @param {Style} style
 * @returns {Wiring}
 */
export function wire(blocks, style) {
  const router = new Router(blocks, style);
  for (const source of blocks) {
    router.leave(source, "up");
    router.leave(source, "down");
  }
  for (const source of blocks) router.comeIn(source);
  const { wires, segments, trunks } = router;
  const passages = router.passages.map(({ x }) => x);
  /** @param {Block[]} some @returns {Span} */
  const spanOf = (some) => ({
    left: Math.min(...some.map((block) => block.x - reachOf(block).left), ...ways(-1)),
    right: Math.max(...some.map((block) => block.x + reachOf(block).right), ...ways(1)),
  });
  const ways = (/** @type {number} */ side) => passages.map((x) => x + (side * CLEAR) / 2);
  const inner = blocks.filter(({ names }) => !isEnd(names));
  return { wires, segments, trunks, passages, body: spanOf(inner), all: spanOf(blocks) };
}

/** Finds the ways of one column, one value after the other. */
class Router {
  /**
   * @param {Block[]} blocks
   * @param {Style} style
   */
  constructor(blocks, style) {
    this.blocks = blocks;
    this.style = style;
    this.rows = rowsOf(blocks);
    /** @type {Segment[][]} */
    this.segments = this.rows.slice(1).map(() => []);
    /** @type {Passage[]} */
    this.passages = [];
    /** @type {Wire[]} */
    this.wires = [];
    this.trunks = 0;
  }

  /**
   * The arrows that leave a group upwards, or downwards.
   *
   * @param {Block} source
   * @param {"up" | "down"} way
   */
  leave(source, way) {
    const targets = targetsOf(this.blocks, way === "up" ? "below" : "above", source, 0);
    if (targets.length === 0) return;
    const net = `${source.names.join("+")} ${way}`;
    /** @type {Map<number, number>} */
    const gaps = new Map();
    for (const row of new Set(targets.map(({ block }) => block.row)))
      if (Math.abs(row - source.row) > 1) gaps.set(row, this.passage(source, row, way, net));
    const firsts = targets.map(({ x, block }) => gaps.get(block.row) ?? x);
    const port = this.port(source, way, firsts, net);
    const isUp = way === "up";
    for (const { x, edge, block, end } of targets) {
      const gap = gaps.get(block.row);
      this.wires.push({
        edge,
        end,
        x,
        corners: [
          { x: port, at: { of: isUp ? "top" : "bottom", names: source.names } },
          ...this.turn(net, isUp ? source.row - 1 : source.row, way, port, gap ?? x),
          ...(gap === undefined
            ? []
            : this.turn(net, isUp ? block.row : block.row - 1, way, gap, x)),
          { x, at: { of: isUp ? "bottom" : "top", names: block.names } },
        ],
      });
    }
  }

  /**
   * The arrows from a state of the time-stamp before.
   *
   * @param {Block} source
   */
  comeIn(source) {
    const below = targetsOf(this.blocks, "below", source, 1);
    const sides = this.blocks.flatMap((block) =>
      block.side && source.names.includes(block.side.from)
        ? [
            {
              edge: block.side,
              x: block.x - block.width / 2,
              block,
              end: /** @type {End} */ ("side"),
            },
          ]
        : [],
    );
    const targets = [...below, ...sides];
    if (targets.length === 0) return;
    const state = source.names[source.names.length - 1] ?? "";
    /** @type {Height} */
    const lane = { of: "middle", names: [state] };
    const isLane =
      isBus(source, this.blocks) && below.every(({ x }) => x < source.x - source.width / 2);
    const bends = !isLane && targets.some(({ block, end }) => block !== source || end === "below");
    const trunk = this.trunks;
    if (bends) this.trunks += 1;
    /** @param {Target} target @returns {Corner[]} */
    const inside = ({ block, end, x }) => {
      /** @type {Height} */
      const middle = { of: "middle", names: block.names.slice(0, 1) };
      /** @type {Height} */
      const bottom = { of: "bottom", names: block.names };
      if (end === "side" && block === source) return [{ x, at: middle }];
      if (end === "side")
        return [
          { trunk, at: lane },
          { trunk, at: middle },
          { x, at: middle },
        ];
      if (isLane)
        return [
          { x, at: lane },
          { x, at: bottom },
        ];
      const segment = this.track(block.row, `${state} past`);
      segment.xs.push(-Infinity, x);
      segment.up.push(x);
      /** @type {Height} */
      const at = { of: "track", segment };
      return [
        { trunk, at: lane },
        { trunk, at },
        { x, at },
        { x, at: bottom },
      ];
    };
    for (const target of targets) {
      const { edge, end, x } = target;
      this.wires.push({ edge, end, x, corners: [{ start: state, at: lane }, ...inside(target)] });
    }
  }

  /**
   * The corners where a way changes from one place to another in a channel.
   *
   * @param {string} net
   * @param {number} channel
   * @param {"up" | "down"} way
   * @param {number} from
   * @param {number} to
   * @returns {Corner[]}
   */
  turn(net, channel, way, from, to) {
    if (Math.abs(from - to) < 0.5) return [];
    const segment = this.track(channel, net);
    segment.xs.push(from, to);
    segment.down.push(way === "up" ? from : to);
    segment.up.push(way === "up" ? to : from);
    /** @type {Height} */
    const at = { of: "track", segment };
    return [
      { x: from, at },
      { x: to, at },
    ];
  }

  /**
   * The track of a net in a channel; made when it is first asked for.
   *
   * @param {number} channel
   * @param {string} net
   */
  track(channel, net) {
    const here = /** @type {Segment[]} */ (this.segments[channel]);
    const known = here.find((segment) => segment.net === net);
    if (known) return known;
    /** @type {Segment} */
    const made = { net, xs: [], up: [], down: [], track: 0 };
    here.push(made);
    return made;
  }

  /**
   * A gap through all rows between a group and another row. What goes in keeps to the left, what
   * comes out to the right.
   *
   * @param {Block} source
   * @param {number} row
   * @param {"up" | "down"} way
   * @param {string} net
   */
  passage(source, row, way, net) {
    const [from, to] = [Math.min(row, source.row) + 1, Math.max(row, source.row) - 1];
    const taken = [
      ...this.rows
        .slice(from, to + 1)
        .flat()
        .map((block) => [
          block.x - reachOf(block).left - CLEAR,
          block.x + reachOf(block).right + CLEAR + this.named(block),
        ]),
      ...this.passages
        .filter((other) => other.net !== net && other.from <= to && from <= other.to)
        .map(({ x }) => [x - CLEAR, x + CLEAR]),
    ];
    const [least = 0, most = 0] = exitOf(source, way, this.style);
    const targets = targetsOf(this.blocks, way === "up" ? "below" : "above", source, 0);
    const xs = targets.filter(({ block }) => block.row === row).map(({ x }) => x);
    const middle = xs.reduce((sum, x) => sum + x, 0) / xs.length;
    const wanted = Math.min(source.x + most, Math.max(source.x + least, middle));
    const x = freeNear(wanted, taken, source.names[0] === "x" ? -1 : 1);
    this.passages.push({ x, from, to, net });
    return x;
  }

  /**
   * Room for the name above an upright value, which reaches over it.
   *
   * @param {Block} block
   */
  named({ names }) {
    const last = names[names.length - 1] ?? "";
    return this.style.upright && last !== "x" && last !== "y" ? nameRoom(last, this.style) : 0;
  }

  /**
   * Where the arrows of a group leave it: straight to one of their next places if that can be.
   *
   * @param {Block} source
   * @param {"up" | "down"} way
   * @param {number[]} nexts
   * @param {string} net
   */
  port(source, way, nexts, net) {
    const [least = 0, most = 0] = exitOf(source, way, this.style).map((x) => x + source.x);
    const mean = nexts.reduce((sum, x) => sum + x, 0) / nexts.length;
    const wanted = Math.min(most, Math.max(least, mean));
    if (least === most || nexts.some((x) => Math.abs(x - wanted) < 0.5)) return wanted;
    const others = this.foreign(source, way, net).map((x) => [x - CLEAR / 2, x + CLEAR / 2]);
    const x = freeNear(wanted, others);
    return x >= least && x <= most ? x : wanted;
  }

  /**
   * Where arrows of others cross the channel next to a group.
   *
   * @param {Block} source
   * @param {"up" | "down"} way
   * @param {string} net
   */
  foreign(source, way, net) {
    const row = source.row + (way === "up" ? -1 : 1);
    const taps = (this.rows[row] ?? []).flatMap((block) =>
      (way === "up" ? block.below : block.above)
        .filter(({ edge }) => edge.lag > 0 || !source.names.includes(edge.from))
        .map((tap) => block.x + tap.x),
    );
    const crossing = this.passages.filter(
      (other) => other.net !== net && row >= other.from && row <= other.to,
    );
    return [...taps, ...crossing.map(({ x }) => x)];
  }
}

/**
 * What the arrows of a group reach from below, or from above.
 *
 * @param {Block[]} blocks
 * @param {"below" | "above"} end
 * @param {Block} source
 * @param {number} lag
 * @returns {Target[]}
 */
function targetsOf(blocks, end, { names }, lag) {
  return blocks.flatMap((block) =>
    block[end]
      .filter(({ edge }) => edge.lag === lag && names.includes(edge.from))
      .map(({ edge, x }) => ({ edge, x: block.x + x, block, end })),
  );
}
