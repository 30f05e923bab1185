/** @import {Context, Model} from "../panels.js" */
/** @import {Nudge} from "../nudge.js" */
/** @import {Mistake} from "../state.js" */
/** @import {Pen} from "../svg.js" */
import { MOST, nearest, weightAt, writeNudge } from "../nudge.js";
import { short } from "../numbers.js";
import { WORDS } from "../words.js";
import { invalid, putMistakes } from "./field.js";
import { putName } from "./name.js";
import { numbersFrom, putSelect } from "./select.js";

const STEP = 0.01;

/**
 * The controls of a nudge: which weight, at which time-stamps, and by how much.
 *
 * @param {Pen} pen
 * @param {Model} model
 * @param {Nudge} nudge
 * @param {Context["dispatch"]} dispatch
 */
export function putNudge(pen, { state, trace }, nudge, dispatch) {
  const words = WORDS.nudge;
  const shape = trace.answer.cell.parameters[nudge.parameter] ?? [];
  const [rows = 1, columns = 1] = shape;
  const { first, length } = trace.partOf(nudge.parameter);
  /** @param {Partial<Nudge>} change */
  const set = (change) => {
    const to = nearest(trace, { ...nudge, ...change });
    dispatch({ type: "set", field: "nudge", text: writeNudge(to) });
  };
  pen.group("place", "div", { class: "place" }, (place) => {
    putSelect(place, words.parameter, trace.parameters, nudge.parameter, (parameter) =>
      set({ parameter }),
    );
    putSelect(place, words.row, numbersFrom(1, rows), `${nudge.row + 1}`, (row) =>
      set({ row: Number(row) - 1 }),
    );
    if (columns > 1)
      putSelect(place, words.column, numbersFrom(1, columns), `${nudge.column + 1}`, (column) =>
        set({ column: Number(column) - 1 }),
      );
    const times = [words.every, ...numbersFrom(first + 1, length).map(words.at)];
    const chosen = nudge.t === null ? words.every : words.at(`${nudge.t}`);
    putSelect(place, words.where, times, chosen, (text) => {
      const i = times.indexOf(text);
      set({ t: i === 0 ? null : first + i });
    });
  });
  putEpsilon(pen, nudge, mistakesOf(state), (epsilon) =>
    dispatch({ type: "set", field: "nudge", text: writeNudge({ ...nudge, epsilon }) }),
  );
  pen.group("weight", "p", { class: "weight" }, (line) => {
    const before = weightAt(trace, nudge);
    const entry = shape.length > 1 ? [nudge.row + 1, nudge.column + 1] : [nudge.row + 1];
    putName(line, "name", nudge.parameter);
    line.put("entry", "span", { class: "entry" }, `[${entry.join(", ")}] `);
    line.put("before", "span", { class: "number" }, short(before));
    line.put("arrow", "span", {}, " → ");
    line.put("after", "strong", { class: "number" }, short(before + nudge.epsilon));
  });
}

/**
 * What is wrong about epsilon: what the page finds, else what the server had against the last one.
 *
 * @param {Model["state"]} state
 * @returns {Mistake[]}
 */
function mistakesOf({ mistakes, nudged, trace }) {
  const own = mistakes.filter(({ field }) => field === "nudge");
  const refused = nudged?.trace === trace ? nudged.mistakes : [];
  return own.length > 0 ? own : refused.map((mistake) => ({ ...mistake, field: "nudge" }));
}

/**
 * @param {Pen} pen
 * @param {Nudge} nudge
 * @param {Mistake[]} mistakes
 * @param {(epsilon: any) => void} set  takes what is typed, too
 */
function putEpsilon(pen, { epsilon }, mistakes, set) {
  const input = (/** @type {any} */ event) => set(event.target.value);
  const value = String(epsilon);
  const isTyped = mistakes.some(({ own }) => own);
  pen.group("epsilon", "div", { class: "epsilon" }, (line) => {
    line.put("label", "label", { for: "nudge" }, WORDS.nudge.epsilon);
    const range = /** @type {HTMLInputElement} */ (
      line.put(
        "range",
        "input",
        {
          type: "range",
          min: -MOST,
          max: MOST,
          step: STEP,
          "aria-label": WORDS.nudge.slider,
          "style:--share": `${50 + 50 * Math.min(1, Math.max(-1, epsilon / MOST))}%`,
        },
        null,
        { input },
      )
    );
    if (Number(range.value) !== epsilon) range.value = value;
    const box = /** @type {HTMLInputElement} */ (
      line.put(
        "box",
        "input",
        {
          id: "nudge",
          type: "text",
          inputmode: "text",
          autocomplete: "off",
          class: "number",
          ...invalid(mistakes, "nudge"),
        },
        null,
        { input },
      )
    );
    const isSame = box.value.trim() !== "" && Number(box.value) === epsilon;
    if (!isTyped && !isSame) box.value = value;
  });
  putMistakes(pen, mistakes, "nudge");
}
