/**
 * The attributes of what shows a vector or a matrix, by which the number under the pointer is found.
 *
 * @param {string} grid  its name, see quantity.js; "" for none
 * @param {{rows: number, columns: number}} shape
 * @param {{isTile?: boolean, isLying?: boolean}} [look]
 *   whether there is a margin around its cells, and whether a column is drawn as a row
 */
export function numbersOf(grid, { rows, columns }, { isTile = false, isLying = false } = {}) {
  if (!grid) return {};
  return {
    "data-of": grid,
    "data-cells": isLying ? `${columns} ${rows}` : `${rows} ${columns}`,
    ...(isTile && { "data-tile": true }),
    ...(isLying && { "data-lying": true }),
  };
}
