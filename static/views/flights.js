/** @import {View, Model} from "../panels.js" */
import { drawTile } from "../drawing/tile.js";
import { clamp, ease } from "../frame.js";
import { Pen } from "../svg.js";

/** How much later than the first parameter the last one leaves, as a share of a flight. */
const STAGGER = 0.35;

/** The copies on their way from the arrows to the ledger, and their sum on its way to the weights. */
/** @type {View} */
export const flights = {
  name: "flights",
  region: "over",
  mount(host, { anchors }) {
    const ground = new Pen(host);
    const pen = new Pen(ground.put("sky", "svg", { class: "sky", "aria-hidden": "true" }));
    return (model) => pen.draw(() => drawFlights(pen, model, anchors));
  },
};

/**
 * @param {Pen} pen
 * @param {Model} model
 * @param {Map<string, Element>} anchors
 */
function drawFlights(pen, { trace, frame, scales }, anchors) {
  const { kind, t } = frame.beat;
  if (frame.progress >= 1 || (kind !== "sum" && kind !== "land")) return;
  const docks = kind === "sum";
  // All places before the first drawing: asked for in between, each would cost a layout.
  const leaving = trace.parameters.filter((parameter) => !docks || trace.covers(parameter, t));
  const flights = leaving.map((parameter) => ({
    parameter,
    from: docks ? startOf(anchors, trace, parameter, t) : box(anchors, `total:${parameter}`),
    to: box(anchors, docks ? `slot:${parameter}:${t}` : `shared:${parameter}`),
  }));
  flights.forEach(({ parameter, from, to }, i) => {
    if (!from || !to) return;
    const grid = docks ? trace.copy(parameter, t) : trace.runningTotal(parameter, trace.length);
    const frameColour = docks ? scales.time(t) : "var(--sum)";
    const share = ease(clamp(frame.progress * (1 + STAGGER) - STAGGER * (i / flights.length)));
    if (docks)
      pen.put(`trail ${parameter}`, "path", {
        class: "trail",
        d: trail(from, to, share),
        stroke: frameColour,
      });
    drawTile(
      pen,
      parameter,
      between(from, to, share),
      grid,
      docks ? scales.gradients : scales.sums,
      {
        frame: frameColour,
        frameWidth: 2,
        lying: grid.columns === 1 && to.width > 1.5 * to.height,
        className: "flying",
      },
    );
  });
}

/**
 * A bias has no arrow: its copy is the gradient of the value it is added to; where that is hidden
 * it comes from the matrices of the same equation.
 *
 * @param {Map<string, Element>} anchors
 * @param {Model["trace"]} trace
 * @param {string} parameter
 * @param {number} t
 */
function startOf(anchors, trace, parameter, t) {
  const { homes, parameters } = trace.partOf(parameter).graph;
  const home = homes[parameter];
  const beside = parameters.filter((name) => homes[name] === home);
  const places = [parameter, ...beside].map((name) => box(anchors, `copy:${name}:${t}`));
  return places[0] ?? box(anchors, `delta:${home}:${t}`) ?? places.find((place) => place) ?? null;
}

/**
 * @param {Map<string, Element>} anchors
 * @param {string} key
 */
function box(anchors, key) {
  const element = anchors.get(key);
  const place = element?.isConnected ? element.getBoundingClientRect() : null;
  // in a folded panel it has no place
  return place && place.width > 0 ? place : null;
}

/**
 * On a curve that leaves downwards and comes in from the side.
 *
 * @param {DOMRect} a
 * @param {DOMRect} b
 * @param {number} share
 */
function between(a, b, share) {
  const along = (/** @type {number} */ from, /** @type {number} */ to) =>
    from + (to - from) * share;
  const curved = (/** @type {number} */ from, /** @type {number} */ by, /** @type {number} */ to) =>
    along(along(from, by), along(by, to));
  return {
    x: curved(a.x, a.x, b.x),
    y: curved(a.y, (a.y + b.y) / 2, b.y),
    width: along(a.width, b.width),
    height: along(a.height, b.height),
  };
}

/**
 * The way a tile has come so far, from middle to middle.
 *
 * @param {DOMRect} a
 * @param {DOMRect} b
 * @param {number} share
 */
function trail(a, b, share) {
  const points = Array.from({ length: 13 }, (_, i) => between(a, b, (share * i) / 12));
  return `M${points.map(({ x, y, width, height }) => `${Math.round(x + width / 2)} ${Math.round(y + height / 2)}`).join("L")}`;
}
