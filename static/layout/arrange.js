/** @import {Edge} from "../cell/graph.js" */
/** @import {Block, Tap} from "./blocks.js" */
/** @import {Style} from "./style.js" */

/** Between two groups of a row. */
const GAP = 18;
const SWEEPS = 3;
const PORT = 14;
/** How near to the edge of a group an arrow may be. */
const EDGE = 4;
const EDGE_OF_END = 1;

/**
 * Gives every group its place in its row, so that arrows are short and cross little, and every
 * arrow its place at the group it reaches. Groups move within `blocks`.
 *
 * @param {Block[]} blocks
 * @param {Style} style
 */
export function arrange(blocks, style) {
  const rows = rowsOf(blocks);
  const inner = rows.filter((row) => !row.some(({ names }) => isEnd(names)));
  for (const block of blocks) spread(block, blocks, style);
  for (const row of rows) pack(row, () => 0);
  for (let sweep = 0; sweep < SWEEPS; sweep += 1) {
    for (const row of inner.toReversed()) pack(row, (block) => mean(sourcesOf(block, blocks)));
    for (const row of inner) pack(row, (block) => mean(targetsOf(block, blocks)));
  }
  for (const row of inner.toReversed()) pack(row, (block) => mean(sourcesOf(block, blocks)));
  for (const block of blocks) spread(block, blocks, style);
  for (const block of blocks) if (isBus(block, blocks)) moveRight(block, blocks, style);
  if (!blocks.some(({ names }) => names.includes("y"))) bringBelow(blocks);
}

/**
 * The input below what reads it. Where there is an output the two stand below each other.
 *
 * @param {Block[]} blocks
 */
function bringBelow(blocks) {
  const input = blocks.find(({ names }) => names.includes("x"));
  const ends = blocks.flatMap(({ below, x }) =>
    below.filter(({ edge }) => edge.from === "x").map((tap) => x + tap.x),
  );
  const middle = mean(ends);
  if (input && middle !== null) input.x = middle;
}

/**
 * Whether the lane of a state runs through its own row to the gates right above it: nothing else
 * in its row reads it.
 *
 * @param {Block} block
 * @param {Block[]} blocks
 */
export function isBus({ side, row, names }, blocks) {
  const readers = blocks.flatMap((block) =>
    [...block.below, ...(block.side ? [{ edge: block.side }] : [])]
      .filter(({ edge }) => edge.lag > 0 && names.includes(edge.from))
      .map(() => block),
  );
  return side === null && readers.length > 0 && readers.every((block) => block.row === row - 1);
}

/**
 * The row of the group, seen from the left: free up to the last arrow that leaves its lane.
 *
 * @param {Block} block
 * @param {Block[]} blocks
 * @param {Style} style
 */
function moveRight(block, blocks, style) {
  const taps = blocks.flatMap(({ below, x }) =>
    below
      .filter(({ edge }) => edge.lag > 0 && block.names.includes(edge.from))
      .map((tap) => x + tap.x),
  );
  if (taps.length === 0) return;
  block.x = Math.max(block.x, Math.max(...taps) + GAP + block.width / 2);
  spread(block, blocks, style);
}

/** @param {Block[]} blocks */
export function rowsOf(blocks) {
  const count = Math.max(...blocks.map(({ row }) => row)) + 1;
  return Array.from({ length: count }, (_, row) => blocks.filter((block) => block.row === row));
}

/**
 * As near to the wanted places as the widths allow, in their order.
 *
 * @param {Block[]} row
 * @param {(block: Block) => number | null} wanted
 */
function pack(row, wanted) {
  const placed = row.map((block) => ({ block, want: wanted(block) ?? block.x }));
  placed.sort((a, b) => a.want - b.want);
  let free = -Infinity;
  for (const { block, want } of placed) {
    const reach = reachOf(block);
    block.x = Math.max(want, free + reach.left);
    free = block.x + reach.right + GAP;
  }
  const off =
    placed.reduce((sum, { block, want }) => sum + block.x - want, 0) / (placed.length || 1);
  for (const { block } of placed) block.x -= off;
}

/**
 * How far a group and what stands on the arrows to it reach from its middle.
 *
 * @param {Block} block
 */
export function reachOf({ width, below, above }) {
  const ends = [...below, ...above];
  return {
    left: Math.max(width / 2, ...ends.map((tap) => tap.width / 2 - tap.x)),
    right: Math.max(width / 2, ...ends.map((tap) => tap.x + tap.width / 2)),
  };
}

/**
 * @param {Block} block
 * @param {Block[]} blocks
 */
function sourcesOf({ below, above }, blocks) {
  return [...below, ...above]
    .filter(({ edge }) => edge.lag === 0)
    .map(({ edge }) => blockOf(edge.from, blocks).x);
}

/**
 * @param {Block} block
 * @param {Block[]} blocks
 */
function targetsOf({ names }, blocks) {
  return blocks
    .filter(({ below }) => below.some(({ edge }) => edge.lag === 0 && names.includes(edge.from)))
    .map(({ x }) => x);
}

