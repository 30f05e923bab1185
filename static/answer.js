/**
 * The shape of what `POST api/v1/bptt` answers, as far as the page reads it. Arrays are time first
 * and index 0 is the first time-stamp.
 *
 * @typedef {{name: string, lag: number}} Input
 * @typedef {object} CellNode
 * @property {string} name
 * @property {number} size
 * @property {string | null} equation   null for x
 * @property {number} depth             0 for x
 * @property {Input[]} inputs
 * @property {boolean} [reaches_y]
 *
 * @typedef {object} Cell
 * @property {string} name
 * @property {string} equations
 * @property {string[]} states
 * @property {Record<string, number[]>} parameters  shapes
 * @property {CellNode[]} nodes
 *
 * @typedef {object} Message
 * @property {string} from
 * @property {string} to
 * @property {number} lag
 * @property {number[][]} values        (T, size of `to`)
 * @property {number[][] | null} cut
 *
 * @typedef {{relative_error: number | null, cosine: number | null, norm_ratio: number | null}} Cost
 * @typedef {Cost & {parameters: Record<string, Cost>}} Comparison
 * @typedef {{left: number[][], right: number[][] | null}} Factors
 *
 * @typedef {object} Answer
 * @property {{length: number, vocabulary: string[] | null, inputs: (number | number[])[],
 *   targets: (number | null)[]}} sequence
 * @property {Cell} cell
 * @property {Record<string, number[] | number[][]>} weights
 * @property {Record<string, number[]>} initial_state
 * @property {Record<string, number[][]>} values
 * @property {(number | null)[]} losses
 * @property {number} loss
 * @property {Record<string, number[][]>} deltas
 * @property {Record<string, number[]>} initial_deltas
 * @property {Message[]} messages
 * @property {Record<string, number[] | number[][]>} gradients
 * @property {Record<string, Factors[]>} copy_factors
 * @property {Record<string, number[]>} copy_norms
 * @property {Comparison | null} comparison
 */

export {};
