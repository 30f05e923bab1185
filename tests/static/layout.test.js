import assert from "node:assert/strict";
import { test } from "node:test";
import { edgeKey, graphOf } from "../../static/cell/graph.js";
import { partsOf } from "../../static/cell/part.js";
import { borderOf, layoutOf, pointsOf } from "../../static/layout.js";
import { outerOf } from "../../static/layout/strips.js";
import { CELLS, sized, traceOf } from "./traces.js";

/** @import {Cell} from "../../static/answer.js" */
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
/** Every cell alone, and every one that can be as an encoder and a decoder. */
const ALL = Object.keys(CELLS).flatMap((name) => [
  { name, isHalved: false },
  ...(canBeHalved(name) ? [{ name, isHalved: true }] : []),
]);

/**
 * @param {string} name
 * @param {{length?: number, hidden?: number, classes?: number, width?: number, isOpen?: (t: number) => boolean, starting?: string[], isHalved?: boolean, slim?: boolean}} [how]
 */
function layout(
  name,
  { length = 3, hidden = 4, classes = 4, width = 700, isOpen, starting, isHalved, slim } = {},
) {
  const cell = sized(cellOf(name), hidden, classes);
  const alone = { name: "network", first: 0, length, vocabulary: null, graph: graphOf(cell) };
  const parts = isHalved ? halves(cell, length - 1, 2) : [{ ...alone, isLast: true }];
  return layoutOf(parts, width, {
    ...(isOpen ? { isOpen } : {}),
    ...(starting ? { starting } : {}),
    ...(slim ? { slim } : {}),
  });
}

/** @param {string} name */
function cellOf(name) {
  return /** @type {Cell} */ (CELLS[name]);
}

/**
 * Whether the server takes a cell for a translation: what leads to a state does without y.
 *
 * @param {string} name
 */
function canBeHalved(name) {
  const cell = cellOf(name);
  return cell.states.length > 0 && !leading(cell).has("y") && !/y\[t-1\]/.test(cell.equations);
}

/**
 * The values that lead to a state.
 *
 * @param {Cell} cell
 */
function leading({ nodes, states }) {
  const found = new Set([...states, "x"]);
  for (const reached of found)
    for (const { name } of nodes.find((node) => node.name === reached)?.inputs ?? [])
      found.add(name);
  return found;
}

/**
 * A cell as an encoder, which reads one more token than there are, and a decoder.
 *
 * @param {Cell} cell
 * @param {number} source
 * @param {number} target
 */
