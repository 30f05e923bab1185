/** @import {Model, Region, View} from "../../static/panels.js" */
import assert from "node:assert/strict";
import { test } from "node:test";
import { frameOf } from "../../static/frame.js";
import { mountPanels } from "../../static/panels.js";
import { scalesOf } from "../../static/scales.js";
import { START } from "../../static/state.js";
import { Pen } from "../../static/svg.js";
import { fake, idle } from "./document.js";
import { traceOf } from "./traces.js";

/** @returns {Record<Region, ReturnType<typeof fake>>} */
function regions() {
  return {
    header: fake("div"),
    side: fake("div"),
    main: fake("div"),
    aside: fake("div"),
    foot: fake("div"),
    over: fake("div"),
  };
}

const context = idle();

test("a new panel is one entry of the registry: it is mounted in its region and drawn with every picture", () => {
  /** @type {View} */
  const toy = {
    name: "toy",
    region: "aside",
    title: "A toy",
    mount(host) {
      const pen = new Pen(host);
      return ({ trace, frame }) =>
        pen.draw(() => pen.put("length", "p", {}, `${trace.length} ${frame.beat.kind}`));
    },
  };
  const places = regions();
  const draw = mountPanels([toy], places, context);
  const trace = traceOf("hello");
  /** @param {number} position @returns {Model} */
  const model = (position) => ({
    state: START,
    trace,
    frame: frameOf(trace.timeline, trace.length, position),
    scales: scalesOf(trace, false),
  });
  draw(model(0));
  const panel = places.aside.childNodes[0];
  assert.equal(panel?.className, "panel toy");
  assert.deepEqual(
    panel?.childNodes.map(({ tag, textContent }) => [tag, textContent]),
    [
      ["h2", "A toy"],
      ["p", "4 start"],
    ],
  );
  draw(model(1));
  assert.equal(panel?.childNodes[1]?.textContent, "4 hidden");
});

test("a pen keeps an element from picture to picture and changes only what differs", () => {
  const root = fake("svg");
  const pen = new Pen(root);
  pen.draw(() => pen.put("a", "rect", { x: 1, y: 2 }));
  const [rect] = root.childNodes;
  pen.draw(() => pen.put("a", "rect", { x: 1, y: 3 }));
  assert.equal(root.childNodes[0], rect);
  assert.deepEqual(rect?.attributes, { x: "1", y: "3" });
  assert.equal(rect?.writes, 3);
});

test("a pen removes what a picture leaves out, and puts what is new in its place", () => {
  const root = fake("svg");
  root.append(fake("title"));
  const pen = new Pen(root);
  pen.draw(() => {
    pen.put("a", "a");
    pen.put("c", "c");
  });
  pen.draw(() => {
    pen.put("a", "a");
    pen.put("b", "b");
    pen.put("c", "c");
  });
  assert.deepEqual(
    root.childNodes.map(({ tag }) => tag),
    ["title", "a", "b", "c"],
  );
  pen.draw(() => pen.put("b", "b"));
  assert.deepEqual(
    root.childNodes.map(({ tag }) => tag),
    ["title", "b"],
  );
});

test("a cached group is drawn again only when an input is another", () => {
  const pen = new Pen(fake("svg"));
  let drawn = 0;
  const picture = (/** @type {unknown[]} */ inputs) =>
    pen.draw(() => pen.cached("g", "g", {}, inputs, () => (drawn += 1)));
  const grid = {};
  picture([grid, 1]);
  picture([grid, 1]);
  assert.equal(drawn, 1);
  picture([grid, 2]);
  picture([{}, 2]);
  assert.equal(drawn, 3);
});
