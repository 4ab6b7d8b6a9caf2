import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { z } from "zod";
import { buildRules } from "../../src/rule/build/build-rules.ts";

const root = path.dirname(path.dirname(import.meta.dirname));
const read = (file: string): string => readFileSync(path.join(root, file), "utf8");

const STATUSES = ["enforced", "wired", "recorded", "offered", "planned", "out of scope"];
const ISSUES = new Set([
  "commands",
  "secrets engines",
  "injection and PII",
  "audit and forwarder",
  "packaging",
]);
const NONE = "–";
/** In place of a test: the examples of the rules that the row names. */
const EXAMPLES = "its examples";

const entries = z
  .array(
    z.strictObject({
      id: z.string(),
      document: z.enum(["000", "001", "002", "003", "004"]),
      section: z.string(),
      entry: z.string(),
    }),
  )
  .parse(JSON.parse(read("test/docs/specification-entries.json")));

/** One row of the page: its cells, and what stands in backticks in `where` and `test`. */
interface Row {
  readonly id: string;
  /** Empty where the id says it. */
  readonly entry: string;
  readonly status: string;
  readonly where: string;
  readonly test: string;
  readonly why: string;
  /** Files named in `where`. */
  readonly files: readonly string[];
  /** What else is named there: rule ids, keys. */
  readonly subjects: readonly string[];
  readonly tests: readonly string[];
}

const FILE =
  /^(?:(?:src|test|docs|bin|hooks|infra|rules|scripts)\/[\w./-]+\.\w+|rules\/VERSION|install\.sh)$/;
const RULE = /^(?:command|path|tool|mcp|egress|secret|injection|pii)\/[\w-]+$/;

function toRow(line: string): Row {
  const [head = "", status = "", where = "", testCell = "", why = ""] = line
    .slice(2, -2)
    .split(" | ")
    .map((cell) => cell.replaceAll("\\|", "|"));
  const [, id = "", entry = ""] = /^`([^`]+)` ?(.*)$/.exec(head) ?? [];
  const named = inBackticks(where);
  const files = named.filter((name) => FILE.test(name));
  const subjects = named.filter((name) => !FILE.test(name));
  const tests = inBackticks(testCell);
  return { id, entry, status, where, test: testCell, why, files, subjects, tests };
}

function inBackticks(cell: string): string[] {
  return [...cell.matchAll(/`([^`]+)`/g)].map(([, name]) => name ?? "");
}

/** What follows `document/section/`. */
function keyOf(id: string): string {
  return id.split("/").slice(2).join("/");
}

