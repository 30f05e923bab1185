/** From track to track. */
export const TRACK = 9;
/** From trunk to trunk. */
export const TRUNK = 9;
/** The head of an arrow. */
export const HEAD = 9;
/** The height of a number on an arrow, and its width. */
export const NUMBER = 14;
export const NUMBER_WIDTH = 40;
/** The height of the name of an upright value. */
export const NAME = 16;
/** Between a value and an arrow beside it. */
export const BESIDE = 3;
