import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { operationPrefixes } from "../../src/action/operation/registry.ts";
import { operationsIn } from "../action/operation/support.ts";
import { buildWith } from "../rule/build/build-with.ts";

const page = readFileSync("docs/PERMISSIONS.md", "utf8");
const examples = [...page.matchAll(/```yaml\n(.*?)```/gs)].map(([, text]) => text ?? "");
const rows = [...page.matchAll(/^\| `([^`]+)` \| (`[^`|]+ on [^|]+`) \|$/gm)];

describe("docs/PERMISSIONS.md", () => {
  test.each(examples)("example %# builds as a drop-in, and its examples hold", (text) => {
    const shipped = { "policy.yaml": "rules/policy.yaml", "programs.yaml": "rules/programs.yaml" };
    const { permissions } = buildWith({ ...shipped, "rules.d/50-example.yaml": text });
    expect(permissions.map(({ id }) => id)).toEqual(["permission/deployer"]);
  });

  test.each(rows.map(([, line = "", operations = ""]) => [line, operations]))(
    "%s is %s",
    (line, operations) => {
      const said = operations.split(", ").map((each) => each.replaceAll("`", ""));
      expect(operationsIn(line)).toEqual(said);
    },
  );

  test("shows every kind of command by an example, and names every prefix", () => {
    expect(rows.length).toBeGreaterThanOrEqual(6);
    expect(operationPrefixes().filter((prefix) => !page.includes(`\`${prefix}:`))).toEqual([]);
  });
});
