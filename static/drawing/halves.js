/** @import {Pen} from "../svg.js" */
/** @import {Scene} from "./column.js" */
/** @import {Window} from "./scene.js" */
import { WORDS } from "../words.js";

const RADIUS = 10;
/** The baseline of the titles. */
const TITLE = 17;
/** Before a title, and behind the word of the hand-over. */
const MARGIN = 10;
/** About how wide a title is, and what the half does. */
const NAME = 62;
const DOES = 100;
const PILL = { width: 68, height: 20, y: 3 };
/** Where a half without outputs says so. */
const SILENT = { y: 66, line: 16, width: 272 };

/**
 * The grounds of an encoder and a decoder in their tints.
 *
 * @param {Pen} pen
 * @param {Scene} scene
 * @param {Window} sight
 */
export function drawGrounds(pen, scene, sight) {
  halvesIn(scene, sight).forEach(({ part, from, to, isFirst, isLast }) => {
    // what is beyond the edge goes on under the pins
    const x = isFirst ? from - RADIUS : from;
    const width = Math.max(0, (isLast ? to + RADIUS : to) - x);
    const box = { x, y: 0, width, height: scene.layout.height, rx: RADIUS };
    pen.put(`ground ${part.name}`, "rect", { class: `half ${part.name}`, ...box });
  });
}

/**
 * Which half is which, where the one hands over to the other, and that the first has no loss.
 *
 * @param {Pen} pen
 * @param {Scene} scene
 * @param {Window} sight
 */
export function drawTitles(pen, scene, sight) {
  const halves = halvesIn(scene, sight);
  for (const { part, from, to, isFirst, isLast } of halves) {
    const [name, does] = [WORDS.parts[part.name], WORDS.stage.does[part.name]];
    const before = isFirst ? 0 : PILL.width / 2;
    const x = Math.max(from + before, sight.from) + MARGIN;
    const room = Math.min(isLast ? to : to - PILL.width / 2, sight.to) - x;
    if (!name || room < NAME) continue;
    pen.group(
      `title ${part.name}`,
      "text",
      { class: `half-name ${part.name}`, x, y: TITLE },
      (text) => {
        text.put("name", "tspan", {}, name);
        if (room > NAME + DOES) text.put("does", "tspan", { class: "does", dx: 8 }, does);
      },
    );
    if (!part.isLast) drawSilence(pen, Math.max(from, sight.from), Math.min(to, sight.to));
  }
  const [before, after] = halves;
  if (!before || !after) return;
  const middle = (before.to + after.from) / 2;
  pen.group(
    "hand-over",
    "g",
    { class: isPassed(scene) ? "hand-over now" : "hand-over" },
    (pill) => {
      const { width, height, y } = PILL;
      pill.put("pill", "rect", { x: middle - width / 2, y, width, height, rx: height / 2 });
      const look = { x: middle, y: y + 14, "text-anchor": "middle" };
      pill.put("word", "text", look, WORDS.stage.handOver);
    },
  );
}

/**
 * The halves with their edges on the stage; none of what is one.
 *
 * @param {Scene} scene
 * @param {Window} sight
 */
function halvesIn({ layout, trace }, { from, to, origin }) {
  const { halves } = layout;
  if (halves.length < 2) return [];
  return halves.map(({ first, left, right }, i) => {
    const [isFirst, isLast] = [i === 0, i === halves.length - 1];
    return {
      part: trace.partAt(first),
      isFirst,
      isLast,
      from: isFirst ? Math.min(from, origin + left) : origin + left,
      to: isLast ? Math.max(to, origin + right) : origin + right,
    };
  });
}

/**
 * Whether the state, or its gradient, is just handed over.
 *
 * @param {Scene} scene
 */
function isPassed({ frame, trace }) {
  const { kind, t } = frame.beat;
  return (
    (kind === "hidden" && trace.handsOver(t - 1)) || (kind === "receive" && trace.handsOver(t))
  );
}

/**
 * @param {Pen} pen
 * @param {number} from
 * @param {number} to
 */
function drawSilence(pen, from, to) {
  if (to - from < SILENT.width) return;
  const look = { class: "note", x: (from + to) / 2, "text-anchor": "middle" };
  WORDS.stage.silent.forEach((line, i) =>
    pen.put(`silent ${i}`, "text", { ...look, y: SILENT.y + i * SILENT.line }, line),
  );
}
