import assert from "node:assert/strict";
import { test } from "node:test";
import { readCsv, writeCsv } from "../../static/csv.js";
import { mistakeText } from "../../static/words.js";

/** @param {string[]} lines */
const table = (...lines) => readCsv(lines.join("\n"));

/** @param {string[]} lines */
function wrong(...lines) {
  return table(...lines).mistakes.map((mistake) => mistakeText({ field: "vectors", ...mistake }));
}

/** @param {string[]} lines */
function short(...lines) {
  const { steps, classes, names, mistakes } = table(...lines);
  assert.deepEqual(mistakes, []);
  return { steps: steps.map(({ input, target }) => [...input, target]), classes, names };
}

test("a line is a time-stamp: numbers, and in the last column its class", () => {
  const words = short("0.5,-1,up", "2e-1,+.5,down", "3.,0,up");
  assert.deepEqual(words, {
    steps: [
      [0.5, -1, 0],
      [0.2, 0.5, 1],
      [3, 0, 0],
    ],
    classes: 2,
    names: ["up", "down"],
  });
});

test("a first line without a number is a header, which names the class column", () => {
  for (const name of ["class", "Label", "TARGET", "y"]) {
    const { steps, names } = short(`${name},speed,"turn, left"`, "go,1,2", "stop,3,4");
    assert.deepEqual(steps, [
      [1, 2, 0],
      [3, 4, 1],
    ]);
    assert.deepEqual(names, ["go", "stop"]);
  }
  assert.deepEqual(short("y,x,class", "1,2,a").steps, [[1, 2, 0]]);
  assert.deepEqual(short("2019,2020,class", "1,2,a").steps, [[1, 2, 0]]);
});

test("a class may be called as a class column is: y beside a number is no header", () => {
  assert.deepEqual(short("1,y", "2,n").names, ["y", "n"]);
});

test("whole numbers from 0 on are classes by number, anything else is called by its name", () => {
  assert.deepEqual(short("0.1,2", "0.2,0").steps, [
    [0.1, 2],
    [0.2, 0],
  ]);
  assert.deepEqual(short("0.1,2", "0.2,0").classes, 3);
  assert.deepEqual(short("0.1,2", "0.2,0").names, null);
  assert.deepEqual(short("0.1,1.0", "0.2,0.0").classes, 2);
  assert.deepEqual(short("0.1,1", "0.2,-1").names, ["1", "-1"]);
  assert.deepEqual(short("0.1,7", "0.2,none").names, ["7", "none"]);
});

test("where the class is empty there is no target", () => {
  assert.deepEqual(
    short("0.1,", "0.2,b", "0.3,  ").steps.map(([, target]) => target),
    [null, 0, null],
  );
});

test("one line is enough", () => {
  assert.deepEqual(short("7,a"), { steps: [[7, 0]], classes: 1, names: ["a"] });
});

test("a tab or a semicolon separates too, and then a decimal may have a comma", () => {
  assert.deepEqual(short("a;b;class", "0,5;-1,25;x").steps, [[0.5, -1.25, 0]]);
  assert.deepEqual(short("0,5\t2.5\tx").steps, [[0.5, 2.5, 0]]);
  assert.deepEqual(short("0,5,x").steps, [[0, 5, 0]]);
  assert.deepEqual(short("0,5;1,0", "1,5;0,0").classes, 2);
});

test("cells are quoted as in RFC 4180", () => {
  const { steps, names } = short(
    '"x ""1""",class',
    '"1","up, or ""on"""',
    ' "2" ,"two\nlines"',
    "3,up",
  );
  assert.deepEqual(steps, [
    [1, 0],
    [2, 1],
    [3, 2],
  ]);
  assert.deepEqual(names, ['up, or "on"', "two\nlines", "up"]);
});

test("lines without any text are passed over, and keep their number", () => {
  assert.deepEqual(short("", "x,class", ",", "1,a", "", "2,b", "").steps, [
    [1, 0],
    [2, 1],
  ]);
  assert.deepEqual(wrong("", "x,class", "1,a", "", "two,b"), [
    "Line 5, column 1: expected a number for x, found “two”.",
  ]);
});

