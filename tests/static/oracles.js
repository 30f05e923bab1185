/** @import {Answer, CellNode} from "../../static/answer.js" */
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
  return readdirSync(FOLDER)
    .filter((file) => file.endsWith(".json"))
    .flatMap((file) => JSON.parse(readFileSync(new URL(file, FOLDER), "utf-8")).cases)
    .filter(
      ({ targets, truncation, expected }) =>
        targets.length <= LONGEST &&
        truncation?.kind !== "window" &&
        expected.stamps.length === targets.length,
    )
    .map((run) => ({ name: run.case, trace: traceOf(run), copies: run.expected.copies }));
}

/** @param {any} run */
function traceOf({ equations, weights, initial_state, inputs, targets, truncation, expected }) {
  const nodes = nodesOf(equations, expected.values);
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
  const answer = /** @type {Answer} */ ({
    sequence: { length: targets.length, vocabulary: null, inputs, targets },
    cell: { name: "custom", equations, states: [...new Set(states)], parameters, nodes },
    weights,
    initial_state,
    values: expected.values,
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
 * @param {Record<string, number[][]>} values
 * @returns {CellNode[]}
 */
function nodesOf(equations, values) {
  const size = (/** @type {string} */ name) => values[name]?.[0]?.length ?? 0;
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
