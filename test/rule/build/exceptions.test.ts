import { describe, expect, it } from "vitest";
import { buildWith, mistakesOf, NOW } from "./build-with.ts";

const RULES = `commands:
  - id: command/no-frob
    why: it frobs
    instead: use fro
    severity: low
    outcome: deny
    maturity: stable
    patterns: [frob]
    examples: { deny: [frob --all], allow: [fro] }
  - id: command/fine
    why: it is fine
    instead: nothing
    severity: low
    outcome: allow
    maturity: stable
    patterns: [fro]
    examples: { deny: [frob], allow: [fro] }
tools:
  - id: mcp/none
    why: nobody approved it
    instead: ask
    severity: low
    outcome: deny
    maturity: stable
    tools: ["mcp__a__*", "mcp__b__*"]
    examples: { deny: [mcp__a__x], allow: [Read] }
`;
const EXCEPTION = `exceptions:
  - id: frob-nightly
    rule: command/no-frob
    owner: Build Team
    reason: the nightly build frobs
    expires: 2027-01-31
    match:
      run: frob --all nightly
    examples:
      allow: [frob --all nightly]
      deny: [frob --all]
`.replace("run: frob --all nightly", "run: [frob --all nightly]");

function mistakes(...changes: readonly (readonly [string, string])[]): string[] {
  const text = changes.reduce((before, [from, to]) => {
    if (!before.includes(from)) throw new Error(`the example has no ${from}`);
    return before.replace(from, to);
  }, EXCEPTION);
  return mistakesOf({ "a.yaml": RULES, "x.yaml": text }).map((line) => line.replace("x.yaml:", ""));
}

const RUN = "run: [frob --all nightly]";

it("an exception stands with its rule, compiled, until midnight UTC of its day", () => {
  const { commands, conditional } = buildWith({ "a.yaml": RULES, "x.yaml": EXCEPTION });
  expect(conditional).toBe(true);
  expect(commands[0]?.exceptions).toEqual([
    {
      id: "frob-nightly",
      expires: Date.UTC(2027, 0, 31),
      patterns: [
        {
          programs: ["frob"],
          flags: [["--all"]],
          without: [],
          operands: [["nightly"]],
          source: "frob --all nightly",
        },
      ],
    },
  ]);
  expect(commands[1]?.exceptions).toBeUndefined();
});

it("rules without scope and exceptions do not depend on the event", () => {
  expect(buildWith({ "a.yaml": RULES }).conditional).toBe(false);
});

