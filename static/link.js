/** @import {Action, State} from "./state.js" */
/** @import {Store} from "./store.js" */
import { addressOf, readAddress } from "./settings.js";
import { moving } from "./state.js";

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
    written = addressOf(state.settings, Math.round(state.position));
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
      dispatch({ type: "load", settings, beat });
    },
    /** Without a secure connection browsers have no clipboard; the address bar holds the same. */
    async copy() {
      write();
      try {
        await navigator.clipboard.writeText(location.href);
        dispatch({ type: "copied", link: "clipboard" });
      } catch {
        dispatch({ type: "copied", link: "address bar" });
      }
    },
  };
}
