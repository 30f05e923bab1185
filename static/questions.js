/** @import {Answer} from "./answer.js" */
/** @import {Request} from "./request.js" */
/** @import {Action, Asked, Entry, Mistake, State} from "./state.js" */
/** @import {Store} from "./store.js" */
/** @import {Weights} from "./weights.js" */
/** @import {Decomposition} from "./tables.js" */
import { Refused } from "./api.js";
import { wanted } from "./exporting.js";
import { nudgeIn, nudgeRequest } from "./nudge.js";
import { requestOf, settingsOf, updatedRequest } from "./request.js";
import { afterUpdate, isStill } from "./training.js";
import { asksForDrawn, atWeights } from "./weights.js";
import { classNames, mistakesIn } from "./sequences.js";
import { INITIAL } from "./settings.js";
import { comeAlong, entryOf, lacksTables, tablesRequest, withTables } from "./tables.js";
import { Trace } from "./trace.js";

/**
 * What the page asks the server, and what becomes of the answers.
 *
 * @param {ReturnType<typeof import("./api.js").createApi>} api
 * @param {Store<State, Action>} store
 */
export function createQuestions(api, { get, dispatch }) {
  /** @type {Map<string, Promise<Answer | null>>} */
  const besides = new Map();

  /** The last run at weights that nobody changed. @type {{key: string, answer: Answer} | null} */
  let drawn = null;

  /**
   * The answer to a request by itself, before weights are changed; truncation has no part in these.
   *
   * @param {Request} request
   */
  async function drawnFor(request) {
    const key = JSON.stringify({ ...request, truncation: null });
    if (drawn?.key !== key) drawn = { key, answer: await api.newest(request) };
    return drawn.answer.weights;
  }

  /**
   * @param {Request} request
   * @param {Asked | null} asked  null where it only stands in for an answer that was refused
   * @param {string[] | null} [classes]  what the classes are called
   * @param {{trace: Trace, entry: Entry | null} | null} [along]  a run of the same shapes, where tables
   *   are to come along
   */
  async function answerTo(request, asked, classes = null, along = null) {
    const whole = along ? withTables(request, along.trace, along.entry) : request;
    const found = await unlessRefused(api.newest(whole), (mistakes) => {
      if (asked) dispatch({ type: "refused", mistakes });
    });
    if (!found) return;
    const { decomposition = null, ...answer } = found;
    answer.sequence.vocabulary ??= classes;
    const trace = new Trace(answer, request);
    const tables = along && { trace, entry: along.entry, decomposition, mistakes: [] };
    if (!asked) dispatch({ type: "answered", trace, stopgap: true });
    else dispatch({ type: "answered", trace, asked, ...(tables && { tables }) });
  }

  /**
   * The run after one more update; null where it is refused.
   *
   * @param {{weights: Weights | null, trace: Trace}} from
   * @param {State} state
   * @param {(mistakes: Mistake[]) => void} refused
   */
  async function updated(from, { settings }, refused) {
    const weights = afterUpdate(from.trace, settings.rate, { settings, weights: from.weights });
    const request = { ...from.trace.request, gain: null, weights: weights.values };
    const answer = await unlessRefused(api.update(request), refused);
    if (!answer) return null;
    answer.sequence.vocabulary ??= from.trace.answer.sequence.vocabulary;
    return { weights, trace: new Trace(answer, request) };
  }

  /**
   * The request at the weights of the user's own; null where it is refused by itself.
   *
   * @param {Request} request
   * @param {State} state
   */
  async function changed(request, state) {
    const weights = await unlessRefused(drawnFor(request), (mistakes) =>
      dispatch({ type: "refused", mistakes }),
    );
    return weights && atWeights(request, weights, state);
  }

  /** The run of the example that the one shown is to be compared with. */
  async function beside() {
    const { trace, settings, examples, cells } = get();
    const shown = examples.find(({ name }) => name === settings.example);
    const other = examples.find(({ name }) => name === shown?.beside);
    if (!trace || !other || trace.request.sequence !== shown?.request.sequence) return;
    const asked =
      besides.get(other.name) ??
      api.aside(requestOf(settingsOf(other), examples, cells)).catch(() => null);
    besides.set(other.name, asked);
    const answer = await asked;
    if (!answer) besides.delete(other.name);
    else if (get().trace === trace) dispatch({ type: "beside", trace, answer });
  }

  return {
    /** What there is to choose from; a page without it can still ask. */
    async catalogue() {
      const [cells, examples] = await Promise.all([
        api.cells().catch(() => []),
        api.examples().catch(() => []),
      ]);
      dispatch({ type: "catalogue", cells, examples });
    },
    /**
     * The run of the settings; where there is no picture yet and it is refused, that of the start.
     *
     * @param {{isAtOnce?: boolean}} [how]  of what is followed at once the tables come along
     */
    async run({ isAtOnce = false } = {}) {
      const state = get();
      const { settings, examples, cells, weights } = state;
      const mistakes = mistakesIn(settings);
      if (mistakes.length > 0) {
        api.drop();
        dispatch({ type: "refused", mistakes });
      } else {
        const request = asksForDrawn(state)
          ? await changed(requestOf(settings, examples, cells), state)
          : requestOf(settings, examples, cells, weights);
        const { trace } = state;
        const isAlong = isAtOnce && trace !== null && comeAlong(state);
        const along = isAlong ? { trace, entry: entryOf(state, trace) } : null;
        const asked = { settings, weights };
        if (request) await answerTo(request, asked, classNames(settings), along);
      }
      if (!get().trace) await answerTo(requestOf(INITIAL, examples), null);
      await beside();
    },
    /** As many updates as are asked for, one from the other; up to one that is refused. */
    async update() {
      const state = get();
      const { steps } = state.training;
      /** @type {Mistake[]} */
      let mistakes = [];
      /** @type {{weights: Weights, trace: Trace} | null} */
      let reached = null;
      for (let made = 0; made < steps && state.trace && mistakes.length === 0; made += 1) {
        const from = reached ?? { weights: state.weights, trace: state.trace };
        const next = await updated(from, state, (found) => (mistakes = found));
        reached = next ?? reached;
        if (!isStill(get(), state)) {
          reached = null;
          break;
        }
      }
      // the answer to an older question comes too late
      if (reached) api.drop();
      dispatch({ type: "update", steps, reached, mistakes });
    },
    /** The loss after the update. */
    async after() {
      const { trace, settings } = get();
      if (!trace) return;
      const answer = await api.after(updatedRequest(trace, settings.rate)).catch(() => null);
      const now = get();
      if (now.trace === trace && now.settings.rate === settings.rate)
        dispatch({ type: "after", loss: answer?.loss ?? null });
    },
    /** The gradient itemised by loss. */
    async tables() {
      const state = get();
      const { trace } = state;
      if (!trace || !lacksTables(state)) return;
      const entry = entryOf(state, trace);
      /** @param {Decomposition | null} decomposition @param {Mistake[]} mistakes */
      const show = (decomposition, mistakes) => {
        // a newer run may have brought its own along
        if (get().trace === trace)
          dispatch({ type: "tables", tables: { trace, entry, decomposition, mistakes } });
      };
      const answer = await unlessRefused(api.tables(tablesRequest(trace, entry)), (mistakes) =>
        show(null, mistakes),
      );
      if (answer) show(answer.decomposition, []);
    },
    /** The gradient against differences, a parameter at a time, for as long as that is wanted. */
    async check() {
      const { trace, checking } = get();
      const { names } = checking;
      const isWanted = () => get().checking.running && get().checking.names === names;
      for (const name of names) {
        if (!trace || !isWanted()) return;
        const asked = api.check({ ...trace.request, parameters: [name] });
        const answer = await unlessRefused(asked, (mistakes) => {
          if (isWanted()) dispatch({ type: "check refused", name, mistakes });
        });
        const checked = answer?.parameters[name];
        if (checked && isWanted()) dispatch({ type: "checked", name, checked });
      }
    },
    /** The program for PyTorch, where it is looked at. */
    async script() {
      const trace = wanted(get());
      if (!trace) return;
      const text = await unlessRefused(api.script(trace.request), (mistakes) =>
        dispatch({ type: "script refused", mistakes }),
      );
      if (text !== null) dispatch({ type: "script", trace, text });
    },
    /** What the nudge of the settings does to L. */
    async nudge() {
      const { trace, settings } = get();
      const asked = nudgeIn(settings, trace);
      if (!trace || !asked) return;
      const answer = await unlessRefused(api.nudge(nudgeRequest(trace, asked)), (mistakes) =>
        dispatch({ type: "nudged", trace, asked, mistakes }),
      );
      if (answer) dispatch({ type: "nudged", trace, asked, answer });
    },
  };
}

/**
 * The answer; null where it was refused, or where a newer question took its place.
 *
 * @template A
 * @param {Promise<A>} asked
 * @param {(mistakes: Mistake[]) => void} refused
 * @returns {Promise<A | null>}
 */
async function unlessRefused(asked, refused) {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof Refused) refused(error.mistakes);
    else if (!isDropped(error)) throw error;
    return null;
  }
}

/** @param {unknown} error */
function isDropped(error) {
  return error instanceof DOMException && error.name === "AbortError";
}
