/** @import {Mistake} from "./state.js" */
import { WORDS } from "./words.js";

/**
 * Vectors as a pasted table: a line is a time-stamp, a cell a number, and one column has the class.
 *
 * A line sep=; before it all names the separator. A first line without any number, or that names a
 * class column, is the header. The class column is the one that the header calls so, without a header
 * the last. Classes that are whole numbers from 0 on are meant as such; else each is a word, and they
 * count in order of first appearance.
 *
 * @typedef {{line: number, cells: string[]}} Row  `line`: where in the text it begins, from 1
 * @typedef {{input: number[], target: number | null}} Step
 *
 * @typedef {object} Table
 * @property {Step[]} steps
 * @property {number} classes
 * @property {string[] | null} names  of the classes; null where they are numbers
 * @property {Omit<Mistake, "field">[]} mistakes
 */

/** The first line of a table of Excel's may only name the separator. */
const SEPARATOR_LINE = /^\s*"?sep=([^\w"\n])"?[ \t]*(?=\n|$)/i;
const SEPARATORS = ["\t", ";"];
const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;
/** As many as the server takes unless it is told otherwise. */
const MOST_CLASSES = 256;
const CLASS_COLUMNS = ["class", "label", "target", "y"];
/** A y may as well be a class. */
const TELLING = CLASS_COLUMNS.slice(0, 3);

/**
 * @param {string} text
 * @returns {Table}
 */
export function readCsv(text) {
  const separator = separatorOf(text);
  const rows = rowsOf(text, separator);
  const header = isHeader(rows[0], separator) ? rows.shift() : undefined;
  const column = header ? classColumn(header) : (rows[0]?.cells.length ?? 0) - 1;
  const width = (header ?? rows[0])?.cells.length ?? 0;
  const fault = faultOf(rows, column, width, header);
  if (fault) return { steps: [], classes: 0, names: null, mistakes: [{ message: fault }] };

  const labels = rows.map(({ cells }) => cells[column] ?? "");
  const { targets, ...classes } = classesOf(labels, separator);
  const most = classes.names ? Infinity : MOST_CLASSES - 1;
  const mistakes = rows.flatMap((row) =>
    mistakesIn(row, { width, column, separator, header, most }),
  );
  const steps = rows.map(({ cells }, i) => ({
    input: cells.filter((_, j) => j !== column).map((cell) => numberOf(cell, separator)),
    target: targets[i] ?? null,
  }));
  return { steps, ...classes, mistakes };
}

/**
 * The same as a text that reads as it.
 *
 * @param {Step[]} steps
 */
export function writeCsv(steps) {
  const names = (steps[0]?.input ?? []).map((_, i) => `x${i + 1}`);
  const lines = steps.map(({ input, target }) => [...input, target ?? ""]);
  return [[...names, "class"], ...lines].map((cells) => cells.join(",")).join("\n");
}

/**
 * The rows of RFC 4180 that have any text. A quote that does not close is text.
 *
 * @param {string} text
 * @param {string} separator
 */
function rowsOf(text, separator) {
  const sign = `\\${separator}`;
  const cell = new RegExp(`(?: *"((?:[^"]|"")*)" *|([^${sign}\n]*))(${sign}|\n|$)`, "y");
  const body = text.replace(SEPARATOR_LINE, (named) => named.replace(/[^\n]/g, ""));
  /** @type {Row[]} */
  const rows = [];
  let row = { line: 1, cells: /** @type {string[]} */ ([]) };
  let line = 1;
  for (let after = separator; after !== "";) {
    const [all = "", quoted, plain = "", end = ""] = cell.exec(body) ?? [];
    row.cells.push((quoted?.replaceAll('""', '"') ?? plain).trim());
    line += all.split("\n").length - 1;
    after = end;
    if (after === separator) continue;
    if (row.cells.some((each) => each !== "")) rows.push(row);
    row = { line, cells: [] };
  }
  return rows;
}

/** @param {string} text */
function separatorOf(text) {
  const named = SEPARATOR_LINE.exec(text)?.[1];
  if (named) return named;
  const [first = ""] = text.trimStart().split("\n");
  return SEPARATORS.find((separator) => first.includes(separator)) ?? ",";
}

/**
 * @param {Row | undefined} row
 * @param {string} separator
 */
function isHeader(row, separator) {
  const cells = row?.cells ?? [];
  const telling = cells.some((cell) => TELLING.includes(cell.toLowerCase()));
  return telling || cells.every((cell) => Number.isNaN(numberOf(cell, separator)));
}

/** @param {Row} header */
function classColumn(header) {
  const names = lowerCase(header);
  return names.indexOf(CLASS_COLUMNS.find((name) => names.includes(name)) ?? "no name");
}

/** @param {Row} row */
function lowerCase({ cells }) {
  return cells.map((cell) => cell.toLowerCase());
}

/**
 * What is wrong with the table as a whole.
 *
 * @param {Row[]} rows
 * @param {number} column  of the class
 * @param {number} width
 * @param {Row} [header]
 */
function faultOf(rows, column, width, header) {
  const words = WORDS.csv;
  if (width === 1) return words.noNumber;
  if (rows.length === 0) return words.noRow;
  if (column < 0) return words.noClass;
  const names = header ? lowerCase(header) : [];
  if (names.lastIndexOf(names[column] ?? "") > column) return words.twice(names[column] ?? "");
  return rows.every(({ cells }) => !cells[column]) ? words.noTarget : null;
}

/**
 * @param {string[]} labels  empty where there is no target
 * @param {string} separator
 */
function classesOf(labels, separator) {
  const given = labels.filter(Boolean);
  const numbers = given.map((label) => numberOf(label, separator));
  const counted = numbers.every((number) => Number.isInteger(number) && number >= 0);
  const names = counted ? null : [...new Set(given)];
  /** @param {string} label */
  const classOf = (label) => names?.indexOf(label) ?? numberOf(label, separator);
  return {
    classes: names?.length ?? Math.max(...numbers) + 1,
    names,
    targets: labels.map((label) => (label === "" ? null : classOf(label))),
  };
}

/**
 * @param {Row} row
 * @param {object} form
 * @param {number} form.width
 * @param {number} form.column     of the class
 * @param {string} form.separator
 * @param {Row | undefined} form.header
 * @param {number} form.most       the largest class that may be a number
 * @returns {Table["mistakes"]}
 */
function mistakesIn({ line, cells }, { width, column, separator, header, most }) {
  const words = WORDS.csv;
  if (cells.length !== width)
    return [{ line, message: words.ragged(cells.length, width, header !== undefined) }];
  return cells.flatMap((cell, i) => {
    const number = numberOf(cell, separator);
    const isWhole = Number.isInteger(number) && number <= most;
    const [fits, message] =
      i === column
        ? [Number.isNaN(number % 1) || isWhole, words.badClass(cell, MOST_CLASSES - 1)]
        : [Number.isFinite(number), words.badNumber(cell, header?.cells[i])];
    return fits ? [] : [{ line, column: i + 1, message }];
  });
}

/**
 * NaN when the cell is no number. Where no comma separates, one may stand before the decimals.
 *
 * @param {string} cell
 * @param {string} separator
 */
function numberOf(cell, separator) {
  const text = separator === "," ? cell : cell.replace(",", ".");
  return NUMBER.test(text) ? Number(text) : NaN;
}