/** @param {number[]} values */
function mean(values) {
  return values.length > 0 ? values.reduce((sum, value) => sum + value, 0) / values.length : null;
}

/**
 * The arrows of a group side by side, in the order in which they come.
 *
 * @param {Block} block
 * @param {Block[]} blocks
 * @param {Style} style
 */
function spread(block, blocks, style) {
  const entry = entryOf(block, style);
  /** @param {Tap[]} taps @param {boolean} leaves */
  const line = (taps, leaves) => {
    /** @param {Edge} edge */
    const from = ({ from: name, lag }) => (lag > 0 ? -Infinity : blockOf(name, blocks).x);
    taps.sort((a, b) => (from(a.edge) < from(b.edge) ? -1 : from(a.edge) > from(b.edge) ? 1 : 0));
    const total = taps.reduce(
      (sum, { width }) => sum + width,
      leaves && taps.length > 0 ? PORT : 0,
    );
    let left = entry - total / 2;
    for (const tap of taps) {
      tap.x = left + tap.width / 2;
      left += tap.width;
    }
    if (taps.length > 1 && !style.upright)
      straighten(taps, block, blocks, leaves ? PORT : 0, style);
  };
  line(block.below, block.leaves.down);
  line(block.above, block.leaves.up);
  align(block, blocks, style);
}

/**
 * Moves arrows to where they come straight from their source, as far as there is room.
 *
 * @param {Tap[]} taps  from the left to the right
 * @param {Block} block
 * @param {Block[]} blocks
 * @param {number} port  room at the right for an arrow that leaves
 * @param {Style} style
 */
function straighten(taps, block, blocks, port, style) {
  const reach = (/** @type {number} */ side) => block.width / 2 - EDGE - (side > 0 ? port : 0);
  for (const side of [-1, 1]) {
    const order = side < 0 ? taps : taps.toReversed();
    order.forEach((tap, i) => {
      if (tap.edge.lag > 0) return;
      const source = blockOf(tap.edge.from, blocks);
      const way = source.row > block.row ? "up" : "down";
      const [least = 0, most = 0] = exitOf(source, way, style).map((x) => x + source.x - block.x);
      const wanted = Math.min(most, Math.max(least, tap.x));
      const outer = order[i - 1];
      const limit = outer ? side * outer.x - (outer.width + tap.width) / 2 : reach(side);
      if (side * wanted > side * tap.x)
        tap.x = side * Math.min(side * wanted, Math.max(limit, side * tap.x));
    });
  }
}

/**
 * A lone arrow comes straight where that reaches the group.
 *
 * @param {Block} block
 * @param {Block[]} blocks
 * @param {Style} style
 */
function align({ names, x, members, below, above, leaves }, blocks, style) {
  if (style.upright && !isEnd(names)) return;
  for (const [taps, way] of /** @type {const} */ ([
    [below, "up"],
    [above, "down"],
  ])) {
    const [only] = taps;
    const alone = taps.length === 1 && !(way === "up" ? leaves.down : leaves.up);
    if (!only || !alone || only.edge.lag > 0) continue;
    const source = blockOf(only.edge.from, blocks);
    const [least, most] = exitOf(source, way, style);
    const wanted = source.x + (least + most) / 2 - x;
    const { left = 0, width = 0 } = members[0] ?? {};
    const edge = isEnd(names) ? EDGE_OF_END : Math.min(width / 2, Math.max(EDGE, only.width / 2));
    only.x = Math.min(left + width - edge, Math.max(left + edge, wanted));
  }
}

/**
 * Whether a group is the input or the output.
 *
 * @param {string[]} names
 */
export function isEnd([name]) {
  return name === "x" || name === "y";
}

/**
 * Where arrows reach a group, from its middle.
 *
 * @param {Block} block
 * @param {Style} style
 */
function entryOf({ members, names }, { upright, cell }) {
  const [first] = members;
  if (!first) return 0;
  return first.left + (upright && !isEnd(names) ? cell / 2 : first.width / 2);
}

/**
 * Where arrows leave a group upwards or downwards, from its middle: the span of places.
 *
 * @param {Block} block
 * @param {"up" | "down"} way
 * @param {Style} style
 */
export function exitOf({ members, names, above, below }, way, { upright, cell }) {
  const last = members[members.length - 1];
  if (!last) return [0, 0];
  const taps = way === "up" ? above : below;
  if (upright && !isEnd(names)) {
    const x = last.left + cell / 2;
    return [x, x];
  }
  if (taps.length > 0 && members.length === 1) {
    const right = Math.max(...taps.map(({ x, width }) => x + width / 2)) + PORT / 2;
    return [right, right];
  }
  const edge = isEnd(names) ? EDGE_OF_END : EDGE;
  return [last.left + edge, last.left + last.width - edge];
}

/**
 * @param {string} name
 * @param {Block[]} blocks
 */
function blockOf(name, blocks) {
  return /** @type {Block} */ (blocks.find(({ names }) => names.includes(name)));
}
