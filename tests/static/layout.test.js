import assert from "node:assert/strict";
import { test } from "node:test";
import { graphOf } from "../../static/cell/graph.js";
import { layoutOf, pointsOf } from "../../static/layout.js";
import { outerOf } from "../../static/layout/strips.js";
import { CELLS, sized } from "./traces.js";

/** @import {Layout} from "../../static/layout.js" */
/** @typedef {{what: string, x: number, y: number, width: number, height: number}} Box */
/** @typedef {{what: string, names: string[], a: Point, b: Point}} Line */
/** @typedef {{x: number, y: number}} Point */

const OPENINGS = /** @type {Record<string, (t: number) => boolean>} */ ({
  open: () => true,
  closed: () => false,
  "one open": (t) => t === 2,
});
const BUILT_IN = Object.keys(CELLS).filter((name) => !name.startsWith("random"));

/**
 * @param {string} name
 * @param {{length?: number, hidden?: number, classes?: number, width?: number, isOpen?: (t: number) => boolean, starting?: string[]}} [how]
 */
function layout(name, { length = 3, hidden = 4, classes = 4, width = 700, isOpen, starting } = {}) {
  const cell = sized(/** @type {any} */ (CELLS[name]), hidden, classes);
  return layoutOf(graphOf(cell), length, width, {
    ...(isOpen ? { isOpen } : {}),
    ...(starting ? { starting } : {}),
  });
}

/**
 * The values of the first columns, each with its gradient.
 *
 * @param {Layout} layout
 * @returns {(Box & {name: string})[]}
 */
function nodesOf({ columns }) {
  return columns.slice(0, 4).flatMap(({ form, x }, i) =>
    form.places.map((place) => {
      const box = outerOf(place);
      return { ...box, x: x + box.x, name: place.name, what: `${place.name} ${i + 1}` };
    }),
  );
}

/** @param {Layout} layout @returns {Box[]} */
function tilesOf({ columns }) {
  return columns.slice(0, 4).flatMap(({ form, x }, i) =>
    form.routes.flatMap(({ tiles, key }) =>
      tiles.map((tile) => ({
        what: `${tile.parameter} on ${key} ${i + 1}`,
        x: x + tile.x,
        y: tile.y,
        width: tile.size,
        height: tile.size,
      })),
    ),
  );
}

/** @param {Layout} layout @returns {Line[]} */
function linesOf(layout) {
  return layout.columns.slice(0, 4).flatMap(({ form, x }, i) =>
    form.routes.flatMap((route) => {
      const points = pointsOf(layout, route, i + 1).map((point) => ({ ...point, x: x + point.x }));
      return points.slice(1).map((b, k) => ({
        what: `${route.key} ${i + 1}`,
        names: [route.edge.from, route.edge.to],
        a: /** @type {Point} */ (points[k]),
        b,
      }));
    }),
  );
}

/** @param {Box} a @param {Box} b */
function overlap(a, b) {
  const slack = 0.01;
  return (
    a.x + a.width > b.x + slack &&
    b.x + b.width > a.x + slack &&
    a.y + a.height > b.y + slack &&
    b.y + b.height > a.y + slack
  );
}

/** @param {Box[]} boxes */
function overlaps(boxes) {
  return boxes.flatMap((a, i) =>
    boxes.slice(i + 1).flatMap((b) => (overlap(a, b) ? [`${a.what} and ${b.what}`] : [])),
  );
}

/** @param {Line} line @returns {Box} */
function boxOf({ what, a, b }) {
  return {
    what,
    x: Math.min(a.x, b.x),
    y: Math.min(a.y, b.y),
    width: Math.abs(a.x - b.x) + 0.02,
    height: Math.abs(a.y - b.y) + 0.02,
  };
}

