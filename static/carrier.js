/** @import {Action, Taken} from "./state.js" */
import { LARGEST_FILE } from "./weightsfile.js";

/**
 * Takes texts out of the page.
 *
 * @param {Window} window
 * @param {(action: Action) => void} dispatch
 */
export function createCarrier(window, dispatch) {
  const { document, location, navigator } = window;
  return {
    /**
     * The whole address of what is asked at a relative one.
     *
     * @param {string} path
     */
    address: (path) => new URL(path, location.href).href,
    /**
     * Without a secure connection browsers have no clipboard; the text is selected to be copied by
     * hand.
     *
     * @param {Taken} what
     * @param {Element} element  whose text it is
     */
    async copy(what, element) {
      try {
        await navigator.clipboard.writeText(element.textContent ?? "");
        dispatch({ type: "taken", taken: { what, how: "clipboard" } });
      } catch {
        document.getSelection()?.selectAllChildren(element);
        dispatch({ type: "taken", taken: { what, how: "by hand" } });
      }
    },
    /**
     * The weights in a file; of one far too long the beginning, which is refused.
     *
     * @param {Blob} file
     */
    async load(file) {
      const text = await file.slice(0, LARGEST_FILE).text();
      dispatch({ type: "file", text });
    },
    /**
     * @param {string} name  of the file
     * @param {string} text
     */
    download(name, text) {
      const link = document.createElement("a");
      link.href = URL.createObjectURL(new Blob([text], { type: "text/plain" }));
      link.download = name;
      link.click();
      // not at once: the browser has yet to read it
      window.setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
    },
  };
}
