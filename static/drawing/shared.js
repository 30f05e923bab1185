/** @import {Pen} from "../svg.js" */
/** @import {Scene} from "./column.js" */
import { ease } from "../frame.js";
import { clipped, namePieces } from "../formulas/math.js";
import { WORDS } from "../words.js";
import { drawLabel } from "./label.js";
import { drawTile } from "./tile.js";

/**
 * The one matrix each that all columns use, with the bias of the same equation beside it.
 *
 * @param {Pen} pen
 * @param {Scene} scene
 * @param {number} width
 */
export function drawShared(pen, { trace, frame, layout, scales, rate, anchors }, width) {
  const { graph } = trace;
  const right = width - 14;
  const top = layout.shared[0]?.y ?? 0;
  layout.shared.forEach(({ parameter, y, height: room }) => {
    const height = Math.min(room, width - 68);
    const bias = biasBeside(graph, parameter);
    const x = right - height - (bias ? 16 : 0);
    const moved = ease(frame.updated);
    const grid = (/** @type {string} */ name) =>
      moved > 0 ? trace.updated(name, rate * moved) : trace.weight(name);
    const frameLook =
      frame.updated > 0
        ? { frame: "var(--update)", frameWidth: 2 }
        : { frame: "var(--ink)", frameWidth: 1.25 };
    anchors.set(
      `shared:${parameter}`,
      drawTile(
        pen,
        parameter,
        { x, y, width: height, height },
        grid(parameter),
        scales.weights,
        frameLook,
      ),
    );
    drawLabel(
      pen,
      `name ${parameter}`,
      { x: x - 6, y: y + height / 2 + 5, "text-anchor": "end", class: "name" },
      namePieces(clipped(parameter, x - 8)),
    );
    if (bias)
      anchors.set(
        `shared:${bias}`,
        drawTile(
          pen,
          bias,
          { x: right - 13, y, width: 13, height },
          grid(bias),
          scales.weights,
          frameLook,
        ),
      );
  });
  pen.put("caption", "text", { class: "note", x: 4, y: top - 26 }, WORDS.stage.shared);
  pen.group("caption 2", "text", { class: "note", x: 4, y: top - 12 }, (text) => {
    text.put("words", "tspan", {}, `${WORDS.stage.sharedEvery} `);
    text.put("t", "tspan", { class: "math" }, "\u{1d461}");
  });
}

/**
 * @param {import("../cell/graph.js").Graph} graph
 * @param {string} parameter
 */
function biasBeside({ parameters, homes }, parameter) {
  const home = homes[parameter];
  const same = parameters.filter((name) => homes[name] === home);
  const matrices = same.filter((name) => name.startsWith("W_"));
  const biases = same.filter((name) => name.startsWith("b_"));
  return biases[matrices.indexOf(parameter)];
}
