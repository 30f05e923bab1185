/** @import {Action, State} from "./state.js" */
/** @import {Store} from "./store.js" */
import { entryIn, withEntry } from "./entrylink.js";
import { addressWith, foldedIn } from "./folding.js";
import { addressOf, readAddress } from "./settings.js";
import { moving } from "./film.js";
import { wornIn } from "./weights.js";
import { weightsIn, withWeights } from "./weightslink.js";

/**
 * Keeps the fragment of the address and the state alike.
 *
 * @param {Window} window
 * @param {Store<State, Action>} store
 */
export function createLink({ history, location, navigator }, { get, dispatch }) {
  let written = location.hash.slice(1);

  function write() {
    const state = get();
    if (moving(state) || !state.trace || state.wanted !== null) return;
    const settings = addressOf(state.settings, Math.round(state.position));
    const address = withEntry(settings, state.entry);
    const worn = wornIn(state, state.trace);
    written = withWeights(addressWith(address, state.folded), worn);
    if (location.hash.slice(1) === written) return;
    history.replaceState(null, "", written ? `#${written}` : location.pathname + location.search);
  }

  return {
    write,
    /** Follows an address that a user has edited. */
    follow() {
      if (location.hash.slice(1) === written) return;
      written = location.hash.slice(1);
      const { settings, beat } = readAddress(written);
      const folded = foldedIn(written);
      const weights = weightsIn(written, settings);
      const entry = entryIn(written);
      dispatch({ type: "load", settings, beat, weights, entry, ...(folded && { folded }) });
    },
    /** Without a secure connection browsers have no clipboard; the address bar holds the same. */
    async copy() {
      write();
      const state = get();
      const worn = state.trace && wornIn(state, state.trace);
      const isWhole = worn === null || weightsIn(location.hash, state.settings) !== null;
      try {
        await navigator.clipboard.writeText(location.href);
        dispatch({ type: "copied", link: isWhole ? "clipboard" : "without weights" });
      } catch {
        dispatch({ type: "copied", link: "address bar" });
      }
    },
  };
}
