/** @import {Action, State} from "./state.js" */
/** @import {Trace} from "./trace.js" */
/** @import {Frame} from "./frame.js" */
/** @import {Scales} from "./scales.js" */
import { putHeading } from "./drawing/heading.js";

/**
 * What a panel draws. `trace`, `frame` and `scales` are of the last good answer; while a pointer is
 * held down on the page, `isHeld`, no scale shrinks.
 *
 * @typedef {{state: State, trace: Trace, frame: Frame, scales: Scales, isHeld: boolean}} Model
 *
 * @typedef {object} Context
 * @property {(action: Action) => void} dispatch
 * @property {Map<string, Element>} anchors  where a thing is that another panel lets fly:
 *   copy:W_hh:3 on its arrow, slot:W_hh:3 and total:W_hh in the ledger, shared:W_hh on the stage
 * @property {() => void} copyLink
 * @property {ReturnType<typeof import("./carrier.js").createCarrier>} carry  takes texts out of the page
 * @property {() => void} redraw            asks for the same picture again, at another size or place
 *
 * @typedef {"header" | "side" | "main" | "aside" | "foot" | "over"} Region
 *
 * @typedef {object} View  one panel
 * @property {string} name
 * @property {Region} region
 * @property {string} [title]     of its heading; without, it has none and no frame
 * @property {boolean} [isFixed]  that its heading does not fold it
 * @property {readonly Often[]} [follows]  which it shows of what changes most often; it stays as it
 *   is while nothing but the others of these changes
 * @property {(model: Model) => boolean} [isThere]  whether there is anything to show; without, always
 * @property {(host: HTMLElement, context: Context) => (model: Model, isMoved?: boolean) => void} mount
 *   builds the panel once and gives back what draws it; it is not asked to while nobody could see it.
 *   `isMoved`: only what it follows has changed
 *
 * @typedef {"path" | "inspecting" | "tables" | "edits" | "undoing"} Often  `edits`: of the settings
 */

/**
 * What changes as the pointer moves over the page or drags a weight, or comes after each run.
 *
 * @type {readonly Often[]}
 */
const OFTEN = ["path", "inspecting", "tables", "edits", "undoing"];

/**
 * Puts every view into its region, in the order of the registry, and gives back what draws all: or
 * only those that follow what has changed, where that is nothing but what changes often.
 *
 * @param {View[]} views
 * @param {Record<Region, HTMLElement>} regions
 * @param {Context} context
 * @returns {(model: Model, isAnew?: boolean) => void}  `isAnew`: all of them in any case
 */
export function mountPanels(views, regions, context) {
  const draws = views.map((view) => mountPanel(view, regions[view.region], context));
  /** @type {Model | null} */
  let before = null;
  return (model, isAnew = true) => {
    const moved = isAnew || !before ? null : movedSince(before, model);
    before = model;
    draws.forEach((draw, i) => {
      if (!moved || views[i]?.follows?.some((field) => moved.includes(field)))
        draw(model, moved !== null);
    });
  };
}

/**
 * What differs of that which changes often; null where anything else does.
 *
 * @param {Model} before
 * @param {Model} after
 * @returns {Often[] | null}
 */
function movedSince(before, after) {
  const changed = otherIn(before.state, after.state).flatMap((field) =>
    field === "settings" ? otherIn(before.state.settings, after.state.settings) : [field],
  );
  const moved = OFTEN.filter((field) => changed.includes(field));
  return before.scales === after.scales && moved.length === changed.length ? moved : null;
}

/**
 * @template {object} T
 * @param {T} before
 * @param {T} after
 * @returns {string[]}
 */
function otherIn(before, after) {
  const fields = /** @type {(keyof T & string)[]} */ (Object.keys(after));
  return fields.filter((field) => before[field] !== after[field]);
}

/**
 * @param {View} view
 * @param {HTMLElement} region
 * @param {Context} context
 * @returns {(model: Model, isMoved: boolean) => void}
 */
function mountPanel(view, region, context) {
  const { name, title, isThere } = view;
  const panel = region.ownerDocument.createElement(title === undefined ? "div" : "section");
  const look = title === undefined ? `bare ${name}` : `panel ${name}`;
  panel.className = look;
  region.append(panel);
  const heading = title === undefined ? null : putHeading(panel, view, title, context.dispatch);
  const draw = view.mount(panel, context);
  panel.id ||= `${name}-panel`;
  let isFolded = false;
  heading?.say(isFolded, panel.id);

  /** @param {boolean} folded */
  function fold(folded) {
    if (folded === isFolded) return;
    isFolded = folded;
    panel.className = folded ? `${look} folded` : look;
    heading?.say(folded, panel.id);
  }

  return (model, isMoved) => {
    if (isThere) panel.hidden = !isThere(model);
    if (isThere && panel.hidden) return;
    if (!view.isFixed) fold(heading !== null && model.state.folded.includes(name));
    if (!isFolded) draw(model, isMoved);
  };
}
