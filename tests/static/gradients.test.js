/** @import {Trace} from "../../static/trace.js" */
import assert from "node:assert/strict";
import { test } from "node:test";
import { equation } from "../../static/formulas/formulas.js";
import { copyFormula, error, received } from "../../static/formulas/gradients.js";
import { parsed } from "../../static/numbers.js";
import { oracles } from "./oracles.js";
import { valueOf } from "./reading.js";
import { NAMES, traceOf } from "./traces.js";

const CLOSE = 1e-9;
const ORACLES = oracles();

/** @param {Trace} trace @param {(name: string, t: number) => void} look */
function everywhere({ graph, length }, look) {
  for (const { name } of graph.nodes.slice(1)) for (let t = 1; t <= length; t += 1) look(name, t);
}

/**
 * @param {unknown} found
 * @param {number[] | number[][] | undefined} wanted
 * @param {string} place
 */
function same(found, wanted, place) {
  const [a, b] = [[found].flat(2), [wanted ?? []].flat(2)];
  if (a.length === 1 && a[0] === 0)
    return assert.ok(
      b.every((entry) => entry === 0),
      place,
    );
  assert.equal(a.length, b.length, place);
  a.forEach((entry, i) =>
    assert.ok(Math.abs(Number(entry) - Number(b[i])) <= CLOSE, `${place}: ${entry} is not ${b[i]}`),
  );
}

test("there is a run of every text, gated ones and nested ones too", () => {
  assert.ok(new Set(ORACLES.map(({ name }) => name.split(",")[0])).size >= 20);
});

test("a value's equation, as the page writes it, gives the value", () => {
  for (const { name: run, trace } of ORACLES)
    everywhere(trace, (name, t) => {
      const place = `${run}: ${name} at ${t}`;
      const found = valueOf(trace.answer, [equation(trace, name, t)]);
      same(found, trace.answer.values[name]?.[t - 1], place);
    });
});

test("the formula of a gradient, worked out as it is written, gives PyTorch's gradient", () => {
  for (const { name: run, trace } of ORACLES)
    everywhere(trace, (name, t) => {
      const { lines } = name === "y" ? error(trace, t) : received(trace, name, t);
      const place = `${run}: ${name} at ${t}`;
      same(valueOf(trace.answer, lines), trace.answer.deltas[name]?.[t - 1], place);
    });
});

test("the formula of a copy, worked out as it is written, gives PyTorch's copy", () => {
  for (const { name: run, trace, copies } of ORACLES)
    for (const parameter of trace.parameters)
      for (let t = 1; t <= trace.length; t += 1) {
        const place = `${run}: ${parameter} at ${t}`;
        same(
          valueOf(trace.answer, [copyFormula(trace, parameter, t)]),
          copies[parameter]?.[t - 1],
          place,
        );
      }
});

test("the answers of the API agree with the formulas as well", () => {
  for (const name of NAMES) {
    const trace = traceOf(name);
    if (trace.truncation.kind === "window") continue;
    everywhere(trace, (value, t) => {
      const { lines } = value === "y" ? error(trace, t) : received(trace, value, t);
      same(valueOf(trace.answer, lines), trace.answer.deltas[value]?.[t - 1], `${value} at ${t}`);
    });
    for (const parameter of trace.parameters)
      for (let t = 1; t <= trace.length; t += 1) {
        const copy = Array.from(trace.copy(parameter, t).values);
        same(
          valueOf(trace.answer, [copyFormula(trace, parameter, t)]),
          copy,
          `${parameter} at ${t}`,
        );
      }
  }
});

test("the update gate of a GRU has its two terms in numbers", () => {
  const trace = traceOf("gru");
  for (let t = 2; t <= trace.length; t += 1) {
    const [line] = received(trace, "z", t).numbers;
    const numbers = [...JSON.stringify(line).matchAll(/"mn","([^"]*)"/g)].map(([, n]) => n ?? "");
    assert.equal(numbers.length, 3, JSON.stringify(line));
    const delta = trace.answer.deltas["z"]?.[t - 1]?.[trace.unit("z")] ?? NaN;
    assert.ok(Math.abs(parsed(numbers[2] ?? "") - delta) <= 0.0006);
    const [a, b] = [parsed(numbers[0] ?? ""), Math.abs(parsed(numbers[1] ?? ""))];
    assert.ok(Math.min(Math.abs(a + b - delta), Math.abs(a - b - delta)) <= 0.002);
  }
});

test("a line of factors is the gradient that it leads to", () => {
  let lines = 0;
  for (const { name: run, trace } of ORACLES)
    everywhere(trace, (name, t) => {
      if (name === "y") return;
      const { numbers } = received(trace, name, t);
      const written = JSON.stringify(numbers);
      if (!written.includes("·")) return;
      lines += 1;
      const delta = trace.answer.deltas[name]?.[t - 1]?.[trace.unit(name)] ?? 0;
      const end = /([^"]*)"\]*$/.exec(written)?.[1] ?? "";
      if (end.includes("×")) return;
      assert.ok(Math.abs(parsed(end) - delta) <= 0.0006, `${run}: ${name} at ${t}, ${written}`);
    });
  assert.ok(lines > 100);
});
