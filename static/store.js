/**
 * @template S, A
 * @typedef {object} Store
 * @property {() => S} get
 * @property {(action: A) => void} dispatch
 * @property {(listener: (state: S, before: S) => void) => void} subscribe
 */

/**
 * Holds one state; every change goes through the reducer.
 *
 * @template S, A
 * @param {(state: S, action: A) => S} reducer
 * @param {S} initial
 * @returns {Store<S, A>}
 */
export function createStore(reducer, initial) {
  let state = initial;
  /** @type {((state: S, before: S) => void)[]} */
  const listeners = [];
  return {
    get: () => state,
    dispatch(action) {
      const before = state;
      state = reducer(state, action);
      if (state !== before) for (const listener of listeners) listener(state, before);
    },
    subscribe(listener) {
      listeners.push(listener);
    },
  };
}
