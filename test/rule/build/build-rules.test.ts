import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { buildRules } from "../../../src/rule/build/build-rules.ts";

const COMMAND = `commands:
  - id: command/no-frob
    why: it frobs
    instead: use fro
    severity: low
    outcome: { standard: ask, strict: deny }
    maturity: stable
    patterns:
      - frob --all
    examples:
      deny: [frob --all]
      allow: [frob --one]
`;

let directory = "";
beforeEach(() => {
  directory = fs.mkdtempSync(path.join(os.tmpdir(), "toolgate-build-"));
  write("VERSION", "1.2.3\n");
});
afterEach(() => fs.rmSync(directory, { recursive: true }));

function write(name: string, text: string): void {
  fs.mkdirSync(path.dirname(path.join(directory, name)), { recursive: true });
  fs.writeFileSync(path.join(directory, name), text);
}

/** The messages of a build that must fail. */
function mistakes(): string[] {
  try {
    buildRules(directory);
  } catch (error) {
    if (error instanceof Error) return error.message.split("\n");
  }
  throw new Error("the build did not fail");
}

describe("the rules that ship", () => {
  it.each(["standard", "strict", "observe"] as const)("build for %s", (profile) => {
    const bundle = buildRules("rules", { profile });
    expect(bundle.policy.profile).toBe(profile);
    expect(bundle.commands.length).toBeGreaterThan(12);
    expect(bundle.digest).toMatch(/^[0-9a-f]{64}$/);
  });

  it("are judged in observe as in standard, and nothing is stopped", () => {
    write("commands.yaml", COMMAND);
    const [observe, standard] = (["observe", "standard"] as const).map((profile) =>
      buildRules(directory, { profile }),
    );
    expect(observe?.commands).toEqual(standard?.commands);
    expect(observe?.policy.mode).toBe("observe");
  });
});

describe("buildRules", () => {
  it("gives the same digest for the same rules, and another for others", () => {
    write("commands.yaml", COMMAND);
    const { digest } = buildRules(directory);
    expect(buildRules(directory).digest).toBe(digest);
    write("commands.yaml", COMMAND.replace("it frobs", "it frobs all"));
    expect(buildRules(directory).digest).not.toBe(digest);
  });

  it("takes the outcome of the profile", () => {
    write("commands.yaml", COMMAND);
    const outcome = (profile: "standard" | "strict") =>
      buildRules(directory, { profile }).commands[0]?.outcome;
    expect([outcome("standard"), outcome("strict")]).toEqual(["ask", "deny"]);
  });

  it("adds drop-ins after the main files, a later policy replacing an earlier one", () => {
    write("commands.yaml", COMMAND);
    write("policy.yaml", "policy: { profile: standard, mode: enforce }\n");
    write("rules.d/20-b.yaml", "weakens: a trial\npolicy: { mode: observe }\n");
    write(
      "rules.d/10-a.yaml",
      COMMAND.replace("no-frob", "no-frab") + "weakens: a trial\npolicy: { mode: warn }\n",
    );
    const { commands, policy } = buildRules(directory);
    expect(commands.map(({ id }) => id)).toEqual(["command/no-frob", "command/no-frab"]);
    expect(policy.mode).toBe("observe");
  });

  it("lets a rule in the sandbox only observe until a file says otherwise", () => {
    write("commands.yaml", COMMAND.replace("stable", "sandbox"));
    expect(buildRules(directory).policy.ruleModes).toEqual({ "command/no-frob": "observe" });
    write("policy.yaml", "policy: { rule_modes: { command/no-frob: warn } }\n");
    expect(buildRules(directory).policy.ruleModes).toEqual({ "command/no-frob": "warn" });
  });

  it("guards the paths of this installation with path/toolgate", () => {
    fs.copyFileSync("rules/paths.yaml", path.join(directory, "paths.yaml"));
    const { paths } = buildRules(directory, { guarded: ["/home/dev/Trial"] });
    expect(paths.find(({ id }) => id === "path/toolgate")?.paths).toContain("/home/dev/trial/**");
  });

  it.each([
    [
      "a misspelled key",
      ["severity", "severty"],
      '5:5: unknown key "severty", did you mean "severity"?',
    ],
    [
      "an unknown value",
      ["maturity: stable", "maturity: old"],
      "7:15: command/no-frob: maturity: must be sandbox or incubating or stable or deprecated",
    ],
    [
      "a bad id",
      ["command/no-frob", "no_frob"],
      "2:9: commands.0.id: must look like command/kebab-name",
    ],
    [
      "an operator in a pattern",
      ["frob --all\n", "frob --all | x\n"],
      "9:9: a pattern holds no operator (|): quote it if it is meant",
    ],
    [
      "an example that is not caught",
      ["deny: [frob --all]", "deny: [frob --all, frob]"],
      "11:26: command/no-frob: this example (deny) is not caught by its rule in standard: frob",
    ],
    [
      "an example that is caught",
      ["allow: [frob --one]", "allow: [frob --all]"],
      "12:15: command/no-frob: this example (allow) is caught by its rule in standard: frob --all",
    ],
    [
      "no example",
      ["deny: [frob --all]", "deny: []"],
      "11:13: command/no-frob: examples.deny: give at least one example that the rule catches",
    ],
    [
      "a why of two lines",
      ["it frobs", '"a\\nb"'],
      "3:10: command/no-frob: why: must be one clause on one line, without a full stop",
    ],
    [
      "broken YAML",
      ["why: it frobs", "why: [it frobs"],
      "4:5: Flow sequence in block collection must be sufficiently indented and end with a ]",
    ],
    ["a key twice", ["why: it frobs", "why: it frobs\n    why: x"], "4:5: Map keys must be unique"],
  ])("says where %s is", (_name, [from = "", to = ""], problem) => {
    write("commands.yaml", COMMAND.replace(from, to));
    expect(mistakes()).toContain(`commands.yaml:${problem}`);
  });

  it("refuses advice that a rule denies", () => {
    write(
      "commands.yaml",
      COMMAND.replace("ask, strict", "deny, strict") + "      instead: [frob --all now]\n",
    );
    expect(mistakes()).toEqual([
      "commands.yaml:13:17: command/no-frob: this example (instead) is denied by command/no-frob in standard: frob --all now",
    ]);
  });

  it("names every mistake of every file", () => {
    write("commands.yaml", COMMAND.replace("severity", "sevrity"));
    write("rules.d/x.yaml", "polcy: {}\n");
    expect(mistakes()).toEqual([
      "commands.yaml:2:5: command/no-frob: severity is missing",
      'commands.yaml:5:5: unknown key "sevrity", did you mean "severity"?',
      'rules.d/x.yaml:1:1: unknown key "polcy", did you mean "policy"?',
    ]);
  });

  it("refuses an id that is there already", () => {
    write("a.yaml", COMMAND);
    write("b.yaml", COMMAND);
    expect(mistakes()).toEqual([
      'b.yaml:2:9: there is another rule "command/no-frob" at a.yaml:2:9',
    ]);
  });

  it("refuses a version that is none", () => {
    write("VERSION", "next\n");
    expect(mistakes()).toEqual(["VERSION:1:1: must be like 1.2.3"]);
  });
});
