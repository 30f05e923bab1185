/** What the headings of the panels say. */
export const FOLDING = {
  fold: "Fold this panel",
  unfold: "Unfold this panel",
};
