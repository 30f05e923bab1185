/** @import {State} from "./state.js" */
import { createApi } from "./api.js";
import { createCarrier } from "./carrier.js";
import { wanted } from "./exporting.js";
import { actionOf, focusOf } from "./keys.js";
import { createLater } from "./later.js";
import { createLink } from "./link.js";
import { createPicture } from "./picture.js";
import { createPlayer } from "./player.js";
import { createQuestions } from "./questions.js";
import { readAddress, sameRun } from "./settings.js";
import { START, moving, reduce } from "./state.js";
import { createSteady } from "./steady.js";
import { createStore } from "./store.js";
import { VIEWS } from "./views/index.js";

/** How many milliseconds each waits for more of its kind. */
const WAITS = { run: 150, after: 250, nudge: 40, script: 250, address: 250, copied: 2000 };

start(window);

/** @param {Window} window */
function start(window) {
  const { document, location } = window;
  const darkness = window.matchMedia("(prefers-color-scheme: dark)");
  const stillness = window.matchMedia("(prefers-reduced-motion: reduce)");
  const { settings, beat } = readAddress(location.hash);
  /** @type {State} */
  const initial = {
    ...START,
    settings,
    mostSteps: Number(document.documentElement.dataset["maxSteps"]) || null,
    wanted: beat,
    still: stillness.matches,
  };
  const store = createStore(reduce, initial);
  const { dispatch } = store;
  const questions = createQuestions(createApi(window.fetch.bind(window)), store);
  const link = createLink(window, store);
  const later = createLater(window);
  const nudge = createSteady(window, WAITS.nudge, questions.nudge);
  const player = createPlayer(
    { request: (callback) => window.requestAnimationFrame(callback) },
    (seconds) => dispatch({ type: "clock", seconds }),
  );
  const carry = createCarrier(window, dispatch);
  const context = { dispatch, copyLink: link.copy, carry, redraw, anchors: new Map() };
  const show = createPicture(document, VIEWS, context);
  let asked = false;

  function redraw() {
    if (asked) return;
    asked = true;
    window.requestAnimationFrame(() => {
      asked = false;
      show(store.get(), darkness.matches);
    });
  }

  store.subscribe((state, before) => {
    const jump = state.wanted !== null && state.wanted !== before.wanted;
    const isAnother = !sameRun(state.settings, before.settings);
    if (jump || isAnother || state.weights !== before.weights)
      later("run", WAITS.run, questions.run);
    if (state.trace !== before.trace || state.settings.rate !== before.settings.rate)
      later("after", WAITS.after, questions.after);
    if (state.trace !== before.trace || state.settings.nudge !== before.settings.nudge) nudge();
    if (state.checking.names !== before.checking.names && state.checking.running)
      void questions.check();
    if (wanted(state) && wanted(state) !== wanted(before))
      later("script", WAITS.script, questions.script);
    if (state.copied && !before.copied)
      later("copied", WAITS.copied, () => dispatch({ type: "copied", link: null }));
    if (state.taken && state.taken !== before.taken)
      later("taken", WAITS.copied, () => dispatch({ type: "taken", taken: null }));
    player.run(moving(state));
    later("address", WAITS.address, link.write);
    redraw();
  });
  document.addEventListener("keydown", (event) => {
    const action = actionOf(event, focusOf(document.activeElement), store.get().playing);
    if (!action) return;
    event.preventDefault();
    dispatch(action);
  });
  stillness.addEventListener("change", () => dispatch({ type: "still", on: stillness.matches }));
  darkness.addEventListener("change", redraw);
  window.addEventListener("hashchange", link.follow);
  window.addEventListener("resize", redraw);
  void document.fonts?.ready.then(redraw);
  void questions.catalogue().then(questions.run);
}
