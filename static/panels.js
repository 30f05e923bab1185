/** @import {Action, State} from "./state.js" */
/** @import {Trace} from "./trace.js" */
/** @import {Frame} from "./frame.js" */
/** @import {Scales} from "./scales.js" */

/**
 * What a panel draws. `trace`, `frame` and `scales` are of the last good answer.
 *
 * @typedef {{state: State, trace: Trace, frame: Frame, scales: Scales}} Model
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
 * @property {(host: HTMLElement, context: Context) => (model: Model) => void} mount
 *   builds the panel once and gives back what draws it
 */

/**
 * Puts every view into its region, in the order of the registry, and gives back what draws all.
 *
 * @param {View[]} views
 * @param {Record<Region, HTMLElement>} regions
 * @param {Context} context
 * @returns {(model: Model) => void}
 */
export function mountPanels(views, regions, context) {
  const draws = views.map((view) => view.mount(panelFor(view, regions[view.region]), context));
  return (model) => {
    for (const draw of draws) draw(model);
  };
}

/**
 * @param {View} view
 * @param {HTMLElement} region
 */
function panelFor({ name, title }, region) {
  const document = region.ownerDocument;
  const panel = document.createElement(title === undefined ? "div" : "section");
  panel.className = title === undefined ? `bare ${name}` : `panel ${name}`;
  region.append(panel);
  if (title === undefined) return panel;
  const heading = document.createElement("h2");
  heading.id = `${name}-title`;
  heading.textContent = title;
  panel.setAttribute("aria-labelledby", heading.id);
  panel.append(heading);
  return panel;
}
