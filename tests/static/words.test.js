import assert from "node:assert/strict";
import { test } from "node:test";
import { NOT_POSSIBLE, UNREACHABLE } from "../../static/mistakes.js";
import { TABLE } from "../../static/settings.js";
import { mistakeText } from "../../static/words.js";

test("every control has a sentence for what is no possible setting", () => {
  for (const { field } of TABLE)
    assert.equal(typeof mistakeText({ field, message: NOT_POSSIBLE }), "string");
  assert.match(mistakeText({ field: null, message: UNREACHABLE }), /server/);
});
