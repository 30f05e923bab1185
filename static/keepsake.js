/**
 * Texts that the browser keeps for the next visit. Where it keeps nothing, in a private window or
 * because it is full, they last as long as the page.
 *
 * @param {Pick<Window, "localStorage">} window
 */
export function createKeepsake(window) {
  return {
    /** @param {string} name */
    read(name) {
      try {
        return window.localStorage.getItem(name) ?? "";
      } catch {
        return "";
      }
    },
    /**
     * @param {string} name
     * @param {string} text
     */
    write(name, text) {
      try {
        window.localStorage.setItem(name, text);
      } catch {
        // nothing to be done, and nothing lost that a click does not bring back
      }
    },
  };
}
