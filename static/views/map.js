/** @import {Model, View} from "../panels.js" */
/** @import {Chart} from "../drawing/mapchart.js" */
/** @import {Path} from "../tables.js" */
import { drawMap, drawMapEdges } from "../drawing/map.js";
import { chartMemory, numberOf, ofCell, textOf } from "../drawing/mapchart.js";
import { putControls, putEntry, putTitle } from "../drawing/mapcontrols.js";
import { drawDecades, drawLooks } from "../drawing/mapkey.js";
import { createMapScissors } from "../drawing/mapscissors.js";
import { drawSums } from "../drawing/mapsums.js";
import { putSaid } from "../drawing/name.js";
import { activeIn, stepped } from "../mapwalk.js";
import { read } from "../quantity.js";
import { Pen } from "../svg.js";
import { lacksTables } from "../tables.js";
import { cellSaid } from "../words/looking.js";
import { WORDS, mistakeText } from "../words.js";

/** What every loss taught the copy of every time-stamp. */
/** @type {View} */
export const map = {
  name: "map",
  region: "aside",
  title: WORDS.map.title,
  follows: ["path", "inspecting", "tables"],
  mount(host, { dispatch }) {
    const pen = new Pen(host);
    const charts = chartMemory();
    const scissors = createMapScissors(dispatch);
    /** Where the pointer or the arrow keys were last. @type {{tau: number, t: number} | null} */
    let here = null;
    /** @type {Chart | null} */
    let chart = null;

    /** @param {{tau: number, t: number} | null} to */
    function go(to) {
      if (to) here = to;
      const path = to && chart ? { tau: to.tau, t: to.t, subject: chart.table.subject } : null;
      dispatch({ type: "path", path });
    }

    /** @param {PointerEvent} event */
    function point({ type, buttons, clientX, clientY, currentTarget }) {
      // what is dragged over the map does not point
      if (!chart || (type === "pointermove" && buttons !== 0)) return;
      const grid = /** @type {Element} */ (currentTarget);
      const { x, y } = grid.getBoundingClientRect();
      const to = chart.grid.nearest(clientX - x, clientY - y);
      // before the next picture, for who asks what is here while this event goes on
      grid.setAttribute("data-of", ofCell(chart, to));
      go(to);
    }

    /** @param {KeyboardEvent} event */
    function walk(event) {
      if (!chart || event.ctrlKey || event.metaKey || event.altKey) return;
      const to = stepped(chart.table, activeIn(chart.table, here), event.key);
      if (!to) return;
      event.preventDefault();
      event.stopPropagation();
      go(to);
      const of = read(ofCell(chart, to));
      if (of) dispatch({ type: "point", of });
    }

    /** @param {Event} event */
    function leave({ currentTarget }) {
      const element = /** @type {Element} */ (currentTarget);
      if (!element.matches(":focus")) go(null);
    }

    const handlers = {
      pointermove: point,
      pointerdown: point,
      pointerleave: leave,
      keydown: walk,
      focus: () => chart && go(activeIn(chart.table, here)),
      blur: () => go(null),
    };

    return (model) => {
      const { state } = model;
      chart = charts(model);
      const isOld = lacksTables(state);
      const { path } = state;
      const at = path && chart && path.subject === chart.table.subject ? path : null;
      if (at) here = at;
      pen.draw(() => {
        putControls(pen, model, dispatch);
        if (!chart) {
          const [mistake] = state.tables?.mistakes ?? [];
          const word = mistake ? mistakeText(mistake) : WORDS.map.waits;
          pen.put("waits", "p", { class: "hint" }, word);
          return;
        }
        putTitle(pen, chart);
        if (chart.entry) putEntry(pen, model, dispatch);
        const { table, grid } = chart;
        const cell = at ?? activeIn(table, here);
        putGrid(pen, chart, cell, at !== null, isOld, handlers, (over) =>
          scissors.draw(over, table, grid, state.settings),
        );
        putReadout(pen, chart, at);
        pen.group("key", "div", { class: "key" }, (key) => putKey(key, chart, model));
      });
    };
  },
};

