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
const trace = traceOf("hello");

/**
 * @param {number} position
 * @param {string[]} [folded]
 * @returns {Model}
 */
function model(position, folded = []) {
  return {
    state: { ...START, folded },
    trace,
    frame: frameOf(trace.timeline, trace.length, position),
    scales: scalesOf(trace, false),
    isHeld: false,
  };
}

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
  draw(model(0));
  const panel = places.aside.childNodes[0];
  assert.equal(panel?.className, "panel toy");
  assert.deepEqual(
    panel?.childNodes.map(({ tag, textContent }) => [tag, textContent]),
    [
      ["h2", ""],
      ["p", "4 start"],
    ],
  );
  const [button] = panel?.childNodes[0]?.childNodes ?? [];
  assert.equal(button?.childNodes.at(-1)?.textContent, "A toy");
  draw(model(1));
  assert.equal(panel?.childNodes[1]?.textContent, "4 hidden");
});

/**
 * How a view of one line is mounted, and how often it was drawn.
 *
 * @param {Partial<View>} more
 */
function mounted(more) {
  const places = regions();
  let drawn = 0;
  /** @type {View} */
  const toy = {
    name: "toy",
    region: "aside",
    title: "A toy",
    mount: () => () => (drawn += 1),
    ...more,
  };
  const draw = mountPanels([toy], places, context);
  const [panel] = places.aside.childNodes;
  const button = () => panel?.childNodes[0]?.childNodes[0];
  return { draw, panel, button, drawn: () => drawn };
}

test("a panel that is folded says so in its heading and is not drawn until it is unfolded", () => {
  const { draw, panel, button, drawn } = mounted({});
  draw(model(0));
  assert.deepEqual([button()?.attributes["aria-expanded"], drawn()], ["true", 1]);
  assert.equal(button()?.attributes["aria-controls"], panel?.id);
  draw(model(1, ["toy"]));
  assert.equal(panel?.className, "panel toy folded");
  assert.deepEqual([button()?.attributes["aria-expanded"], drawn()], ["false", 1]);
  draw(model(2));
  assert.equal(panel?.className, "panel toy");
  assert.deepEqual([button()?.attributes["aria-expanded"], drawn()], ["true", 2]);
});

test("a fixed panel cannot be folded, nor one without a heading", () => {
  for (const more of [{ isFixed: true }, { title: undefined }]) {
    const { draw, panel, button, drawn } = mounted(/** @type {Partial<View>} */ (more));
    draw(model(0, ["toy"]));
    assert.equal(panel?.className.includes("folded"), false);
    assert.equal(button(), undefined);
    assert.equal(drawn(), 1);
  }
});

test("a panel with nothing to show is hidden and not drawn", () => {
  const { draw, panel, drawn } = mounted({ isThere: ({ frame }) => frame.index > 0 });
  draw(model(0));
  assert.deepEqual([/** @type {any} */ (panel).hidden, drawn()], [true, 0]);
  draw(model(1));
  assert.deepEqual([/** @type {any} */ (panel).hidden, drawn()], [false, 1]);
});

test("while only what changes often does, the panels that follow it are drawn and no others", () => {
  const first = model(0);
  /** @type {(state: Partial<Model["state"]>) => Model} */
  const shown = (state) => ({ ...first, state: { ...first.state, ...state } });
  const path = { tau: 2, t: 1, subject: "h" };
  const pictures = /** @type {const} */ ([
    [first, false],
    [shown({ path }), false],
    [shown({ path, position: 1 }), false],
    // at another size, say
    [shown({ path, position: 1 }), true],
  ]);
  /** @param {View["follows"]} follows */
  const counts = (follows) => {
    const { draw, drawn } = mounted({ follows });
    return pictures.map(([picture, isAnew]) => {
      draw(picture, isAnew);
      return drawn();
    });
  };
  assert.deepEqual(counts(["path"]), [1, 2, 3, 4]);
  assert.deepEqual(counts(["tables"]), [1, 1, 2, 3]);
  assert.deepEqual(counts(undefined), [1, 1, 2, 3]);
});

test("of the settings the edits change often, and with any other all panels are drawn", () => {
  const first = model(0);
  const { settings } = first.state;
  /** @type {(change: Partial<typeof settings>) => Model} */
  const shown = (change) => ({
    ...first,
    state: { ...first.state, settings: { ...settings, ...change } },
  });
  const edits = "W_hh.1.1.0.5";
  /** @param {View["follows"]} follows */
  const counts = (follows) => {
    const { draw, drawn } = mounted({ follows });
    return [first, shown({ edits }), shown({ edits, rate: 7 })].map((picture) => {
      draw(picture, false);
      return drawn();
    });
  };
  assert.deepEqual(counts(["edits"]), [1, 2, 3]);
  assert.deepEqual(counts(["tables"]), [1, 1, 2]);
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
