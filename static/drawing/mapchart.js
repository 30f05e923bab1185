/** @import {Model} from "../panels.js" */
/** @import {Cell, Table} from "../itemised.js" */
/** @import {SignScale} from "../scales.js" */
/** @import {Entry} from "../state.js" */
/** @import {Looking, Tables} from "../tables.js" */
/** @import {Decades} from "../decades.js" */
/** @import {MapInk} from "./map.js" */
/** @import {MapGrid} from "./mapgrid.js" */
import { decadesOf } from "../decades.js";
import { heldMemory, limitOf } from "../held.js";
import { entryTable, normTable, sumsOf } from "../itemised.js";
import { shortOfLog, signed } from "../numbers.js";
import { write } from "../quantity.js";
import { STEPS, signScale } from "../scales.js";
import { subjectOf } from "../tables.js";
import { cellSaid } from "../words/looking.js";
import { entryText, lettersIn, sizeText } from "./map.js";
import { mapGrid } from "./mapgrid.js";

/** How long a number is; of a signed one, which is to be added, where its cell has room. */
const SHORT = 5;
const LONG = 6;

/**
 * What is drawn of the tables.
 *
 * @typedef {object} Chart
 * @property {Table} table
 * @property {MapGrid} grid
 * @property {MapInk} ink
 * @property {Entry | null} entry     of a signed table
 * @property {Decades | null} decades  of norms
 * @property {SignScale} signs  of the signed table
 */

/** Remembers the chart of the last tables. */
export function chartMemory() {
  const memory = heldMemory(
    (
      /** @type {Chart | null} */ before,
      /** @type {Tables | null} */ tables,
      /** @type {Looking} */ looking,
      /** @type {Model["scales"]} */ scales,
    ) => tables && chartOf(tables, looking, scales, before),
  );
  return (/** @type {Model} */ { state, scales, isHeld }) =>
    memory(isHeld, state.tables, state.looking, scales);
}

/**
 * @param {Tables} tables
 * @param {Looking} looking
 * @param {Model["scales"]} scales
 * @param {Chart | null} before  whose scales are held
 * @returns {Chart | null}
 */
function chartOf(tables, looking, scales, before) {
  const subject = subjectOf(looking, tables.trace);
  const isEntry = looking.mode === "entry" && tables.entry?.parameter === subject;
  const entry = isEntry ? tables.entry : null;
  const table = entry ? entryTable(tables) : normTable(tables, subject);
  if (!table) return null;
  const values = table.cells.filter(({ look }) => look !== "zero").map(({ value }) => value);
  const grid = mapGrid(table, entry !== null);
  const { gradients, sizes } = scales;
  const sums = entry ? sumsOf(table).rows : [];
  const isSame = before?.table.subject === subject && (before.entry !== null) === isEntry;
  const held = isSame ? before : null;
  const most = [...values, ...sums].reduce(
    (so, value) => Math.max(so, Math.abs(value)),
    gradients.limit,
  );
  const signs = signScale(limitOf(most, held?.signs.limit), gradients.bend, (share) =>
    gradients.colour(Math.round(share * 2 * STEPS) - STEPS),
  );
  if (entry) {
    const letters = lettersIn(grid) >= LONG ? LONG : SHORT;
    const text = (/** @type {number} */ value) => entryText(value, letters);
    return {
      ...{ table, grid, entry, signs, decades: null },
      ink: { step: signs.step, colour: signs.colour, text, letters },
    };
  }
  const decades = decadesOf(values, held?.decades);
  return {
    ...{ table, grid, entry, signs, decades },
    ink: {
      step: (value) => sizes.step(decades.share(value)),
      colour: sizes.colour,
      text: sizeText,
      letters: SHORT,
    },
  };
}

/**
 * The name of the number in a cell, see quantity.js.
 *
 * @param {Chart} chart
 * @param {{tau: number, t: number}} at
 */
export function ofCell({ table: { subject }, entry }, { tau, t }) {
  return entry ? write({ kind: "itemised", tau, t, ...entry }) : `norm ${subject} ${tau} ${t}`;
}

/**
 * The number of a cell as the sentence about it has it.
 *
 * @param {Chart} chart
 * @param {Cell} cell
 */
export function numberOf({ entry }, { value }) {
  if (entry) return signed(value);
  return shortOfLog(value);
}

/**
 * The sentence about a cell.
 *
 * @param {Chart} chart
 * @param {Cell} cell
 */
export function textOf(chart, cell) {
  const { table } = chart;
  const isState = !table.trace.parameters.includes(table.subject);
  return cellSaid(cell, table.subject, isState, numberOf(chart, cell)).flat().join("");
}
