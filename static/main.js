/** @import {Action, State} from "./state.js" */
import { createApi } from "./api.js";
import { createCarrier } from "./carrier.js";
import { wanted } from "./exporting.js";
import { entryIn } from "./entrylink.js";
import { moving } from "./film.js";
import { foldedIn, readFolded, writeFolded } from "./folding.js";
import { pinnedIn } from "./inspecting.js";
import { createKeepsake } from "./keepsake.js";
import { actionOf, focusOf } from "./keys.js";
import { createLater } from "./later.js";
import { createLink } from "./link.js";
import { createMoments } from "./moments.js";
import { createPicture } from "./picture.js";
import { createPointing } from "./pointing.js";
import { createPlayer } from "./player.js";
import { createQuestions } from "./questions.js";
import { isCutAnew } from "./scissors.js";
import { readAddress, sameRun } from "./settings.js";
import { START, reduce } from "./state.js";
import { createSteady } from "./steady.js";
import { createStore } from "./store.js";
import { wantsTables } from "./tables.js";
import { VIEWS } from "./views/index.js";
import { isShown } from "./weights.js";
import { weightsIn } from "./weightslink.js";

/** How many milliseconds each waits for more of its kind. */
const WAITS = {
  run: 150,
  edit: 0,
  after: 250,
  nudge: 40,
  tables: 150,
  script: 250,
  address: 250,
  copied: 2000,
};

/**
 * Whether a weight or the gain, which sliders change, is another.
 *
 * @param {State} state
 * @param {State} before
 */
function isTurned({ settings }, before) {
  return settings.edits !== before.settings.edits || settings.gain !== before.settings.gain;
}

/** Under what name the browser keeps which panels are folded. */
const FOLDED = "bptt folded";

start(window);

/** @param {Window} window */
function start(window) {
  const { document, location } = window;
  const darkness = window.matchMedia("(prefers-color-scheme: dark)");
  const stillness = window.matchMedia("(prefers-reduced-motion: reduce)");
  const { settings, beat } = readAddress(location.hash);
  const keepsake = createKeepsake(window);
  /** @type {State} */
  const initial = {
    ...START,
    settings,
    weights: weightsIn(location.hash, settings),
    mostSteps: Number(document.documentElement.dataset["maxSteps"]) || null,
    wanted: beat,
    entry: entryIn(location.hash),
    still: stillness.matches,
    folded: foldedIn(location.hash) ?? readFolded(keepsake.read(FOLDED)),
  };
  const store = createStore(reduce, initial);
  const { dispatch } = store;
  const moment = createMoments(window);
  const questions = createQuestions(createApi(window.fetch.bind(window)), store);
  const link = createLink(window, store);
  const later = createLater(window);
  const edit = createSteady(window, WAITS.edit, () => questions.run({ isAtOnce: true }));
  const nudge = createSteady(window, WAITS.nudge, questions.nudge);
  const tables = createSteady(window, WAITS.tables, questions.tables);
  const player = createPlayer(
    { request: (callback) => window.requestAnimationFrame(callback) },
    (seconds) => dispatch({ type: "clock", seconds }),
  );
  const carry = createCarrier(window, dispatch);
  const context = { dispatch: act, copyLink: link.copy, carry, redraw, anchors: new Map() };
  const show = createPicture(window, VIEWS, context);
  let asked = false;
  let isAnew = true;

  /** What the user does. @param {Action} action */
  function act(action) {
    dispatch({ ...action, when: moment() });
  }

  /** All panels, for their size or place may be another. */
  function redraw() {
    isAnew = true;
    draw();
  }

  function draw() {
    if (asked) return;
    asked = true;
    window.requestAnimationFrame(drawNow);
  }

  function drawNow() {
    if (!asked) return;
    const all = isAnew;
    [asked, isAnew] = [false, false];
    show(store.get(), darkness.matches, all);
  }

  store.subscribe((state, before) => {
    const jump = state.wanted !== null && state.wanted !== before.wanted;
    const isAnother = !sameRun(state.settings, before.settings);
    const isAsked = jump || isAnother || state.weights !== before.weights;
    // an update comes with its run
    const isHere = state.trace !== before.trace && isShown(state);
    if (isAsked && !isHere) {
      // what can be dragged is followed at once
      const isAtOnce = isCutAnew(state, before) || isTurned(state, before);
      if (isAtOnce) edit();
      else later("run", WAITS.run, () => questions.run());
    }
    if (state.training.steps > 0 && before.training.steps === 0) void questions.update();
    if (state.trace !== before.trace || state.settings.rate !== before.settings.rate)
      later("after", WAITS.after, questions.after);
    if (state.trace !== before.trace || state.settings.nudge !== before.settings.nudge) nudge();
    if (wantsTables(state, before)) tables();
    if (state.checking.names !== before.checking.names && state.checking.running)
      void questions.check();
    if (wanted(state) && wanted(state) !== wanted(before))
      later("script", WAITS.script, questions.script);
    if (state.folded !== before.folded) keepsake.write(FOLDED, writeFolded(state.folded));
    if (state.copied && !before.copied)
      later("copied", WAITS.copied, () => dispatch({ type: "copied", link: null }));
    if (state.taken && state.taken !== before.taken)
      later("taken", WAITS.copied, () => dispatch({ type: "taken", taken: null }));
    player.run(moving(state));
    later("address", WAITS.address, link.write);
    draw();
    // what is dragged is followed sooner when the next frame only has to show it
    if (state.trace !== before.trace) drawNow();
  });
  // a picture acts on the state that it was drawn of, and keys can come faster than pictures
  for (const type of ["keydown", "pointerdown"]) document.addEventListener(type, drawNow, true);
  document.addEventListener("keydown", (event) => {
    // what is nearer has taken it
    if (event.key === "Escape" && event.defaultPrevented) return;
    const state = store.get();
    const isPinned = pinnedIn(state) !== null;
    const action = actionOf(event, focusOf(document.activeElement), state.playing, isPinned);
    if (!action) return;
    event.preventDefault();
    act(action);
  });
  createPointing(window, store, later);
  stillness.addEventListener("change", () => dispatch({ type: "still", on: stillness.matches }));
  darkness.addEventListener("change", redraw);
  window.addEventListener("hashchange", link.follow);
  window.addEventListener("resize", redraw);
  void document.fonts?.ready.then(redraw);
  void questions.catalogue().then(() => questions.run());
}
