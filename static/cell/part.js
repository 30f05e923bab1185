/** @import {Answer, AnswerPart, Cell, CellNode} from "../answer.js" */
/** @import {Graph} from "./graph.js" */
import { graphOf } from "./graph.js";

/**
 * A part of a sequence, that has parameters of its own: a translation has an encoder and a decoder,
 * every other sequence is one part.
 *
 * @typedef {object} Part
 * @property {string} name                  "network", or "encoder" and "decoder"
 * @property {number} first                 how many time-stamps come before it: its own are
 *   first + 1 … first + length, counted from 1
 * @property {number} length                how many time-stamps it has
 * @property {string[] | null} vocabulary   of its inputs; null where they are vectors
 * @property {Graph} graph                  of its values alone: an encoder has no y. Its equations,
 *   arrows and homes have the full names of the parameters, W_xh_enc, and its values their own sizes
 * @property {boolean} isLast               whether it has outputs, losses and errors
 */

/**
 * @param {Answer} answer
 * @returns {Part[]}
 */
export function partsOf({ sequence, cell }) {
  return sequence.parts.map((part, i) => {
    const { name, first, length, vocabulary } = part;
    const isLast = i === sequence.parts.length - 1;
    return { name, first, length, vocabulary, graph: graphOf(cellOf(cell, part, isLast)), isLast };
  });
}

/**
 * @param {Part} part
 * @param {number} t
 */
export function has({ first, length }, t) {
  return t > first && t <= first + length;
}

/**
 * What a part has of the cell, under the names and in the sizes that it has there.
 *
 * @param {Cell} cell
 * @param {AnswerPart} part
 * @param {boolean} isLast
 * @returns {Cell}
 */
function cellOf(cell, { sizes, parameters }, isLast) {
  const own = new Set(Object.values(parameters));
  const nodes = cell.nodes.filter(({ name }) => name in sizes);
  const live = isLast ? null : handedOver(cell.nodes, nodes);
  return {
    ...cell,
    parameters: Object.fromEntries(
      Object.entries(cell.parameters).filter(([name]) => own.has(name)),
    ),
    nodes: nodes.map((node) => ({
      ...node,
      size: sizes[node.name] ?? node.size,
      equation: node.equation && renamed(node.equation, parameters),
      ...(live && { reaches_y: live.has(node.name) }),
    })),
  };
}

/**
 * The values of an encoder that lead to an output of the decoder: those that are handed over to a
 * value that does, and what these follow from.
 *
 * @param {CellNode[]} all  of the cell
 * @param {CellNode[]} own  of the encoder
 */
function handedOver(all, own) {
  const live = new Set(
    all
      .filter(({ reaches_y = true }) => reaches_y)
      .flatMap(({ inputs }) => inputs.filter(({ lag }) => lag > 0).map(({ name }) => name)),
  );
  for (const reached of live)
    for (const { name, lag } of own.find((node) => node.name === reached)?.inputs ?? [])
      if (lag === 0) live.add(name);
  return live;
}

/**
 * @param {string} equation
 * @param {Record<string, string>} names
 */
function renamed(equation, names) {
  return equation.replace(
    /[A-Za-z_]\w*/g,
    (name) => (Object.hasOwn(names, name) && names[name]) || name,
  );
}
