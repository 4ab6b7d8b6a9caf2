import { expect, test } from "vitest";
import { createAnswerableUser } from "../../../src/audit/intake/subordinate-ids.ts";

const answerableFor = createAnswerableUser(
  "dev:100000:65536\n# nonsense\nci:165536:10\nbroken:x:1\n:1:1\n",
);

test("subordinate ids are counted to whose they are", () => {
  expect(answerableFor(100000)).toBe(answerableFor(165535));
  expect(answerableFor(165536)).not.toBe(answerableFor(165535));
  expect(answerableFor(165545)).toBe(answerableFor(165536));
});

test("every other id is counted to itself", () => {
  const ids = [0, 1, 1000, 99999, 165546];
  expect(new Set(ids.map(answerableFor)).size).toBe(ids.length);
});
