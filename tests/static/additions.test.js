import assert from "node:assert/strict";
import { test } from "node:test";
import { drawAdditions } from "../../static/drawing/additions.js";
import { Pen } from "../../static/svg.js";
import { fake } from "./document.js";

const ANSWER = {
  predicted: 0.2,
  actual: 0.19,
  loss_before: 5,
  loss_after: 5.19,
  losses: [0, 0, 0.15, 0.04],
  shared: { predicted: 0.2, actual: 0.14 },
  copies: { first: 0, predicted: [0.1, -0.2, 0.2, 0.1], actual: [0.09, -0.21, 0.19, 0.08] },
};

/** @param {Partial<typeof ANSWER>} [change] @param {number | null} [t] */
function drawn(change = {}, t = 3) {
  const host = fake("div");
  drawAdditions(
    new Pen(host),
    {
      nudge: { parameter: "W_hh", row: 0, column: 0, t, epsilon: 0.1 },
      answer: { ...ANSWER, ...change },
      time: (at) => `colour ${at}`,
    },
    () => {},
  );
  const [svg] = host.childNodes;
  assert.ok(svg);
  const bars = (/** @type {string} */ name) =>
    svg.childNodes
      .filter((each) => each.attributes["class"] === `bar ${name}`)
      .map(({ attributes: { y, height, fill } }) => ({
        from: Number(y),
        to: Number(y) + Number(height),
        fill,
      }));
  const names = svg.childNodes.filter((each) => each.tag === "text");
  return { svg, bars, names };
}

for (const name of /** @type {const} */ (["predicted", "actual"]))
  test(`of what is ${name} each copy stands on the ones before it, in its colour, and Σ is their end`, () => {
    const { bars } = drawn();
    const ground = /M0 ([\d.]+)H/.exec(drawn().svg.childNodes[0]?.attributes["d"] ?? "")?.[1];
    const drawnBars = bars(name);
    const [sum, shared] = drawnBars.splice(4);
    const scale = 64 / (0.2 + 0.12);
    let level = Number(ground);
    ANSWER.copies[name].forEach((change, i) => {
      const next = level - change * scale;
      const bar = drawnBars[i];
      assert.ok(bar);
      assert.ok(Math.abs(bar.from - Math.min(level, next)) < 0.03);
      assert.ok(Math.abs(bar.to - Math.max(level, next)) < 0.03);
      assert.equal(bar.fill, `colour ${i + 1}`);
      level = next;
    });
    assert.ok(Math.abs(Number(sum?.from) - level) < 0.05);
    const end = Number(ground) - ANSWER.shared[name] * scale;
    assert.ok(Math.abs(Number(shared?.from) - end) < 0.03);
  });

test("the picture says all its numbers", () => {
  const said = drawn().svg.attributes["aria-label"] ?? "";
  for (const part of ["t = 1 +0.100 and +0.0900", "t = 2 −0.200 and −0.210", "+0.200 and +0.150"])
    assert.ok(said.includes(part), said);
});

test("of many time-stamps the chosen one is named, and none in its way", () => {
  const many = Array.from({ length: 120 }, () => 0.01);
  const { names } = drawn({ copies: { first: 10, predicted: many, actual: many } }, 57);
  const written = names.map(({ textContent }) => textContent);
  assert.ok(written.includes("57"));
  assert.equal(written.at(-1), "W");
  assert.ok(written.length < 14);
  const places = names.slice(0, -2).map(({ attributes }) => Number(attributes["x"]));
  assert.ok(places.every((x, i) => i === 0 || x - (places[i - 1] ?? 0) > 20));
});
