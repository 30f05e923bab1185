/** @import {Box, Place} from "../layout.js" */
/** @import {Quantity} from "../quantity.js" */
/** @import {Ground, Spot} from "./spot.js" */
import { startsOf } from "../reach.js";
import { messageSpots } from "./messagespots.js";
import { pinnedTiles } from "./shared.js";
import { hidden, inColumn } from "./spot.js";
import { areaOf } from "./tile.js";

/** The box around a loss. */
const LOSS = { width: 68, height: 18, above: 12 };

/**
 * All places of a number.
 *
 * @param {Ground} ground
 * @param {Quantity} quantity
 * @param {number | null} t  of a weight, the time-stamp at which it is used; null for the shared alone
 * @returns {Spot[]}
 */
export function spotsOf(ground, quantity, t) {
  switch (quantity.kind) {
    case "value":
      return quantity.name === "p"
        ? inColumn(ground, quantity.t, barOf(ground, quantity))
        : unitSpots(ground, quantity, unitBox);
    case "delta":
      return unitSpots(ground, quantity, deltaBox);
    case "sent": {
      const [name = ""] = startsOf(ground.trace, quantity.parameter, quantity.t);
      return unitSpots(ground, { name, t: quantity.t, unit: quantity.row }, deltaBox);
    }
    case "message":
    case "joint": {
      const isOfLoss = quantity.kind === "message" && quantity.from === "loss";
      return isOfLoss ? lossSpots(ground, quantity.t) : messageSpots(ground, quantity);
    }
    case "loss":
      return lossSpots(ground, quantity.t);
    case "weight":
      return [
        ...sharedSpots(ground, quantity),
        // the tile on an arrow shows its gradient once that is there
        ...(t && ground.frame.column(t).copies === 0 ? tileSpots(ground, quantity, t) : []),
      ];
    case "updated":
      return sharedSpots(ground, quantity);
    case "copy":
    case "itemised":
      // one that has left its arrow is in the ledger
      return ground.frame.column(quantity.t).docked > 0
        ? []
        : tileSpots(ground, quantity, quantity.t);
    default:
      return [];
  }
}

/**
 * The box of one unit in the strip of a value.
 *
 * @param {Place} place  in its column
 * @param {number} unit
 * @returns {Box}
 */
function unitBox({ x, y, width, height, size, upright }, unit) {
  return part({ x, y, width, height }, size, upright, unit);
}

/**
 * The same in the strip of its gradient.
 *
 * @param {Place} place
 * @param {number} unit
 * @returns {Box}
 */
function deltaBox({ deltaX, deltaY, deltaWidth, deltaHeight, size, upright }, unit) {
  const box = { x: deltaX, y: deltaY, width: deltaWidth, height: deltaHeight };
  return part(box, size, upright, unit);
}

/**
 * The box of one entry of a matrix in its tile.
 *
 * @param {{rows: number, columns: number}} matrix
 * @param {Box} tile
 * @param {{row: number, column: number}} entry
 * @returns {Box}
 */
export function entryBox(matrix, tile, { row, column }) {
  const area = areaOf(matrix, tile);
  const cell = { width: area.width / matrix.columns, height: area.height / matrix.rows };
  return {
    x: tile.x + area.x + column * cell.width,
    y: tile.y + area.y + row * cell.height,
    ...cell,
  };
}

/**
 * @param {Box} box
 * @param {number} size
 * @param {boolean} upright
 * @param {number} unit
 * @returns {Box}
 */
function part({ x, y, width, height }, size, upright, unit) {
  return upright
    ? { x, y: y + (unit * height) / size, width, height: height / size }
    : { x: x + (unit * width) / size, y, width: width / size, height };
}

/**
 * @param {Ground} ground
 * @param {{name: string, t: number, unit: number}} of
 * @param {(place: Place, unit: number) => Box} boxOf
 * @returns {Spot[]}
 */
function unitSpots(ground, { name, t, unit }, boxOf) {
  const { layout } = ground;
  const places = layout.columns[t - 1]?.form.places ?? [];
  const place = t === 0 ? layout.starting.get(name) : places.find((each) => each.name === name);
  if (place) return inColumn(ground, Math.max(1, t), boxOf(place, unit));
  return t > 0 ? hidden(ground, t) : [];
}

/**
 * @param {Ground} ground
 * @param {{t: number, unit: number}} of
 * @returns {Box}
 */
function barOf({ trace, layout }, { t, unit }) {
  const count = trace.answer.values["p"]?.[t - 1]?.length ?? 1;
  return part(layout.bars, count, false, unit);
}

/**
 * @param {Ground} ground
 * @param {number} t
 */
function lossSpots(ground, t) {
  return inColumn(ground, t, {
    x: -LOSS.width / 2,
    y: ground.layout.lossY - LOSS.above,
    width: LOSS.width,
    height: LOSS.height,
  });
}

/**
 * @param {Ground} ground
 * @param {{parameter: string, row: number, column: number}} of
 * @returns {Spot[]}
 */
function sharedSpots({ trace, pins }, of) {
  return pins
    .flatMap((pin) => pinnedTiles(trace, pin))
    .filter(({ parameter }) => parameter === of.parameter)
    .map(({ parameter, box }) => ({
      box: entryBox(trace.weight(parameter), box, of),
      isPinned: true,
    }));
}

/**
 * @param {Ground} ground
 * @param {{parameter: string, row: number, column: number}} of
 * @param {number} t
 * @returns {Spot[]}
 */
function tileSpots(ground, of, t) {
  const { trace, layout } = ground;
  const routes = layout.columns[t - 1]?.form.routes ?? [];
  const found = routes.flatMap(({ tiles }) =>
    tiles
      .filter(({ parameter }) => parameter === of.parameter)
      .flatMap(({ x, y, size }) => {
        const tile = { x, y, width: size, height: size };
        return inColumn(ground, t, entryBox(trace.weight(of.parameter), tile, of));
      }),
  );
  return found.length > 0 ? found : hidden(ground, t);
}