function halves(cell, source, target) {
  const own = leading(cell);
  const used = cell.nodes.filter(({ name }) => own.has(name)).map(({ equation }) => equation);
  const full = (/** @type {string} */ half, /** @type {string[]} */ names) =>
    Object.fromEntries(names.map((name) => [name, `${name}_${half}`]));
  const all = Object.keys(cell.parameters);
  const read = all.filter((name) =>
    used.some((line) => new RegExp(`\\b${name}\\b`).test(line ?? "")),
  );
  const [encoder, decoder] = [full("enc", read), full("dec", all)];
  /** @param {(name: string) => boolean} has @param {number} x */
  const sizes = (has, x) =>
    Object.fromEntries(
      cell.nodes
        .filter(({ name }) => has(name))
        .map(({ name, size }) => [name, name === "x" ? x : size]),
    );
  const classes = cell.nodes.find(({ name }) => name === "x")?.size ?? 1;
  const common = { vocabulary: null };
  const parts = [
    {
      ...common,
      name: "encoder",
      first: 0,
      length: source,
      sizes: sizes((name) => own.has(name), classes + 1),
      parameters: encoder,
    },
    {
      ...common,
      name: "decoder",
      first: source,
      length: target,
      sizes: sizes(() => true, classes),
      parameters: decoder,
    },
  ];
  const parameters = Object.fromEntries(
    [...Object.values(encoder), ...Object.values(decoder)].map((name) => [name, [1, 1]]),
  );
  return partsOf(/** @type {any} */ ({ sequence: { parts }, cell: { ...cell, parameters } }));
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

for (const [opening, how] of Object.entries(OPENINGS)) {
  test(`no two values or matrices overlap in any cell, columns ${opening}`, () => {
    for (const { name, isHalved } of ALL)
      for (const [hidden, classes] of /** @type {const} */ ([
        [1, 2],
        [4, 4],
        [16, 28],
        [64, 60],
      ])) {
        const found = layout(name, { hidden, classes, isOpen: how, isHalved });
        const boxes = [...nodesOf(found), ...tilesOf(found)];
        const what = `${name}${isHalved ? " in halves" : ""}, H ${hidden}, V ${classes}`;
        assert.deepEqual(overlaps(boxes), [], what);
      }
  });

  test(`no arrow runs through a value or another's matrix in any cell, columns ${opening}`, () => {
    for (const { name: cell, isHalved } of ALL) {
      const found = layout(cell, { isOpen: how, isHalved });
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

  test(`arrows of different values share no stretch in the built-in cells, columns ${opening}`, () => {
    for (const { name: cell, isHalved } of ALL.filter((each) => BUILT_IN.includes(each.name))) {
      const lines = linesOf(layout(cell, { isOpen: how, isHalved }));
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
  for (const { name: cell, isHalved } of ALL) {
    const found = layout(cell, { isHalved });
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
  for (const { name: cell, isHalved } of ALL) {
    const found = layout(cell, { hidden: 16, classes: 10, isHalved });
    for (const { what, y, height } of [...nodesOf(found), ...tilesOf(found)])
      assert.ok(y >= 0 && y + height <= found.height, `${cell}: ${what}`);
    for (const { parameter, y, height } of found.halves.flatMap(({ shared }) => shared))
      assert.ok(y >= 0 && y + height <= found.height + 0.01, `${cell}: ${parameter}`);
  }
});

test("the shared matrices of a half stand below each other, with room for names above them", () => {
  for (const { name, isHalved } of ALL)
    for (const slim of [false, true])
      for (const { shared } of layout(name, { isHalved, slim }).halves)
        shared.slice(1).forEach((place, i) => {
          const above = (shared[i]?.y ?? 0) + (shared[i]?.height ?? 0);
          assert.ok(place.y >= above + (slim ? 22 : 0), `${name}: ${place.parameter}`);
        });
});

test("every parameter stands with the half that has it, and on arrows of its columns alone", () => {
  for (const name of ["translation", "translation-lstm", "translation-masked"]) {
    const trace = traceOf(name);
    const { halves: grounds, columns } = layoutOf(trace.parts, 700);
    trace.parts.forEach(({ graph, first, length }, i) => {
      const matrices = graph.parameters.filter((parameter) => parameter.startsWith("W_")).sort();
      const shared = (grounds[i]?.shared ?? []).map(({ parameter }) => parameter);
      assert.deepEqual(shared.sort(), matrices);
      for (const { form } of columns.slice(first, first + length)) {
        const tiles = form.routes.flatMap((route) => route.tiles);
        assert.deepEqual(tiles.map(({ parameter }) => parameter).sort(), matrices);
      }
    });
  }
});

test("a value stands at the same height in both halves, open and closed", () => {
  for (const { name, isHalved } of ALL) {
    if (!isHalved) continue;
    for (const isOpen of Object.values(OPENINGS)) {
      const { columns } = layout(name, { isHalved, isOpen });
      /** @type {Map<string, number>} */
      const tops = new Map();
      for (const place of columns.flatMap(({ form }) => form.places)) {
        const middle = outerOf(place).y + outerOf(place).height / 2;
        const known = tops.get(place.name) ?? middle;
        assert.ok(Math.abs(known - middle) < 0.01, `${name}: ${place.name}`);
        tops.set(place.name, middle);
      }
    }
  }
});

test("an encoder has no output, and an exit for every state, also for one that the decoder alone reads", () => {
  for (const { name, isHalved } of ALL) {
    if (!isHalved) continue;
    const found = layout(name, { isHalved });
    const [encoder] = found.columns;
    assert.ok(!encoder?.form.places.some((place) => place.name === "y"), name);
    assert.deepEqual(
      Object.keys(encoder?.form.exits ?? {}).sort(),
      [...cellOf(name).states].sort(),
    );
  }
  const { columns } = layoutOf(traceOf("translation-branched").parts, 700);
  assert.ok(columns[0]?.form.exits["a"]);
  assert.ok(columns[3]?.form.routes.some(({ key }) => key === "a>y@1"));
});

test("every arrow of a half is drawn once, also between values that only one half has side by side", () => {
  const elman = cellOf("elman");
  /** z is read by y too, so that it stands beside h in the encoder alone */
  const reading = {
    ...elman,
    nodes: elman.nodes.map((node) =>
      node.name === "y" ? { ...node, inputs: [...node.inputs, { name: "z", lag: 0 }] } : node,
    ),
  };
  for (const cell of [elman, reading]) {
    const parts = halves(cell, 2, 2);
    const { columns } = layoutOf(parts, 700);
    for (const [i, { graph, first }] of parts.entries()) {
      const keys = columns[first]?.form.routes.map(({ key }) => key) ?? [];
      assert.deepEqual(keys.sort(), graph.edges.map(edgeKey).sort(), `${i}`);
    }
  }
});

test("what an encoder reads stands below what reads it, so that the arrow runs straight", () => {
  for (const classes of [2, 4, 9]) {
    const [encoder] = layout("elman", { isHalved: true, classes }).columns;
    const route = encoder?.form.routes.find(({ key }) => key === "x>z@0");
    assert.equal(route?.points.length, 2);
  }
});

test("a state is handed over on a straight arrow from the encoder's last column", () => {
  for (const name of ["elman", "lstm", "gru", "stacked"]) {
    const found = layout(name, { isHalved: true });
    const [, last, first] = found.columns;
    for (const state of cellOf(name).states) {
      const exit = last?.form.exits[state];
      const routes = first?.form.routes.filter(({ edge }) => edge.lag > 0 && edge.from === state);
      assert.ok(last && first && exit && routes && routes.length > 0, name);
      for (const route of routes) {
        const [start, next] = pointsOf(found, route, 3);
        assert.deepEqual(
          [start?.x, start?.y, next?.y],
          [last.x + exit.x - first.x, exit.y, exit.y],
        );
      }
    }
  }
});

test("the grounds of the halves hold their columns and leave ground between, where a cut stands", () => {
  for (const { name, isHalved } of ALL) {
    if (!isHalved) continue;
    for (const width of [300, 700, 1400]) {
      const found = layout(name, { isHalved, width });
      const [encoder, decoder] = found.halves;
      assert.ok(encoder && decoder);
      assert.deepEqual([encoder.left, decoder.right], [0, found.width]);
      assert.ok(decoder.left - encoder.right >= 12, name);
      assert.ok(decoder.left - encoder.right <= 24, name);
      const border = (found.columns[2]?.x ?? NaN) + borderOf(found, 3);
      assert.ok(border > encoder.right && border < decoder.left, name);
      for (const { what, x, width: wide } of [...nodesOf(found), ...tilesOf(found)]) {
        const ground = what.endsWith("3") || what.endsWith("4") ? decoder : encoder;
        assert.ok(x >= ground.left && x + wide <= ground.right, `${name}: ${what}`);
      }
    }
  }
});

test("a translation of three words into three fits on a laptop beside its weights, Elman and open", () => {
  const { width, columns } = layoutOf(traceOf("translation").parts, 715);
  assert.ok(width <= 715, `${width}`);
  assert.equal(columns.length, 7);
});

test("where all columns fit only nearer to each other they are drawn smaller, else as they are", () => {
  const tile = (/** @type {number} */ width) =>
    layout("elman", { length: 7, width }).columns[0]?.form.routes[0]?.tiles[0]?.size ?? NaN;
  const [roomy, tight, scrolled] = [tile(1200), tile(720), tile(400)];
  assert.ok(tight < roomy);
  assert.equal(scrolled, roomy);
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
