/** @import {Context, Model, View} from "../panels.js" */
/** @import {NudgeAnswer} from "../answer.js" */
/** @import {Nudge} from "../nudge.js" */
import { drawAdditions } from "../drawing/additions.js";
import { putNudge } from "../drawing/nudgefields.js";
import { addedUp, firstNudge, isCurrent, nudgeIn, samePlace, writeNudge } from "../nudge.js";
import { short, signed } from "../numbers.js";
import { Pen } from "../svg.js";
import { WORDS } from "../words.js";

/** One weight changed, at one time-stamp or at all: what the gradient says of L, and what it does. */
/** @type {View} */
export const nudge = {
  name: "nudge",
  region: "aside",
  title: WORDS.nudge.title,
  mount(host, { dispatch, redraw }) {
    const pen = new Pen(host);
    /** What gets the focus with the next picture. @type {string | null} */
    let next = null;
    let isHeld = false;

    /** @param {Nudge | null} to */
    const set = (to) =>
      dispatch({ type: "set", field: "nudge", text: to === null ? "" : writeNudge(to) });
    const close = () => {
      next = ".try";
      set(null);
    };
    host.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !host.querySelector(".close")) return;
      event.preventDefault();
      close();
    });

    /** @param {boolean} on */
    const hold = (on) => () => {
      isHeld = on;
      redraw();
    };
    host.ownerDocument.addEventListener("pointerdown", hold(true));
    for (const end of ["pointerup", "pointercancel"])
      host.ownerDocument.addEventListener(end, hold(false));

    return (model) => {
      const shown = nudgeIn(model.state.settings, model.trace);
      pen.draw(() => {
        if (shown) drawOpen(pen, model, shown, { dispatch, close, isHeld });
        else
          drawHint(pen, () => {
            next = "input[type=range]";
            set(firstNudge(model.trace));
          });
      });
      if (next === null) return;
      /** @type {HTMLElement | null} */ (host.querySelector(next))?.focus();
      next = null;
    };
  },
};

/**
 * @param {Pen} pen
 * @param {() => void} start
 */
function drawHint(pen, start) {
  pen.put("try", "button", { type: "button", class: "edit try" }, WORDS.nudge.start, {
    click: start,
  });
  pen.put("hint", "p", { class: "hint" }, WORDS.nudge.hint);
}

/**
 * @param {Pen} pen
 * @param {Model} model
 * @param {Nudge} nudge
 * @param {{dispatch: Context["dispatch"], close: () => void, isHeld: boolean}} how  held by a pointer
 */
function drawOpen(pen, model, nudge, { dispatch, close, isHeld }) {
  const { state, trace, scales } = model;
  pen.put("close", "button", { type: "button", class: "edit close" }, WORDS.nudge.close, {
    click: close,
  });
  putNudge(pen, model, nudge, dispatch);
  const { answer, asked } = state.nudged ?? {};
  const isNew = isCurrent(state, nudge);
  // numbers of another place keep its name
  const about = asked && !samePlace(asked, nudge) ? asked : nudge;
  if (answer)
    pen.group("result", "div", { class: isNew ? "result" : "result old" }, (result) => {
      drawTable(result, about, answer);
      drawAdditions(result, { nudge: about, answer, time: scales.time }, dispatch);
    });
  const text = answer ? sentence(about, answer) : "";
  pen.put("said", "p", { class: isNew ? "said" : "said old", "aria-hidden": "true" }, text);
  // read out when the weight rests
  pen.put(
    "spoken",
    "p",
    { class: "spoken", "aria-live": "polite" },
    isNew && !isHeld ? text : null,
  );
  if (trace.truncation.kind !== "off") pen.put("full", "p", { class: "hint" }, WORDS.nudge.full);
}

/**
 * @param {Pen} pen
 * @param {Nudge} nudge
 * @param {NudgeAnswer} answer
 */
function drawTable(pen, { t }, answer) {
  const words = WORDS.nudge;
  const rows = [
    ...(t === null ? [] : [{ key: "copy", name: words.only(t), change: answer }]),
    { key: "sum", name: words.added, change: addedUp(answer.copies) },
    { key: "shared", name: words.shared, change: answer.shared },
  ];
  const chosen = t === null ? "shared" : "copy";
  const most = Math.max(
    ...rows.flatMap(({ change }) => [Math.abs(change.predicted), Math.abs(change.actual)]),
  );
  pen.group("table", "table", {}, (table) => {
    table.group("head", "thead", {}, (head) =>
      head.group("row", "tr", {}, (line) => {
        line.put("change", "th", { scope: "col" }, words.change);
        for (const key of /** @type {const} */ (["predicted", "actual"]))
          line.group(key, "th", { scope: "col" }, (cell) => {
            cell.put("name", "span", { class: "head" }, words[key]);
            cell.put("how", "span", { class: "how" }, words.how[key]);
          });
      }),
    );
    table.group("body", "tbody", {}, (body) => {
      for (const { key, name, change } of rows)
        body.group(key, "tr", { class: key === chosen ? "chosen" : null }, (line) => {
          line.put("name", "th", { scope: "row" }, name);
          drawChange(line, "predicted", change.predicted, most);
          drawChange(line, "actual", change.actual, most);
        });
    });
  });
}

/**
 * A number with its bar, to the left of the middle where it is negative.
 *
 * @param {Pen} line
 * @param {"predicted" | "actual"} key
 * @param {number} change
 * @param {number} most
 */
function drawChange(line, key, change, most) {
  const share = most > 0 ? (50 * Math.abs(change)) / most : 0;
  line.group(key, "td", { "data-value": String(change) }, (cell) => {
    cell.put("number", "span", { class: "number" }, signed(change));
    cell.group("scale", "span", { class: "scale", "aria-hidden": "true" }, (scale) =>
      scale.put("bar", "span", {
        class: `bar ${key}`,
        "style:inline-size": `${share.toFixed(1)}%`,
        "style:margin-inline-start": `${(change < 0 ? 50 - share : 50).toFixed(1)}%`,
      }),
    );
  });
}

/**
 * @param {Nudge} nudge
 * @param {NudgeAnswer} answer
 */
function sentence({ t, epsilon }, answer) {
  const words = WORDS.nudge;
  const { predicted, actual, copies, shared } = answer;
  const one = addedUp(copies).actual;
  const count = copies.actual.length;
  const isIdle = epsilon !== 0 && predicted === 0 && actual === 0;
  // what adding up in another order can make
  const least = 1e-10 * Math.max(1, answer.loss_before);
  const isFar = Math.abs(actual - predicted) > Math.max(least, Math.abs(predicted) / 2);
  const far = isFar ? [words.far] : [];
  if (count === 1) return [words.single, ...(isIdle ? [words.idle] : far)].join(" ");
  const alone = isIdle ? words.saidNothing : words.saidOnly;
  const who = t === null ? words.saidShared(count) : alone(t);
  if (epsilon === 0) return who;
  const apart = Math.abs(shared.actual - one);
  const sum =
    apart > least
      ? words.apart(signed(one), signed(shared.actual), short(apart))
      : words.exact(signed(one));
  return [who, sum, ...far].join(" ");
}
