/** @import {Dict} from "./tensors.js" */
/** @import {Values, Weights} from "./weights.js" */
import { breakOf } from "./json.js";
import { Unusable, by, matrixAt, shapeAt, vectorAt } from "./tensors.js";
import { WORDS } from "./words.js";

/**
 * Weights out of the state dict of a PyTorch module: a recurrent one and a linear read-out.
 *
 * @typedef {[x: string, h: string, bias: string, hiddenBias?: string]} Block  the parameters in the
 *   rows of one gate: of weight_ih, weight_hh and both biases, which are one here but in one place
 *
 * @typedef {object} Module
 * @property {string} source
 * @property {string} cell
 * @property {Block[][]} layers  from the first; the blocks of each from the top
 */

/** @type {Module[]} */
export const MODULES = [
  { source: "nn.RNN", cell: "elman", layers: [[["W_xh", "W_hh", "b_h"]]] },
  {
    source: "nn.LSTM",
    cell: "lstm",
    layers: [
      [
        ["W_xi", "W_hi", "b_i"],
        ["W_xf", "W_hf", "b_f"],
        ["W_xg", "W_hg", "b_g"],
        ["W_xo", "W_ho", "b_o"],
      ],
    ],
  },
  {
    source: "nn.GRU",
    cell: "gru",
    layers: [
      [
        ["W_xr", "W_hr", "b_r"],
        ["W_xz", "W_hz", "b_z"],
        ["W_xn", "W_hn", "b_n", "b_hn"],
      ],
    ],
  },
  {
    source: "nn.RNN",
    cell: "stacked",
    layers: [[["W_xa", "W_aa", "b_a"]], [["W_ah", "W_hh", "b_h"]]],
  },
];

const KEY = /^(.*?)(weight|bias)_(ih|hh|hr)_l(\d+)(_reverse)?$/;

const words = WORDS.compare;

/**
 * @param {string} text
 * @param {string} chosen  the cell set; whether nn.RNN has tanh or relu is in no state dict
 * @returns {{weights: Weights} | {mistake: string}}
 */
export function readStateDict(text, chosen) {
  try {
    return { weights: weightsIn(parsed(text), chosen) };
  } catch (error) {
    if (error instanceof Unusable) return { mistake: error.message };
    throw error;
  }
}

/**
 * @param {Dict} dict
 * @param {string} chosen
 * @returns {Weights}
 */
function weightsIn(dict, chosen) {
  const { prefix, layers, keys } = recurrentIn(dict);
  const hidden = hiddenIn(dict, prefix);
  const module = moduleOf(dict, prefix, layers, hidden);
  /** @type {Values} */
  const values = {};
  module.layers.forEach((blocks, l) => {
    const columns = l === 0 ? shapeAt(dict, `${prefix}weight_ih_l0`)[1] : hidden;
    Object.assign(values, layerIn(dict, prefix, l, blocks, hidden, columns ?? 0));
  });
  Object.assign(values, readOutIn(dict, keys, hidden));
  const cell = module.cell === "elman" && chosen === "elman-relu" ? chosen : module.cell;
  return {
    values,
    network: { cell, equations: "", sizes: "", hidden },
    source: layers > 1 ? words.layered(module.source, layers) : module.source,
  };
}

/**
 * How large the inputs of a network with one read-out are, and how many classes it has.
 *
 * @param {Values} values
 */
export function sizesIn(values) {
  const read = Object.keys(values).find((name) => name.startsWith("W_x")) ?? "";
  const [row] = values[read] ?? [];
  return {
    inputs: Array.isArray(row) ? row.length : 0,
    classes: values["W_hy"]?.length ?? 0,
  };
}

/**
 * Python writes what is no finite number in a way that is no JSON; it counts as a number that is none.
 *
 * @param {string} text
 * @returns {Dict}
 */
function parsed(text) {
  const plain = text.replace(/"(?:[^"\\]|\\.)*"|-?\b(?:NaN|Infinity)\b/g, (found) =>
    found.startsWith('"') ? found : "null",
  );
  /** @type {unknown} */
  let dict;
  try {
    dict = JSON.parse(plain);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    const { line, column } = breakOf(text);
    throw new Unusable(text.trim() === "" ? words.empty : words.noJson(line, column));
  }
  if (typeof dict !== "object" || dict === null || Array.isArray(dict))
    throw new Unusable(words.noObject);
  return /** @type {Dict} */ (dict);
}