/**
 * One cell of the grid is there at a time, the one that is pointed at or that the arrow keys came to:
 * a long sequence has tens of thousands.
 *
 * @param {Pen} pen
 * @param {Chart} chart
 * @param {{tau: number, t: number}} at
 * @param {boolean} isShown
 * @param {boolean} isOld
 * @param {import("../svg.js").Handlers} handlers
 * @param {(pen: Pen) => void} over  what lies over the cells
 */
function putGrid(pen, chart, at, isShown, isOld, handlers, over) {
  const { table, grid, ink, entry, signs } = chart;
  const { taus, times, subject } = table;
  const { x, y } = grid.at(at.tau, at.t);
  const name = ofCell(chart, at);
  const look = {
    class: `map-grid${isOld ? " old" : ""}`,
    role: "grid",
    tabindex: 0,
    "aria-label": WORDS.map.grid(subject),
    "aria-rowcount": taus.length,
    "aria-colcount": times.length,
    "aria-activedescendant": "map-cell",
    "style:height": `${grid.height}px`,
    "data-subject": subject,
    "data-of": name,
  };
  pen.group(
    "grid",
    "div",
    look,
    (inner) => {
      const size = { width: grid.width, height: grid.height };
      inner.cached("svg", "svg", { ...size, "aria-hidden": "true" }, [chart], (svg) => {
        drawMap(svg, table, grid, ink);
        drawEdges(svg, chart);
        if (entry) drawSums(svg, table, grid, entry, { scale: signs, letters: ink.letters });
      });
      inner.group(
        "row",
        "div",
        { role: "row", "aria-rowindex": at.tau - (taus[0] ?? 1) + 1 },
        (line) =>
          line.put("cell", "div", {
            id: "map-cell",
            class: isShown ? "map-cell shown" : "map-cell",
            role: "gridcell",
            "aria-label": textOf(chart, table.cell(at.tau, at.t)),
            "aria-colindex": at.t - (times[0] ?? 1) + 1,
            "style:left": `${x}px`,
            "style:top": `${y}px`,
            "style:width": `${grid.size}px`,
            "style:height": `${grid.size}px`,
            "data-of": name,
            "data-tau": at.tau,
            "data-t": at.t,
          }),
      );
      over(inner);
    },
    handlers,
  );
}

/**
 * Below a signed table stand its sums, and below these the time-stamps of their copies.
 *
 * @param {Pen} svg
 * @param {Chart} chart
 */
function drawEdges(svg, { table, grid, entry }) {
  drawMapEdges(svg, table, entry ? { ...grid, bottom: grid.bottom + 24 } : grid);
}

/**
 * @param {Pen} pen
 * @param {Chart} chart
 * @param {Path | null} at
 */
function putReadout(pen, chart, at) {
  const { table } = chart;
  pen.group("readout", "p", { class: "readout" }, (line) => {
    if (!at) {
      line.put("keys", "span", { class: "hint" }, WORDS.map.keys);
      return;
    }
    const cell = table.cell(at.tau, at.t);
    const isState = !table.trace.parameters.includes(table.subject);
    putSaid(line, cellSaid(cell, table.subject, isState, numberOf(chart, cell)));
  });
}

/**
 * @param {Pen} pen
 * @param {Chart | null} chart
 * @param {Model} model
 */
function putKey(pen, chart, { scales }) {
  if (!chart) return;
  if (chart.decades) drawDecades(pen, chart.decades, scales.sizes);
  const { cells, taus, trace } = chart.table;
  drawLooks(pen, {
    isCut: cells.some(({ look }) => look === "cut"),
    isSilent: taus.some((tau) => trace.answer.losses[tau - 1] === null),
  });
}
