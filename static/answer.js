/**
 * The shape of what `POST api/v1/bptt` answers, as far as the page reads it. Arrays are time first
 * and index 0 is the first time-stamp.
 *
 * @typedef {{name: string, lag: number}} Input
 * @typedef {object} CellNode
 * @property {string} name
 * @property {number} size
 * @property {string | null} equation   null for x; with the parameters' names in the equations
 * @property {number} depth             0 for x
 * @property {Input[]} inputs
 * @property {boolean} [reaches_y]
 *
 * @typedef {object} Cell
 * @property {string} name
 * @property {string} equations
 * @property {string[]} states
 * @property {Record<string, number[]>} parameters  shapes, by full name
 * @property {CellNode[]} nodes
 *
 * @typedef {object} AnswerPart
 * @property {string} name
 * @property {number} first                       its first time-stamp
 * @property {number} length
 * @property {string[] | null} vocabulary         of its inputs
 * @property {Record<string, number>} sizes       of the values that it has
 * @property {Record<string, string>} parameters  name in the equations → full name
 *
 * @typedef {(number[] | null)[]} Rows  a row a time-stamp, null in a part that has no such value
 *
 * @typedef {object} Message
 * @property {string} from
 * @property {string} to
 * @property {number} lag
 * @property {Rows} values        (T, size of `to`), null where there is no such arrow
 * @property {Rows | null} cut
 *
 * @typedef {{relative_error: number | null, cosine: number | null, norm_ratio: number | null}} Cost
 * @typedef {Cost & {parameters: Record<string, Cost>}} Comparison
 * @typedef {{left: number[][], right: number[][] | null}} Factors
 *
 * @typedef {object} Answer
 * @property {{length: number, vocabulary: string[] | null, inputs: (number | number[])[],
 *   targets: (number | null)[], masked: (number | null)[], parts: AnswerPart[]}} sequence
 * @property {Cell} cell
 * @property {Record<string, number[] | number[][]>} weights
 * @property {Record<string, number[]>} initial_state
 * @property {Record<string, Rows>} values
 * @property {(number | null)[]} losses
 * @property {number} loss
 * @property {Record<string, Rows>} deltas
 * @property {Record<string, number[]>} initial_deltas
 * @property {Message[]} messages
 * @property {Record<string, number[] | number[][]>} gradients
 * @property {Record<string, Factors[]>} copy_factors  over the time-stamps of the parameter's part
 * @property {Record<string, number[]>} copy_norms      the same; both are read by the trace alone
 * @property {Comparison | null} comparison
 * @property {import("./tables.js").Decomposition | null} [decomposition]  where it was asked for
 *
 * What `POST api/v1/check` answers; null where nothing was compared.
 *
 * @typedef {{row: number, column: number | null, copy: number | null}} CheckedPlace
 *   copy: from 0 in the whole time; null for the shared parameter
 * @typedef {object} Checked
 * @property {number} entries
 * @property {number} skipped              for their interval crosses a kink of relu
 * @property {number | null} worst_error   over the largest entry of the parameter
 * @property {CheckedPlace | null} worst
 * @property {number | null} resolution    what rounding alone can make of it
 * @property {boolean | null} agrees       null where differences are too coarse to tell
 *
 * @typedef {{parameters: Record<string, Checked>}} CheckAnswer
 *
 * What `POST api/v1/nudge` answers: changes of L.
 *
 * @typedef {{predicted: number, actual: number}} NudgedLoss
 * @typedef {NudgedLoss & {loss_before: number, loss_after: number, losses: (number | null)[],
 *   shared: NudgedLoss, copies: {first: number, predicted: number[], actual: number[]}}} NudgeAnswer
 */

export {};
