import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { buildWith } from "../rule/build/build-with.ts";

const page = readFileSync("docs/POLICY.md", "utf8");
const examples = [...page.matchAll(/```yaml\n(.*?)```/gs)].map(([, text]) => text ?? "");
const names = ["commands.yaml", "paths.yaml", "policy.yaml", "programs.yaml"];
const shipped = Object.fromEntries(names.map((name) => [name, `rules/${name}`]));

describe("docs/POLICY.md", () => {
  test("has an example of each part", () => expect(examples.length).toBeGreaterThanOrEqual(5));

  test.each(examples)("example %#, with the rules that ship, builds", (text) => {
    const { policy } = buildWith({ ...shipped, "zz-example.yaml": text }, { profile: "standard" });
    expect(policy.profile).toBe("standard");
  });
});
