/** Mistakes that the page finds itself; the catalogue of words has a sentence for each. */

/** A control holds something that is no possible setting. */
export const NOT_POSSIBLE = "not possible";

/** No server answers. */
export const UNREACHABLE = "unreachable";
