/**
 * A call that is made one at a time: asking for it while it is under way means once more after it.
 * Between two there is a rest, so that what changes without a pause is asked about all the while and
 * not too often.
 *
 * @param {Window} window
 * @param {number} rest  in milliseconds
 * @param {() => Promise<unknown>} call
 * @returns {() => void}
 */
export function createSteady(window, rest, call) {
  let isBusy = false;
  let isWanted = false;

  async function run() {
    isBusy = true;
    isWanted = false;
    try {
      await call();
    } finally {
      window.setTimeout(() => {
        isBusy = false;
        if (isWanted) void run();
      }, rest);
    }
  }

  return () => {
    isWanted = true;
    if (!isBusy) void run();
  };
}
