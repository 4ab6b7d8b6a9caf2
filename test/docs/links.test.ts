import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";

const root = path.dirname(path.dirname(import.meta.dirname));
const pages = [
  "README.md",
  "CHANGELOG.md",
  ...readdirSync(path.join(root, "docs"), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".md"))
    .map((name) => `docs/${name}`),
];
const read = (page: string): string => readFileSync(path.join(root, page), "utf8");

describe("what the documents name exists", () => {
  test.each(pages)("%s: links", (page) => {
    const targets = [...read(page).matchAll(/\]\(([^)#:]+)(?:#[^)]*)?\)/g)].map(
      ([, target]) => target ?? "",
    );
    const missing = targets.filter(
      (target) => !existsSync(path.join(root, path.dirname(page), target)),
    );
    expect(missing).toEqual([]);
  });

  test.each(pages)("%s: files in backticks", (page) => {
    const named = [
      ...read(page).matchAll(/`((?:src|test|docs|bin|hooks|rules|scripts|demo)\/[\w./-]+)`/g),
    ].map(([, name]) => name ?? "");
    // The bundle is made by the build.
    const missing = named.filter(
      (name) => name !== "rules/bundle.jsonl" && !existsSync(path.join(root, name)),
    );
    expect(missing).toEqual([]);
  });

  test.each(pages)("%s: npm scripts", (page) => {
    const scripts: unknown = JSON.parse(read("package.json")).scripts;
    const named = [...read(page).matchAll(/npm run ([a-z:]+)/g)].map(([, name]) => name ?? "");
    for (const name of named) expect(scripts).toHaveProperty(name);
  });
});

test("every residual risk has a number of its own, in order", () => {
  const numbers = [...read("docs/THREAT-MODEL.md").matchAll(/^\* \*\*RR-(\d+)/gm)].map(
    ([, number]) => Number(number),
  );
  expect(numbers).toEqual(numbers.map((_, index) => index + 1));
});

test("a threat-model promise names tests that exist", () => {
  const named = [...read("docs/THREAT-MODEL.md").matchAll(/`(test\/[\w/.-]+?)(?:\/\*)?`/g)].map(
    ([, name]) => name ?? "",
  );
  expect(named.length).toBeGreaterThan(5);
  expect(named.filter((name) => !existsSync(path.join(root, name)))).toEqual([]);
});
