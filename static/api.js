/** @import {Answer} from "./answer.js" */
/** @import {Builtin} from "./cell/builtin.js" */
/** @import {Request, Example} from "./request.js" */
/** @import {Mistake} from "./state.js" */
import { UNREACHABLE } from "./mistakes.js";
import { fieldAt, sizeAt } from "./settings.js";

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
  /** @type {AbortController | null} */
  let running = null;
  /** @type {AbortController | null} */
  let following = null;
  return {
    /**
     * The newest question wins: one that is still open is dropped and never answers.
     *
     * @param {Request} request
     * @returns {Promise<Answer>}
     */
    async newest(request) {
      running?.abort();
      running = new AbortController();
      return post(fetch, request, running.signal);
    },
    /** Drops the question that is still open: what is asked by now is no question. */
    drop: () => running?.abort(),
    /**
     * A question that follows from an answer; among these, too, the newest wins.
     *
     * @param {Request} request
     * @returns {Promise<Answer>}
     */
    async after(request) {
      following?.abort();
      following = new AbortController();
      return post(fetch, request, following.signal);
    },
    /**
     * A question of its own, which nothing drops.
     *
     * @param {Request} request
     * @returns {Promise<Answer>}
     */
    aside: (request) => post(fetch, request),
    /** @returns {Promise<Builtin[]>} */
    cells: () => list(fetch, "api/v1/cells"),
    /** @returns {Promise<Example[]>} */
    examples: () => list(fetch, "api/v1/examples"),
  };
}

/**
 * @param {typeof globalThis.fetch} fetch
 * @param {Request} request
 * @param {AbortSignal} [signal]
 * @returns {Promise<Answer>}
 */
async function post(fetch, request, signal) {
  const headers = { "Content-Type": "application/json" };
  const response = await reach(fetch, "api/v1/bptt", {
    method: "POST",
    headers,
    body: JSON.stringify(request),
    signal: signal ?? null,
  });
  if (!response.ok) throw new Refused(await mistakesOf(response));
  return response.json();
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
  if (errors.length === 0)
    return [{ field: null, message: problem.detail ?? problem.title ?? `${response.status}` }];
  return errors.map(({ path, message, line, column }) => ({
    field: fieldAt(path ?? ""),
    message,
    line: line ?? null,
    column: column ?? null,
    name: sizeAt(path ?? ""),
  }));
}