/**
 * The one recurrent module: what its keys begin with, how many layers it has, which keys are its own.
 *
 * @param {Dict} dict
 */
function recurrentIn(dict) {
  const found = Object.keys(dict).flatMap((key) => {
    const [, prefix = "", , , layer, reverse] = KEY.exec(key) ?? [];
    return layer === undefined ? [] : [{ key, prefix, layer: Number(layer), reverse }];
  });
  const [first] = found;
  if (!first) throw new Unusable(words.noModule);
  const other = found.find(({ prefix }) => prefix !== first.prefix);
  if (other) throw new Unusable(words.modules(first.key, other.key));
  const back = found.find(({ reverse }) => reverse);
  if (back) throw new Unusable(words.bidirectional(back.key));
  const projection = found.find(({ key }) => key.includes("weight_hr_l"));
  if (projection) throw new Unusable(words.projection(projection.key));
  return {
    prefix: first.prefix,
    layers: Math.max(...found.map(({ layer }) => layer)) + 1,
    keys: found.map(({ key }) => key),
  };
}

/**
 * @param {Dict} dict
 * @param {string} prefix
 */
function hiddenIn(dict, prefix) {
  const key = `${prefix}weight_hh_l0`;
  const [rows = 0, columns = 0] = shapeAt(dict, key);
  if (columns === 0 || ![1, 3, 4].includes(rows / columns))
    throw new Unusable(words.gates(key, by(shapeAt(dict, key))));
  return columns;
}

/**
 * @param {Dict} dict
 * @param {string} prefix
 * @param {number} layers
 * @param {number} hidden
 */
function moduleOf(dict, prefix, layers, hidden) {
  const [rows = 0] = shapeAt(dict, `${prefix}weight_hh_l0`);
  const alike = MODULES.filter((each) => each.layers[0]?.length === rows / hidden);
  const module = alike.find((each) => each.layers.length === layers);
  if (!module) throw new Unusable(words.layers(alike[0]?.source ?? "", layers));
  return module;
}

/**
 * @param {Dict} dict
 * @param {string} prefix
 * @param {number} l
 * @param {Block[]} blocks
 * @param {number} hidden
 * @param {number} columns  of what the layer reads
 * @returns {Values}
 */
function layerIn(dict, prefix, l, blocks, hidden, columns) {
  const rows = blocks.length * hidden;
  /** @param {string} name */
  const bias = (name) =>
    `${prefix}${name}` in dict ? vectorAt(dict, `${prefix}${name}`, rows) : Array(rows).fill(0);
  const ih = matrixAt(dict, `${prefix}weight_ih_l${l}`, [rows, columns]);
  const hh = matrixAt(dict, `${prefix}weight_hh_l${l}`, [rows, hidden]);
  const first = bias(`bias_ih_l${l}`);
  const second = bias(`bias_hh_l${l}`);
  const named = blocks.flatMap(([x, h, b, apart], i) => {
    /** @template V @param {V[]} all */
    const gate = (all) => all.slice(i * hidden, (i + 1) * hidden);
    const [own, other] = [gate(first), gate(second)];
    const biases = apart
      ? [
          [b, own],
          [apart, other],
        ]
      : [[b, own.map((value, k) => value + (other[k] ?? 0))]];
    return [[x, gate(ih)], [h, gate(hh)], ...biases];
  });
  return Object.fromEntries(named);
}

/**
 * The one linear layer besides, and nothing else.
 *
 * @param {Dict} dict
 * @param {string[]} taken
 * @param {number} hidden
 * @returns {Values}
 */
function readOutIn(dict, taken, hidden) {
  const rest = Object.keys(dict).filter((key) => !taken.includes(key));
  const matrices = rest.filter(
    (key) =>
      /(^|\.)weight$/.test(key) && Array.isArray(dict[key]) && shapeAt(dict, key).length === 2,
  );
  const [key, second] = matrices;
  if (key === undefined) throw new Unusable(words.noReadOut(hidden));
  if (second !== undefined) throw new Unusable(words.readOuts(matrices));
  const [classes = 0] = shapeAt(dict, key);
  const biasKey = key.replace(/weight$/, "bias");
  const unknown = rest.find((each) => each !== key && each !== biasKey);
  if (unknown !== undefined) throw new Unusable(words.unknown(unknown));
  return {
    W_hy: matrixAt(dict, key, [classes, hidden]),
    b_y: biasKey in dict ? vectorAt(dict, biasKey, classes) : Array(classes).fill(0),
  };
}