describe("a mistake in an exception is told at its place", () => {
  it.each<[string, readonly [string, string], string]>([
    [
      "an unknown rule",
      ["command/no-frob", "command/no-frop"],
      '3:11: rule: there is no rule "command/no-frop", did you mean "command/no-frob"?',
    ],
    [
      "Toolgate's own word",
      ["command/no-frob", "self/not-understood"],
      '3:11: rule: "self/not-understood" is Toolgate\'s word on itself, which has no exceptions',
    ],
    [
      "what no rule lists",
      ["command/no-frob", "command/unlisted"],
      '3:11: rule: "command/unlisted" has no exceptions: list the command in a rule that allows it',
    ],
    [
      "a rule that allows",
      ["command/no-frob", "command/fine"],
      '3:11: rule: "command/fine" allows; an exception is for a rule that warns, asks or denies',
    ],
    [
      "a day that is over",
      ["2027-01-31", "2026-11-23"],
      "6:14: expires: it has ended; remove the exception, or renew it with a new day and a new reason",
    ],
    [
      "a day that is too far",
      ["2027-01-31", "2027-11-25"],
      "6:14: expires: it is more than 366 days ahead; say 2027-11-24 or earlier",
    ],
    [
      "no day",
      ["2027-01-31", "soon"],
      "6:14: frob-nightly: expires: must be a day like 2027-01-31",
    ],
    [
      "no owner",
      ["Build Team", "me"],
      "4:12: frob-nightly: owner: say who answers for it: a person or a team",
    ],
    ["no match", [RUN, "{}"], '8:7: match: say by "run" what the exception lets pass'],
    [
      "a match of another kind",
      [RUN, "tools: [frob]"],
      '8:14: match.tools: a command rule is excepted by "run"',
    ],
    ["any program", [RUN, 'run: ["*"]'], '8:13: match.run: name the program: "*" could be any'],
    [
      "a program with anything",
      [RUN, 'run: ["frob *"]'],
      '8:13: match.run: "frob *" is too wide: spell out an operand or a flag',
    ],
    [
      "a program alone",
      [RUN, "run: [frob]"],
      '8:13: match.run: "frob" is too wide: spell out an operand or a flag',
    ],
    [
      "any operands",
      [RUN, 'run: ["frob --all **"]'],
      '8:13: match.run: name every operand: "**" would let anything follow',
    ],
    [
      "a pattern that asks for what has no meaning",
      [RUN, "run: [{ run: frob --all, without: -x }]"],
      '8:41: match.run: an exception is one whole command: "without" has no meaning in it; leave it out',
    ],
    [
      "a pattern that is none",
      [RUN, "run: [frob --all | x]"],
      "8:13: a pattern holds no operator (|): quote it if it is meant",
    ],
    [
      "an example that passes anyway",
      ["allow: [frob --all nightly]", "allow: [fro]"],
      "10:15: command/no-frob: this example (allow) is not caught by the rule even without the exception in standard: fro",
    ],
    [
      "an example that is still caught",
      ["allow: [frob --all nightly]", "allow: [frob --all daily]"],
      '10:15: command/no-frob: this example (allow) is still caught: the exception "frob-nightly" does not hold for all of it in standard: frob --all daily',
    ],
    [
      "an example that is let pass",
      ["deny: [frob --all]", "deny: [frob --all nightly]"],
      '11:14: command/no-frob: this example (deny) is let pass by the exception "frob-nightly" in standard: frob --all nightly',
    ],
    [
      "no example of what stays caught",
      ["\n      deny: [frob --all]", ""],
      "10:7: examples.deny: give at least one example that the rule still catches",
    ],
    [
      "a permission mode that is none",
      ["match:", "scope: { permission_modes: [pln] }\n    match:"],
      '7:33: scope.permission_modes: there is no mode "pln": did you mean "plan"?',
    ],
  ])("%s", (_name, change, problem) => expect(mistakes(change)).toEqual([problem]));

  it("and all of them at once", () => {
    const all = mistakes(["2027-01-31", "2020-01-01"], ["command/no-frob", "mcp/nome"]);
    expect(all).toEqual([
      '3:11: rule: there is no rule "mcp/nome", did you mean "mcp/none"?',
      "6:14: expires: it has ended; remove the exception, or renew it with a new day and a new reason",
      '8:12: match.run: a mcp rule is excepted by "tools"',
    ]);
  });

  it("the second of two with one id", () => {
    const files = { "a.yaml": RULES, "x.yaml": EXCEPTION, "y.yaml": EXCEPTION };
    expect(mistakesOf(files)).toEqual(['y.yaml:2:9: there is another exception "frob-nightly"']);
  });

  it.each([
    ["the day it ends", "2026-11-24", []],
    ["366 days", "2027-11-24", []],
  ])("but not %s ahead", (_name, day) => {
    const text = EXCEPTION.replace("2027-01-31", day);
    const { commands } = buildWith({ "a.yaml": RULES, "x.yaml": text }, { now: NOW });
    expect(commands[0]?.exceptions).toHaveLength(1);
  });
});

describe("an exception as wide as its rule", () => {
  const whole = (scope: string) => `exceptions:
  - id: all-of-it
    rule: mcp/none
    owner: Build Team
    reason: we try them
    expires: 2027-01-31
${scope}    match: { tools: [mcp__*] }
    examples: { allow: [mcp__a__x], deny: [mcp__b__x] }
`;

  it("is refused", () => {
    expect(mistakesOf({ "a.yaml": RULES, "x.yaml": whole("") })).toEqual([
      "x.yaml:7:12: match: it is as wide as the rule: name less, give it a scope, or set the rule's mode",
    ]);
  });

  it("is one team's way out of the rule where it has a scope", () => {
    const scoped = whole("    scope: { users: [sam] }\n").replace(", deny: [mcp__b__x]", "");
    const { tools } = buildWith({ "a.yaml": RULES, "x.yaml": scoped });
    expect(tools[0]?.exceptions).toMatchObject([{ tools: ["mcp__*"], scope: { users: ["sam"] } }]);
  });

  it.each(["/**", "~/**", "/*/*", "/home/**", "/home/*/**", "/Users/*", "/root/**"])(
    "is refused for the path %s",
    (glob) => {
      const rule = `paths:
  - id: path/x
    why: it is secret
    instead: nothing
    severity: low
    outcome: deny
    maturity: stable
    access: [read]
    paths: [~/secret/**]
    examples: { deny: [read ~/secret/a], allow: [read ~/a] }
exceptions:
  - id: wide
    rule: path/x
    owner: Team
    reason: it is wide
    expires: 2027-01-31
    match: { paths: ["${glob}"] }
    examples: { allow: [read ~/secret/a], deny: [read ~/secret/b] }
`;
      expect(mistakesOf({ "x.yaml": rule })).toEqual([
        `x.yaml:17:22: match.paths: "${glob}" is too wide: spell out a name in it`,
      ]);
    },
  );
});