test("each bad cell is told with its place, what was found and what was expected", () => {
  assert.deepEqual(wrong("x,class,speed", "fast,a,", "1,0.5,1e999", "NaN,b,0x10"), [
    "Line 2, column 1: expected a number for x, found “fast”.",
    "Line 2, column 3: expected a number for speed, found nothing.",
    "Line 3, column 2: expected a class, a word or a whole number from 0 to 255, found “0.5”.",
    "Line 3, column 3: expected a number for speed, found “1e999”.",
    "Line 4, column 1: expected a number for x, found “NaN”.",
    "Line 4, column 3: expected a number for speed, found “0x10”.",
  ]);
  assert.deepEqual(wrong("1,2,a", "1,−2,b"), ["Line 2, column 2: expected a number, found “−2”."]);
  const long = "n".repeat(500);
  assert.ok((wrong("1,a", `${long},b`)[0] ?? "").length < 100);
});

test("a line that is longer or shorter than the first is told once", () => {
  assert.deepEqual(wrong("1,2,a", "1,a", "x,2,3,4", "5", "6,7,b"), [
    "Line 2: 2 cells, where the first line has 3.",
    "Line 3: 4 cells, where the first line has 3.",
    "Line 4: 1 cell, where the first line has 3.",
  ]);
});

test("under a header it is the header that has other cells", () => {
  assert.deepEqual(wrong("x,y,class", "1,2,a", "1,a"), [
    "Line 3: 2 cells, where the header has 3.",
  ]);
});

test("a class number beyond what there may be is told with its place, a name may be any number", () => {
  assert.deepEqual(wrong("x,class", "1,255", "2,5000"), [
    "Line 3, column 2: expected a class, a word or a whole number from 0 to 255, found “5000”.",
  ]);
  assert.deepEqual(short("1,5000", "2,none").names, ["5000", "none"]);
});

test("a first line may name the separator, as Excel writes it", () => {
  for (const first of ["sep=;", '"SEP=\t"', "\ufeffsep=|"]) {
    const separator = /=\W?([;\t|])/.exec(first)?.[1] ?? "";
    const lines = [`a${separator}class`, `0,5${separator}up`, `1${separator}down`];
    assert.deepEqual(short(first, ...lines).names, ["up", "down"], first);
    assert.equal(table(first, ...lines, "x").mistakes[0]?.line, 5);
  }
  assert.deepEqual(short("sep=,", "a,class", "1,up").steps, [[1, 0]]);
});

test("cells that nothing separates are told what does", () => {
  for (const lines of [["a b class", "1 2 up"], ["a|label", "1|2"], ["the target"], ["1 2 a"]])
    assert.match(wrong(...lines).join(), /a comma, semicolon or tab between\.$/, lines.join());
});

test("a class column that the header names twice is none", () => {
  assert.deepEqual(wrong("class,x,Class", "a,1,b"), ["The header has the name class twice."]);
  assert.deepEqual(short("x,x,y,class", "1,2,3,b").names, ["b"]);
});

test("a quote that does not close takes nothing with it", () => {
  assert.deepEqual(wrong("1,a", '"2,a', "3,a"), [
    'Line 2, column 1: expected a number, found “"2”.',
  ]);
});

test("a table from which nothing could be learned says why", () => {
  assert.match(wrong("a,b", "1,2").join(), /^No column is named class/);
  assert.match(wrong("0.5,", "0.7,").join(), /class column is empty/);
  assert.match(wrong("x,class", "0.5,", "0.7,").join(), /class column is empty/);
  assert.match(wrong("5", "6").join(), /needs a number and, beside it, a class/);
  for (const empty of ["", "  \n\n", "x,class", ",,,\n,,"])
    assert.match(wrong(empty).join(), /^No line of numbers yet/, empty);
});

test("what is written is read again", () => {
  const steps = [
    { input: [0.1, -1e-7], target: 2 },
    { input: [1e21, 0], target: null },
    { input: [3, 4], target: 0 },
  ];
  assert.deepEqual(readCsv(writeCsv(steps)), { steps, classes: 3, names: null, mistakes: [] });
});

test("a long table of quotes is read in no time", () => {
  const before = performance.now();
  readCsv('"'.repeat(65535));
  readCsv('"a,\n'.repeat(16000));
  assert.ok(performance.now() - before < 2000);
});
