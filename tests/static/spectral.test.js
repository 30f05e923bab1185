import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { gridOf } from "../../static/grid.js";
import { spectralRadius } from "../../static/spectral.js";

/** See make_spectra.py. @type {Record<string, {matrix: number[][], radius: number}>} */
const SPECTRA = JSON.parse(readFileSync(new URL("spectra.json", import.meta.url), "utf-8"));

for (const [name, { matrix, radius }] of Object.entries(SPECTRA))
  test(`the spectral radius is the largest eigenvalue: ${name}`, () => {
    const found = spectralRadius(gridOf(matrix));
    assert.ok(Math.abs(found - radius) <= 1e-4 * radius, `${found}, not ${radius}`);
  });
