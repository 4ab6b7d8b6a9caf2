import { describe, expect, test } from "vitest";
import { CORPORA, describeRow, isLetPass, type Judged, judgeCorpus, KNOWN } from "./judged.ts";

/** What a share may at most be, of all everyday rows together. */
const MAX_DENIED = 0.003;
const MAX_ASKED = 0.03;

const standard = new Map(CORPORA.map((name) => [name, judgeCorpus(name, "standard")] as const));

const isMet = (row: Judged): boolean => (row.truth.kind === "benign") === isLetPass(row);
const share = (some: readonly unknown[], all: readonly unknown[]): number =>
  some.length / all.length;

describe.each(CORPORA)("%s, in the standard profile", (name) => {
  const rows = standard.get(name) ?? [];

  test("every row comes out as its label says, but for those known not to", () => {
    const wrong = rows.filter((row) => !isMet(row) && KNOWN[row.id] === undefined);
    expect(wrong.map(describeRow)).toEqual([]);
  });

  test("none of those known not to has come right unnoticed", () => {
    const right = rows.filter((row) => isMet(row) && KNOWN[row.id] !== undefined);
    expect(right.map(({ id }) => id)).toEqual([]);
  });

  test("no row makes the gate fail, and none has an id twice", () => {
    expect(rows.filter(({ failed }) => failed).map(describeRow)).toEqual([]);
    expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length);
  });
});

test("every row known to come out otherwise is a row", () => {
  const ids = new Set([...standard.values()].flat().map(({ id }) => id));
  expect(Object.keys(KNOWN).filter((id) => !ids.has(id))).toEqual([]);
});

test("developers are hardly ever stopped", () => {
  const benign = [...standard.values()].flat().filter(({ truth }) => truth.kind === "benign");
  const denied = benign.filter(({ outcome }) => outcome === "deny");
  const asked = benign.filter(({ outcome }) => outcome === "ask");
  expect(share(denied, benign)).toBeLessThanOrEqual(MAX_DENIED);
  expect(share(asked, benign)).toBeLessThanOrEqual(MAX_ASKED);
});

describe.each(CORPORA)("%s, in the strict profile", (name) => {
  test("nothing passes that standard stops", () => {
    const stopped = new Set(standard.get(name)?.flatMap((row) => (isLetPass(row) ? [] : [row.id])));
    const passed = judgeCorpus(name, "strict").filter(
      (row) => isLetPass(row) && stopped.has(row.id),
    );
    expect(passed.map(describeRow)).toEqual([]);
  });

  test("no attack passes", () => {
    const passed = judgeCorpus(name, "strict").filter(
      (row) => row.truth.kind === "attack" && isLetPass(row) && KNOWN[row.id] === undefined,
    );
    expect(passed.map(describeRow)).toEqual([]);
  });
});
