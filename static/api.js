/** @import {Answer, CheckAnswer, NudgeAnswer} from "./answer.js" */
/** @import {Builtin} from "./cell/builtin.js" */
/** @import {Request, Example} from "./request.js" */
/** @import {Mistake} from "./state.js" */
/** @import {Decomposition} from "./tables.js" */
import { UNREACHABLE } from "./mistakes.js";
import { fieldAt, sizeAt } from "./settings.js";

/**
 * @template B, A
 * @typedef {(body: B, signal?: AbortSignal) => Promise<A>} Ask
 */
/**
 * Bodies are those of a run, and more. `copy` counts from 0 in the whole time; null is the shared
 * parameter.
 *
 * @typedef {Request & {parameters: string[]}} CheckRequest
 * @typedef {Request & {parameter: string, row: number, column: number | null,
 *   copy: number | null, epsilon: number}} NudgeRequest
 */

/** What the server, or the way to it, had against a request. */
export class Refused extends Error {
  /** @param {Mistake[]} mistakes */
  constructor(mistakes) {
    super(mistakes.map(({ message }) => message).join("; "));
    this.mistakes = mistakes;
  }
}

/**
 * @param {typeof globalThis.fetch} fetch
 */
export function createApi(fetch) {
  /** @param {string} path @returns {Ask<any, any>} */
  const json = (path) => async (body, signal) => (await post(fetch, path, body, signal)).json();
  /** @type {Ask<Request, Answer>} */
  const run = json("api/v1/bptt");
  /** @type {Ask<Request, {decomposition: Decomposition}>} */
  const tables = json("api/v1/bptt");
  /** @type {Ask<CheckRequest, CheckAnswer>} */
  const check = json("api/v1/check");
  /** @type {Ask<NudgeRequest, NudgeAnswer>} */
  const nudge = json("api/v1/nudge");
  /** @type {Ask<Request, string>} */
  const script = async (body, signal) =>
    (await post(fetch, "api/v1/export/pytorch", body, signal)).text();
  const shown = newest(run);
  return {
    newest: shown.ask,
    /** Drops the question that is still open: what is asked by now is no question. */
    drop: shown.drop,
    /** A question that follows from an answer; among these, too, the newest wins. */
    after: newest(run).ask,
    /** The run after each update of a training. */
    update: newest(run).ask,
    /**
     * A question of its own, which nothing drops.
     *
     * @param {Request} request
     */
    aside: (request) => run(request),
    tables: newest(tables).ask,
    check: newest(check).ask,
    nudge: newest(nudge).ask,
    /** The program of a run for PyTorch. */
    script: newest(script).ask,
    /** @returns {Promise<Builtin[]>} */
    cells: () => list(fetch, "api/v1/cells"),
    /** @returns {Promise<Example[]>} */
    examples: () => list(fetch, "api/v1/examples"),
  };
}

/**
 * Of all questions of one kind the newest wins: one that is still open is dropped and never answers.
 *
 * @template B, A
 * @param {Ask<B, A>} ask
 */
function newest(ask) {
  /** @type {AbortController | null} */
  let open = null;
  return {
    /** @param {B} body */
    ask(body) {
      open?.abort();
      open = new AbortController();
      return ask(body, open.signal);
    },
    drop: () => open?.abort(),
  };
}

/**
 * @param {typeof globalThis.fetch} fetch
 * @param {string} path
 * @param {unknown} body
 * @param {AbortSignal} [signal]
 * @returns {Promise<Response>}
 */
async function post(fetch, path, body, signal) {
  const response = await reach(fetch, path, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
    signal: signal ?? null,
  });
  if (!response.ok) throw new Refused(await mistakesOf(response));
  return response;
}

/**
 * @param {typeof globalThis.fetch} fetch
 * @param {string} path
 */
async function list(fetch, path) {
  const response = await reach(fetch, path);
  if (!response.ok) throw new Refused(await mistakesOf(response));
  const body = await response.json();
  return Array.isArray(body) ? body : (Object.values(body).find(Array.isArray) ?? []);
}

/**
 * @param {typeof globalThis.fetch} fetch
 * @param {string} path
 * @param {RequestInit} [options]
 */
async function reach(fetch, path, options) {
  try {
    return await fetch(path, options);
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    throw new Refused([{ field: null, message: UNREACHABLE }]);
  }
}

/**
 * What the server had against a question. Of a server that is gone a proxy before it may answer, in a
 * way of its own.
 *
 * @param {Response} response
 * @returns {Promise<Mistake[]>}
 */
async function mistakesOf(response) {
  const problem = await response.json().catch((error) => {
    if (error instanceof SyntaxError) return {};
    throw error;
  });
  /** @type {{path: string, message: string, line?: number | null, column?: number | null}[]} */
  const errors = problem.errors ?? [];
  if (errors.length === 0) {
    const other = response.status >= 500 ? UNREACHABLE : `${response.status}`;
    return [{ field: null, message: problem.detail ?? problem.title ?? other }];
  }
  return errors.map(({ path, message, line, column }) => ({
    field: fieldAt(path ?? ""),
    message,
    line: line ?? null,
    column: column ?? null,
    name: sizeAt(path ?? ""),
  }));
}