for (const [name, how] of Object.entries(OPENINGS)) {
  test(`no two values or matrices overlap in any cell, columns ${name}`, () => {
    for (const cell of Object.keys(CELLS))
      for (const [hidden, classes] of /** @type {const} */ ([
        [1, 2],
        [4, 4],
        [16, 28],
        [64, 60],
      ])) {
        const found = layout(cell, { hidden, classes, isOpen: how });
        const boxes = [...nodesOf(found), ...tilesOf(found)];
        assert.deepEqual(overlaps(boxes), [], `${cell}, H ${hidden}, V ${classes}`);
      }
  });

  test(`no arrow runs through a value or another's matrix in any cell, columns ${name}`, () => {
    for (const cell of Object.keys(CELLS)) {
      const found = layout(cell, { isOpen: how });
      const lines = linesOf(found);
      for (const box of nodesOf(found))
        for (const line of lines)
          assert.ok(!overlap(boxOf(line), box), `${cell}: ${line.what} runs through ${box.what}`);
      for (const tile of tilesOf(found))
        for (const line of lines)
          if (!tile.what.endsWith(`on ${line.what}`))
            assert.ok(
              !overlap(boxOf(line), tile),
              `${cell}: ${line.what} runs through ${tile.what}`,
            );
    }
  });

  test(`arrows of different values share no stretch in the built-in cells, columns ${name}`, () => {
    for (const cell of BUILT_IN) {
      const lines = linesOf(layout(cell, { isOpen: how }));
      lines.forEach((one, i) => {
        for (const other of lines.slice(i + 1)) {
          if (one.names[0] === other.names[0]) continue;
          const [a, b] = [boxOf(one), boxOf(other)];
          const wide = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
          const tall = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
          const shared = Math.min(wide, tall) > 0 && Math.max(wide, tall) > 2;
          assert.ok(!shared, `${cell}: ${one.what} on ${other.what}`);
        }
      });
    }
  });
}

test("every arrow runs level or plumb and ends at the value that it reaches", () => {
  for (const cell of Object.keys(CELLS)) {
    const found = layout(cell);
    for (const { a, b, what } of linesOf(found))
      assert.ok(Math.abs(a.x - b.x) < 0.02 || Math.abs(a.y - b.y) < 0.02, `${cell}: ${what}`);
    found.columns.forEach(({ form }, i) => {
      for (const route of form.routes) {
        const points = pointsOf(found, route, i + 1);
        const tip = /** @type {Point} */ (points[points.length - 1]);
        const to = form.places.find(({ name }) => name === route.edge.to);
        const box = outerOf(/** @type {any} */ (to));
        const near =
          tip.x >= box.x - 5 &&
          tip.x <= box.x + box.width + 5 &&
          tip.y >= box.y - 5 &&
          tip.y <= box.y + box.height + 5;
        assert.ok(near, `${cell}: ${route.key}`);
      }
    });
  }
});

test("every matrix stands on exactly one arrow; closed, those of dead ends on none", () => {
  for (const [cell, { parameters, nodes }] of Object.entries(CELLS))
    for (const isOpen of Object.values(OPENINGS).slice(0, 2)) {
      const [column] = layout(cell, { isOpen }).columns;
      const tiles = (column?.form.routes ?? []).flatMap((route) =>
        route.tiles.map((tile) => tile.parameter),
      );
      const isHidden = (/** @type {string} */ parameter) => {
        const home = nodes.find(({ equation }) => equation?.includes(parameter));
        return !column?.isOpen && home?.reaches_y === false && !tiles.includes(parameter);
      };
      const matrices = Object.keys(parameters).filter((name) => name.startsWith("W_"));
      const shown = matrices.filter((name) => !isHidden(name));
      assert.deepEqual([...tiles].sort(), shown.sort(), cell);
    }
});

