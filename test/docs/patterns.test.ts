import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { buildWith } from "../rule/build/build-with.ts";

const page = readFileSync("docs/PATTERNS.md", "utf8");
const examples = [...page.matchAll(/```yaml\n(.*?)```/gs)].map(([, text]) => text ?? "");

test("the examples of docs/PATTERNS.md build as one drop-in", () => {
  const dropIn = { "rules.d/50-example.yaml": examples.join("") };
  const shipped = { "policy.yaml": "rules/policy.yaml", "programs.yaml": "rules/programs.yaml" };
  const { commands, programs } = buildWith({ ...shipped, ...dropIn });
  expect(commands.map(({ id }) => id)).toContain("command/acme-wipe");
  expect(Object.keys(programs)).toContain("acmectl wipe");
});