const page = read("docs/SPEC-MAP.md");
const rows = page
  .split("\n")
  .filter((line) => /^\| `\d{3}\//.test(line))
  .map(toRow);
const settled = rows.filter(({ status }) => !["planned", "out of scope"].includes(status));

describe("every entry of the specification has one row, and no row is without an entry", () => {
  test("in the order of the entries", () => {
    expect(rows.map(({ id }) => id)).toEqual(entries.map(({ id }) => id));
    expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length);
  });

  test("with the entry's own words", () => {
    const shown = rows.map(({ id, entry }) => (entry === "" ? keyOf(id) : entry));
    expect(shown).toEqual(entries.map(({ entry }) => entry));
  });

  test("which are a key, a name or a few words, not a sentence of the document", () => {
    expect(entries.filter(({ entry }) => entry.split(" ").length > 8)).toEqual([]);
    expect(entries.filter(({ id, document }) => !id.startsWith(`${document}/`))).toEqual([]);
  });

  test("and every list of the specification's permissions is there whole", () => {
    const lists = ["deny", "allow", "ask"].map((list) =>
      entries.filter(({ id }) => id.startsWith(`004/permissions.${list}/`)),
    );
    expect(lists.map(({ length }) => length)).toEqual([25, 21, 7]);
  });
});

describe("a row's status", () => {
  test("is one of those that the page explains and counts", () => {
    expect(rows.filter(({ status }) => !STATUSES.includes(status))).toEqual([]);
    const counted = [...page.matchAll(/^\| ([a-z ]+) \| (\d+) \|/gm)];
    expect(counted.map(([, status, count]) => [status, Number(count)])).toEqual(
      STATUSES.map((status) => [status, rows.filter((row) => row.status === status).length]),
    );
    expect(page).toContain(`\n${rows.length} rows.`);
  });

  test("planned names the issue, and says what comes or what holds until then", () => {
    const planned = rows.filter(({ status }) => status === "planned");
    const faults = planned.filter(
      ({ where, test: held, why }) => !ISSUES.has(where) || held !== NONE || why === NONE,
    );
    expect(faults).toEqual([]);
  });

  test("out of scope gives a reason", () => {
    const outside = rows.filter(({ status }) => status === "out of scope");
    const faults = outside.filter(
      ({ where, test: held, why }) => where !== NONE || held !== NONE || why === NONE,
    );
    expect(faults).toEqual([]);
  });
});

describe("what a settled row names", () => {
  test("is a file that exists, and something that stands in it", () => {
    expect(settled.flatMap(faultsOfPlace)).toEqual([]);
  });

  test("is held by a test that exists and speaks of it", () => {
    expect(settled.flatMap(faultsOfTests)).toEqual([]);
  });

  test("is a rule that is built, where it is a rule", () => {
    const built = builtRules();
    const rules = inBackticks(page).filter((name) => RULE.test(name) && !FILE.test(name));
    expect(rules.length).toBeGreaterThan(50);
    expect(rules.filter((rule) => !built.has(rule))).toEqual([]);
  });
});

function faultsOfPlace({ id, files, subjects }: Row): string[] {
  if (files.length === 0 || subjects.length === 0) return [`${id}: a file and a word in it`];
  return files
    .filter((file) => !mentions(file, subjects))
    .map((file) => `${id}: ${file} has none of ${subjects.join(", ")}`);
}

function faultsOfTests({ id, test: cell, tests, files, subjects }: Row): string[] {
  if (cell === EXAMPLES) {
    const rules = new Set(files.flatMap(readTestedRules));
    return subjects.filter((rule) => !rules.has(rule)).map((rule) => `${id}: ${rule}`);
  }
  if (tests.length === 0) return [`${id}: no test`];
  const spoken = subjects.concat(files, keyOf(id));
  return tests
    .filter((file) => !file.startsWith("test/") || !mentions(file, spoken))
    .map((file) => `${id}: ${file} speaks of none of ${spoken.join(", ")}`);
}

const ruleFile = z.record(z.string(), z.unknown());
const testedRule = z.object({
  id: z.string(),
  examples: z.object({ deny: z.array(z.string()).min(1), allow: z.array(z.string()).min(1) }),
});

/** The rules of a file that have examples of both kinds; that they hold, the build below shows. */
function readTestedRules(file: string): string[] {
  return Object.values(ruleFile.parse(parse(read(file))))
    .flat()
    .map((rule) => testedRule.safeParse(rule))
    .flatMap(({ data }) => data?.id ?? []);
}

/**
 * Whether a file exists and names one of the subjects. Settings are named by their path,
 * `sandbox.enabled`, of which JSON has the last part; secret rules stand in their file without `secret/`.
 */
function mentions(file: string, subjects: readonly string[]): boolean {
  if (!existsSync(path.join(root, file))) return false;
  const text = read(file);
  return subjects.some(
    (subject) =>
      text.includes(subject.replace(/^secret\//, "")) ||
      (file.endsWith(".json") && text.includes(`"${subject.split(".").at(-1) ?? ""}"`)),
  );
}

/** The ids of the rules of every profile. */
function builtRules(): Set<string> {
  const profiles = ["standard", "strict", "observe"] as const;
  const bundles = profiles.map((profile) => buildRules(path.join(root, "rules"), { profile }));
  return new Set(
    bundles.flatMap(({ tools, commands, paths, egress, secrets, injection, pii }) =>
      [tools, commands, paths, egress, secrets.rules, injection, pii].flat().map(({ id }) => id),
    ),
  );
}
