/** @import {Decades} from "../decades.js" */
/** @import {Pen} from "../svg.js" */
import { WORDS } from "../words.js";

const WIDTH = 250;
const HEIGHT = 9;
const LEFT = 21;
const SWATCH = 12;

/**
 * The colours of sizes over their decades.
 *
 * @param {Pen} pen
 * @param {Decades} decades
 * @param {{steps: number, colour: (step: number) => string}} colours
 */
export function drawDecades(pen, { low, high, ticks, share }, { steps, colour }) {
  const width = WIDTH - 2 * LEFT;
  const look = { class: "decades", width: WIDTH, height: HEIGHT + 17, "aria-hidden": "true" };
  pen.group("decades", "svg", look, (svg) => {
    for (let step = 0; step <= steps; step += 1)
      svg.put(`${step}`, "rect", {
        x: LEFT + (step * width) / (steps + 1),
        y: 0,
        width: width / (steps + 1) + 0.5,
        height: HEIGHT,
        fill: colour(step),
      });
    for (const tick of ticks)
      putPower(svg, tick, LEFT + share(tick) * width, HEIGHT + 13, "middle");
  });
  pen.put("range", "span", { class: "spoken" }, WORDS.map.range(low, high));
}

/**
 * A power of ten at a tick.
 *
 * @param {Pen} pen
 * @param {number} power
 * @param {number} x
 * @param {number} y
 * @param {"middle" | "end"} anchor
 */
export function putPower(pen, power, x, y, anchor) {
  pen.group(`power ${power}`, "text", { class: "power", x, y, "text-anchor": anchor }, (text) => {
    const isPlain = power >= 0 && power <= 2;
    text.put("ten", "tspan", {}, isPlain ? String(10 ** power) : "10");
    if (!isPlain)
      text.put("above", "tspan", { class: "script", dy: -4 }, String(power).replace("-", "−"));
  });
}

/**
 * The looks that are no colour.
 *
 * @param {Pen} pen
 * @param {{isCut: boolean, isSilent: boolean}} has  whether anything is cut off, or a loss is missing
 */
export function drawLooks(pen, { isCut, isSilent }) {
  const words = WORDS.map.legend;
  pen.group("looks", "ul", { class: "looks" }, (list) => {
    for (const look of /** @type {const} */ (["none", "zero", "cut"])) {
      if (look === "cut" && !isCut) continue;
      list.group(look, "li", {}, (line) => {
        const size = { width: SWATCH, height: SWATCH, "aria-hidden": "true" };
        line.group("swatch", "svg", size, (svg) => {
          const box = { x: 0.5, y: 0.5, width: SWATCH - 1, height: SWATCH - 1 };
          svg.put("box", "rect", { class: look === "cut" ? "map-swatch" : `map-${look}`, ...box });
          if (look === "cut")
            svg.put("strike", "path", {
              class: "map-strike",
              d: `M2 ${SWATCH - 2}L${SWATCH - 2} 2`,
            });
        });
        line.put("word", "span", {}, words[look]);
      });
    }
    if (isSilent)
      list.group("silent", "li", {}, (line) => {
        line.put("name", "i", { class: "silent", "aria-hidden": "true" }, "L");
        line.put("word", "span", {}, words.silent);
      });
  });
}