test("an LSTM is the usual picture: the cell's lane above the gates, the hidden one below", () => {
  const [first, second] = layout("lstm").columns;
  const top = (/** @type {string} */ name) =>
    first?.form.places.find((place) => place.name === name)?.y ?? NaN;
  assert.ok(top("y") < top("c"));
  for (const gate of ["i", "f", "g", "o"]) {
    assert.equal(top(gate), top("i"));
    assert.ok(top("c") < top(gate) && top(gate) < top("h"));
  }
  assert.ok(top("h") < top("x"));
  const lane = second?.form.routes.find(({ key }) => key === "c>c@1");
  assert.equal(lane?.points.length, 2);
  const gates = ["i", "f", "g", "o"].map(
    (name) => first?.form.places.find((place) => place.name === name)?.x ?? NaN,
  );
  assert.deepEqual(
    [...gates].sort((a, b) => a - b),
    gates,
  );
});

test("two layers are two straight lanes, the second above the first", () => {
  const [, column] = layout("stacked").columns;
  const lanes = column?.form.routes.filter(({ edge }) => edge.lag > 0) ?? [];
  assert.deepEqual(lanes.map(({ key }) => key).sort(), ["a>a@1", "h>h@1"]);
  for (const { points } of lanes) assert.equal(points.length, 2);
  const top = (/** @type {string} */ name) =>
    column?.form.places.find((place) => place.name === name)?.y ?? NaN;
  assert.ok(top("h") < top("a"));
});

test("a closed column has one value per state, at the height of its lane when open", () => {
  for (const [cell, { states }] of Object.entries(CELLS)) {
    const [closed, open] = layout(cell, { isOpen: (t) => t === 2 }).columns;
    const names = (closed?.form.places ?? []).map(({ name }) => name);
    assert.deepEqual([...names].sort(), [...new Set(["x", "y", ...states])].sort(), cell);
    for (const state of states)
      assert.equal(closed?.form.exits[state]?.y, open?.form.exits[state]?.y, `${cell}: ${state}`);
  }
});

test("six time-stamps of an Elman cell fit on a laptop without scrolling", () => {
  for (let length = 1; length <= 6; length += 1) {
    const { width } = layout("elman", { length, classes: 6, width: 734 });
    assert.ok(width <= 734, `${length}: ${width}`);
  }
});

test("nothing overlaps at any length and width", () => {
  for (const cell of ["elman", "lstm"])
    for (const length of [1, 4, 12, 40, 200])
      for (const width of [260, 700, 1100]) {
        const found = layout(cell, { length, width });
        assert.deepEqual(
          overlaps([...nodesOf(found), ...tilesOf(found)]),
          [],
          `T ${length}, ${width} wide`,
        );
        assert.equal(found.columns.length, length);
      }
});

test("everything lies between the top and the bottom of the stage", () => {
  for (const cell of Object.keys(CELLS)) {
    const found = layout(cell, { hidden: 16, classes: 10 });
    for (const { what, y, height } of [...nodesOf(found), ...tilesOf(found)])
      assert.ok(y >= 0 && y + height <= found.height, `${cell}: ${what}`);
    for (const { parameter, y, height } of found.shared)
      assert.ok(y >= 0 && y + height <= found.height + 0.01, `${cell}: ${parameter}`);
  }
});

test("the shared matrices stand below each other", () => {
  for (const cell of Object.keys(CELLS)) {
    const { shared } = layout(cell);
    shared
      .slice(1)
      .forEach((place, i) =>
        assert.ok(place.y >= (shared[i]?.y ?? 0) + (shared[i]?.height ?? 0), place.parameter),
      );
  }
});

test("a state that does not start at zero has its numbers before the arrow into column 1", () => {
  for (const [cell, state] of /** @type {const} */ ([
    ["elman", "h"],
    ["lstm", "c"],
  ]))
    for (const hidden of [1, 4, 16, 64]) {
      const found = layout(cell, { hidden, starting: [state] });
      const place = found.starting.get(state);
      const [column] = found.columns;
      assert.ok(place && column);
      assert.ok(column.x + place.x >= 0);
      const route = column.form.routes.find(({ edge }) => edge.lag > 0 && edge.from === state);
      const [start] = route ? pointsOf(found, route, 1) : [];
      assert.ok(place.deltaX + place.deltaWidth < (start?.x ?? -Infinity));
      assert.equal(place.y + place.height / 2, start?.y);
    }
});
