/** @import {Answer, AnswerPart, CellNode, Rows} from "../../static/answer.js" */
/** @import {Tree} from "../../static/cell/equation.js" */
import { readFileSync, readdirSync } from "node:fs";
import { parse } from "../../static/cell/equation.js";
import { Trace } from "../../static/trace.js";

const FOLDER = new URL("../engine/oracles/answers/", import.meta.url);
const LONGEST = 7;

/**
 * The short runs of every text that PyTorch has worked out, see tests/engine/oracles; those of a
 * window are left out, since their formulas say that they are sums over kept losses.
 */
export function oracles() {
  return casesIn(FOLDER)
    .filter(({ targets, expected }) => expected.stamps.length === targets.length)
    .map((run) => {
      const { targets, weights, expected } = run;
      const sizes = sizesAt(expected.values, 0);
      const parameters = Object.fromEntries(Object.keys(weights).map((name) => [name, name]));
      const part = { name: "network", first: 0, length: targets.length, vocabulary: null };
      const trace = traceOf(run, run.inputs, expected.values, [{ ...part, sizes, parameters }]);
      return { name: run.case, trace, copies: expected.copies };
    });
}

/** Those of translations as well, with the same names. */
export function translations() {
  return casesIn(new URL("translation/", FOLDER)).map((run) => {
    const { source, source_classes: sources, inputs, targets, classes, weights, expected } = run;
    const x = [...oneHot(source, sources), ...oneHot(inputs, classes)];
    const values = { x, ...expected.values };
    const parts = [
      { name: "encoder", first: 0, length: source.length },
      { name: "decoder", first: source.length, length: targets.length },
    ].map((part) => {
      const suffix = `_${part.name.slice(0, 3)}`;
      const own = Object.keys(weights).filter((name) => name.endsWith(suffix));
      const parameters = Object.fromEntries(own.map((name) => [name.slice(0, -4), name]));
      return { ...part, vocabulary: null, sizes: sizesAt(values, part.first), parameters };
    });
    const all = [...source.map(() => null), ...targets];
    const trace = traceOf({ ...run, targets: all }, [...source, ...inputs], values, parts);
    return { name: run.case, trace, copies: expected.copies };
  });
}

/** @param {URL} folder @returns {any[]} */
function casesIn(folder) {
  return readdirSync(folder)
    .filter((file) => file.endsWith(".json"))
    .flatMap((file) => JSON.parse(readFileSync(new URL(file, folder), "utf-8")).cases)
    .filter(
      ({ source = [], targets, truncation }) =>
        source.length + targets.length <= LONGEST && truncation?.kind !== "window",
    );
}

/** @param {number[]} indices @param {number} classes */
function oneHot(indices, classes) {
  return indices.map((index) => Array.from({ length: classes }, (_, k) => Number(k === index)));
}

/**
 * The sizes of the values that a time-stamp has.
 *
 * @param {Record<string, Rows>} values
 * @param {number} t
 */
function sizesAt({ p: _, ...values }, t) {
  const found = Object.entries(values).flatMap(([name, rows]) => {
    const row = rows[t];
    return row ? [[name, row.length]] : [];
  });
  return Object.fromEntries(found);
}

/**
 * @param {any} run
 * @param {(number | number[])[]} inputs
 * @param {Record<string, Rows>} values
 * @param {AnswerPart[]} parts
 */
function traceOf({ expected, equations, weights, ...run }, inputs, values, parts) {
  const nodes = nodesOf(equations, values);
  const states = nodes.flatMap((node) =>
    node.inputs.filter(({ lag }) => lag > 0).map(({ name }) => name),
  );
  /** @param {number[] | number[][]} weight */
  const shape = (weight) => [
    weight.length,
    ...(Array.isArray(weight[0]) ? [weight[0].length] : []),
  ];
  const parameters = Object.fromEntries(
    Object.entries(weights).map(([name, weight]) => [name, shape(weight)]),
  );
  const { targets, initial_state, truncation } = run;
  const masked = inputs.map(() => null);
  const length = inputs.length;
  const answer = /** @type {Answer} */ ({
    sequence: { length, vocabulary: null, inputs, targets, masked, parts },
    cell: { name: "custom", equations, states: [...new Set(states)], parameters, nodes },
    weights,
    initial_state,
    values,
    losses: expected.losses,
    loss: expected.loss,
    deltas: expected.deltas,
    initial_deltas: expected.initial_deltas,
    messages: expected.messages,
    gradients: expected.gradients,
    copy_factors: {},
    copy_norms: expected.copy_norms,
    comparison: null,
  });
  return new Trace(answer, /** @type {any} */ ({ truncation }));
}

/**
 * @param {string} equations
 * @param {Record<string, Rows>} values
 * @returns {CellNode[]}
 */
function nodesOf(equations, values) {
  const size = (/** @type {string} */ name) => values[name]?.at(-1)?.length ?? 0;
  /** @type {CellNode[]} */
  const nodes = [{ name: "x", size: size("x"), equation: null, depth: 0, inputs: [] }];
  for (const equation of equations.split("\n").filter((line) => line.includes("="))) {
    const name = (equation.split("=")[0] ?? "").trim();
    const inputs = [...new Set(leaves(parse(equation)))].map((leaf) => {
      const [of = "", lag] = leaf.split("@");
      return { name: of, lag: Number(lag) };
    });
    const before = inputs.filter(({ lag }) => lag === 0);
    const depths = before.map(
      (input) => nodes.find((node) => node.name === input.name)?.depth ?? 0,
    );
    nodes.push({ name, size: size(name), equation, depth: 1 + Math.max(0, ...depths), inputs });
  }
  const live = new Set(["y"]);
  for (const reached of live)
    for (const { name } of nodes.find((node) => node.name === reached)?.inputs ?? [])
      live.add(name);
  return nodes.map((node) => ({ ...node, reaches_y: live.has(node.name) }));
}

/**
 * @param {Tree} tree
 * @returns {string[]}
 */
function leaves(tree) {
  if (tree.kind === "name") return tree.text.startsWith("b_") ? [] : [`${tree.text}@${tree.lag}`];
  if (tree.kind === "number") return [];
  return tree.kind === "both" ? [...leaves(tree.left), ...leaves(tree.right)] : leaves(tree.of);
}
