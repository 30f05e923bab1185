/** @import {Tree} from "./equation.js" */

/**
 * How a gradient at the whole of a right side goes down to a part of it: what it is multiplied by,
 * from the outside in. `whole` is the slope of a function that is the whole right side.
 *
 * @typedef {{kind: "minus"} | {kind: "times", by: Tree} | {kind: "matrix", parameter: string}
 *   | {kind: "slope", word: string, of: Tree, whole: boolean}} Step
 */

/**
 * The ways to every part that is looked for; a part that stands twice has two.
 *
 * @param {Tree} tree
 * @param {(part: Tree) => boolean} isGoal
 * @returns {{steps: Step[], part: Tree}[]}
 */
export function waysTo(tree, isGoal) {
  return waysFrom(tree, isGoal, [], true);
}

/**
 * @param {Tree} tree
 * @param {(part: Tree) => boolean} isGoal
 * @param {Step[]} before
 * @param {boolean} whole  whether `tree` is the whole right side
 * @returns {{steps: Step[], part: Tree}[]}
 */
function waysFrom(tree, isGoal, before, whole) {
  const here = isGoal(tree) ? [{ steps: before, part: tree }] : [];
  /** @param {Tree} part @param {Step[]} steps */
  const into = (part, ...steps) => waysFrom(part, isGoal, [...before, ...steps], false);
  switch (tree.kind) {
    case "minus":
      return [...here, ...into(tree.of, { kind: "minus" })];
    case "call": {
      const { word, of } = tree;
      return [...here, ...into(of, { kind: "slope", word, of, whole })];
    }
    case "product":
      return [...here, ...into(tree.of, { kind: "matrix", parameter: tree.parameter })];
    case "both": {
      const { sign, left, right } = tree;
      if (sign === "*")
        return [
          ...here,
          ...into(left, { kind: "times", by: right }),
          ...into(right, { kind: "times", by: left }),
        ];
      const second = sign === "-" ? into(right, { kind: "minus" }) : into(right);
      return [...here, ...into(left), ...second];
    }
    default:
      return here;
  }
}
