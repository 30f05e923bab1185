/**
 * A fragment of the address with one more part.
 *
 * @param {string} fragment  may be empty
 * @param {string} key
 * @param {string} value
 */
export function withPart(fragment, key, value) {
  const part = `${key}=${value}`;
  return fragment === "" ? part : `${fragment}&${part}`;
}

/**
 * What a fragment, with or without its #, has under a key; null where it has nothing.
 *
 * @param {string} fragment
 * @param {string} key
 */
export function partOf(fragment, key) {
  return new URLSearchParams(fragment.replace(/^#/, "")).get(key);
}
