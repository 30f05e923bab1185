import assert from "node:assert/strict";
import { test } from "node:test";
import { graphOf } from "../../static/graph.js";
import { formOf, layoutOf } from "../../static/layout.js";
import { cellOf } from "./traces.js";

/** @typedef {{what: string, x: number, y: number, width: number, height: number}} Box */

/**
 * Everything with an area in the first columns.
 *
 * @param {import("../../static/layout.js").Layout} layout
 * @param {number} length
 * @returns {Box[]}
 */
function boxesOf(layout, length) {
  return Array.from({ length: Math.min(length, 4) }, (_, i) => i + 1).flatMap((t) => {
    const centre = layout.first + (t - 1) * layout.pitch;
    const places = layout.places.flatMap((place) => [
      {
        what: `${place.name} ${t}`,
        x: centre + place.x,
        y: place.y,
        width: place.width,
        height: place.height,
      },
      {
        what: `δ${place.name} ${t}`,
        x: centre + place.deltaX,
        y: place.deltaY,
        width: place.deltaWidth,
        height: place.deltaHeight,
      },
    ]);
    const tiles = layout.routes.flatMap((route) =>
      formOf(route, t).tiles.map(({ parameter, x, y, size }) => ({
        what: `${parameter} ${t}`,
        x: centre + x,
        y,
        width: size,
        height: size,
      })),
    );
    const bars = {
      what: `bars ${t}`,
      x: centre + layout.bars.x,
      y: layout.bars.y,
      width: layout.bars.width,
      height: layout.bars.height,
    };
    return [...places, ...tiles, bars];
  });
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

for (const name of ["hello", "lstm"]) {
  test(`nothing on the stage overlaps in the cell of ${name}, at any size and length`, () => {
    for (const length of [1, 4, 12, 40, 200])
      for (const hidden of [1, 4, 16, 64])
        for (const classes of [2, 4, 28, 60])
          for (const width of [260, 700, 1100]) {
            const layout = layoutOf(graphOf(cellOf(name, hidden, classes)), length, width);
            assert.deepEqual(
              overlaps(boxesOf(layout, length)),
              [],
              `T ${length}, H ${hidden}, V ${classes}, ${width} wide`,
            );
          }
  });
}

test("six time-stamps fit on a laptop without scrolling", () => {
  for (let length = 1; length <= 6; length += 1) {
    const layout = layoutOf(graphOf(cellOf("hello", 4, 6)), length, 734);
    assert.ok(layout.width <= 734, `${length}: ${layout.width}`);
  }
});

test("everything lies between the top and the bottom of the stage", () => {
  const layout = layoutOf(graphOf(cellOf("lstm", 16, 10)), 4, 700);
  for (const { what, y, height } of boxesOf(layout, 4))
    assert.ok(y >= 0 && y + height <= layout.height, what);
  for (const { parameter, y, height } of layout.shared)
    assert.ok(y >= 0 && y + height <= layout.height + 0.01, parameter);
});

test("the shared matrices stand below each other", () => {
  for (const name of ["hello", "lstm"]) {
    const { shared } = layoutOf(graphOf(cellOf(name, 4, 4)), 4, 700);
    shared
      .slice(1)
      .forEach((place, i) =>
        assert.ok(place.y >= (shared[i]?.y ?? 0) + (shared[i]?.height ?? 0), place.parameter),
      );
  }
});

test("arrows forward point up or right, and from the column before", () => {
  const layout = layoutOf(graphOf(cellOf("hello", 4, 4)), 4, 700);
  for (const { edge, points } of layout.routes) {
    const [start, tip] = [points[0], points[points.length - 1]];
    assert.ok(start && tip);
    if (edge.lag > 0) assert.ok(start.x < tip.x && start.x > tip.x - layout.pitch);
    else assert.ok(start.y > tip.y || start.x < tip.x);
  }
});

test("a state that does not start at zero has its numbers before the arrow into column 1", () => {
  for (const [name, state] of /** @type {const} */ ([
    ["hello", "h"],
    ["lstm", "c"],
  ]))
    for (const hidden of [1, 4, 16, 64]) {
      const layout = layoutOf(graphOf(cellOf(name, hidden, 4)), 4, 700, [state]);
      const places = layout.routes.flatMap(({ edge, initial }) =>
        initial?.place ? [{ edge, place: initial.place, start: initial.points[0] }] : [],
      );
      assert.ok(places.length > 0);
      for (const { edge, place, start } of places) {
        assert.equal(edge.from, state);
        assert.ok(layout.first + place.x >= 0);
        assert.ok(place.deltaX + place.deltaWidth < (start?.x ?? -Infinity));
        assert.equal(place.y + place.height / 2, start?.y);
      }
      assert.deepEqual(overlaps(boxesOf(layout, 4)), []);
    }
});

test("states that start at zero take no room", () => {
  const graph = graphOf(cellOf("hello", 4, 4));
  assert.ok(layoutOf(graph, 4, 700).first < layoutOf(graph, 4, 700, ["h"]).first);
  for (const { initial } of layoutOf(graph, 4, 700).routes)
    assert.equal(initial?.place ?? null, null);
});
