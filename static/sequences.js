/** @import {Example, Request} from "./request.js" */
/** @import {Settings} from "./settings.js" */
/** @import {Mistake, State} from "./state.js" */
import { readCsv, writeCsv } from "./csv.js";
import { readMask, writeMask } from "./masks.js";

/**
 * Between what is typed as a sequence and what the server is asked.
 *
 * @typedef {Record<string, any>} Sequence  the field `sequence` of a request
 */

const WORD = /^([\p{L}\p{N}]+|[!-/:-@[-`{-~])$/u;

/**
 * What is typed.
 *
 * @param {Settings} settings
 * @returns {Sequence}
 */
export function sequenceOf({ kind, text, by, source, target, translationBy, vectors, masked }) {
  const mask = maskOf(masked);
  if (kind === "translation") return { kind, source, target, by: translationBy, ...mask };
  if (kind === "text") return { kind, text, by, ...mask };
  const { steps, classes } = readCsv(vectors);
  return { kind, classes, steps, ...mask };
}

/**
 * What the settings ask for: what is typed, or the example's own.
 *
 * @param {Settings} settings
 * @param {Example[]} examples
 * @returns {Sequence}
 */
export function askedFor(settings, examples) {
  const example = examples.find(({ name }) => name === settings.example);
  return example ? withMask(example.request.sequence, settings) : sequenceOf(settings);
}

/**
 * Whether an answer is to the sequence that the settings ask for, whatever targets are left out.
 *
 * @param {{request: Request}} trace
 * @param {Settings} settings
 * @param {Example[]} examples
 */
export function isOf({ request }, settings, examples) {
  const [shown, asked] = [request.sequence, askedFor(settings, examples)].map((sequence) =>
    JSON.stringify({ ...sequence, masked: undefined }),
  );
  return shown === asked && mistakesIn(settings).length === 0;
}

/**
 * Whether the picture is of another sequence, for this one was refused.
 *
 * @param {State} state
 * @param {{request: Request}} trace
 */
export function isOld({ mistakes, settings, examples }, trace) {
  return mistakes.length > 0 && !isOf(trace, settings, examples);
}

/**
 * What of it the page finds to be no sequence, before anybody is asked.
 *
 * @param {Settings} settings
 * @returns {Mistake[]}
 */
export function mistakesIn({ kind, vectors, example }) {
  if (kind !== "vectors" || example !== "") return [];
  return readCsv(vectors).mistakes.map((mistake) => ({ ...mistake, field: "vectors" }));
}

/**
 * What the classes of typed vectors are called, where they have names. Nobody else knows.
 *
 * @param {Settings} settings
 */
export function classNames({ kind, vectors, example }) {
  return kind === "vectors" && example === "" ? readCsv(vectors).names : null;
}

/**
 * An example's own sequence with the targets left out that the settings name.
 *
 * @param {Sequence} sequence
 * @param {Settings} settings
 * @returns {Sequence}  the same object where nothing is changed
 */
export function withMask(sequence, { masked }) {
  if (maskIn(sequence) === masked) return sequence;
  const { masked: _, ...rest } = sequence;
  return { ...rest, ...maskOf(masked) };
}

/**
 * The settings that type a sequence; null for one that cannot be typed.
 *
 * @param {Sequence} sequence
 * @returns {Partial<Settings> | null}
 */
export function typedAs(sequence) {
  const { kind, text, by, source, target, steps } = sequence;
  const masked = maskIn(sequence);
  if (kind === "text") return { kind, text, by: by ?? "character", masked };
  if (kind === "translation") return { kind, source, target, translationBy: by ?? "word", masked };
  if (kind === "tokens") return textOf(sequence);
  const vectors = writeCsv(steps);
  const { classes, mistakes } = readCsv(vectors);
  return mistakes.length === 0 && classes === sequence["classes"]
    ? { kind, vectors, masked }
    : null;
}

/**
 * The settings with the sequence of their example as it would be typed.
 *
 * @param {Settings} settings
 * @param {Example[]} examples
 * @returns {{settings: Settings, example: Example | null, isTyped: boolean}}
 */
export function typedIn(settings, examples) {
  const example = examples.find(({ name }) => name === settings.example) ?? null;
  if (!example) return { settings, example, isTyped: true };
  const { sequence } = example.request;
  const typed = typedAs(sequence);
  const fields = { kind: kindOf(sequence), ...typed, masked: settings.masked };
  return { settings: { ...settings, ...fields }, example, isTyped: typed !== null };
}

/**
 * The kind that a sequence is typed as.
 *
 * @param {Sequence} sequence
 * @returns {Settings["kind"]}
 */
export function kindOf({ kind }) {
  return kind === "tokens" ? "text" : kind;
}

/**
 * The text whose every token is to predict the next but where it is masked; null where tokens are no
 * such text.
 *
 * @param {Sequence} sequence  of tokens
 * @returns {Partial<Settings> | null}
 */
function textOf(sequence) {
  /** @type {{vocabulary: string[], steps: {input: number, target?: number | null}[]}} */
  const { vocabulary, steps } = /** @type {any} */ (sequence);
  const indices = [...steps.map(({ input }) => input), steps.at(-1)?.target ?? NaN];
  const follows = steps.every(({ target }, i) => (target ?? indices[i + 1]) === indices[i + 1]);
  const inOrder = [...new Set(indices)].every((index, i) => index === i);
  const tokens = indices.map((index) => vocabulary[index] ?? "");
  const by = howSplit(tokens);
  if (!follows || !inOrder || new Set(indices).size !== vocabulary.length || !by) return null;
  const silent = steps.flatMap(({ target }, i) => ((target ?? null) === null ? [i + 1] : []));
  const masked = writeMask([...silent, ...timesIn(sequence)]);
  return { kind: "text", text: tokens.join(by === "word" ? " " : ""), by, masked };
}

/**
 * How a text of these tokens is split into them again.
 *
 * @param {string[]} tokens
 * @returns {Settings["by"] | null}
 */
function howSplit(tokens) {
  const text = tokens.join("");
  const clusters = [...new Intl.Segmenter().segment(text)].map(({ segment }) => segment);
  if (clusters.length === tokens.length && clusters.every((each, i) => each === tokens[i]))
    return "character";
  return tokens.every((token) => WORD.test(token)) ? "word" : null;
}

/**
 * @param {Sequence} sequence
 * @returns {string}  as in the settings
 */
export function maskIn(sequence) {
  return writeMask(timesIn(sequence));
}

/** @param {Sequence} sequence */
function timesIn({ masked }) {
  return (masked ?? []).map((/** @type {number} */ index) => index + 1);
}

/** @param {string} masked */
function maskOf(masked) {
  const times = readMask(masked) ?? [];
  return times.length > 0 ? { masked: times.map((t) => t - 1) } : {};
}
