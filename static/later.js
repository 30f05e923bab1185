/**
 * Calls that wait a little, each under a name; asking again for the same begins the wait anew.
 *
 * @param {Window} window
 * @returns {(name: string, milliseconds: number, call: () => unknown) => void}
 */
export function createLater(window) {
  /** @type {Map<string, number>} */
  const waiting = new Map();
  return (name, milliseconds, call) => {
    window.clearTimeout(waiting.get(name));
    waiting.set(name, window.setTimeout(call, milliseconds));
  };
}
