import { describe, expect, it } from "vitest";
import { formatWarning } from "../../../src/rule/build/lint/rule-warning.ts";
import { lintSources } from "../../../src/rule/build/lint/lint-sources.ts";
import { readSources } from "../../../src/rule/build/source/read-sources.ts";
import { withRules } from "./with-rules.ts";

const NOW = Date.UTC(2026, 10, 23, 12);

const lint = (files: Readonly<Record<string, string>>): string[] =>
  withRules(files, (directory) => lintSources(readSources(directory), NOW)).map((warning) =>
    formatWarning(warning).replace(": warning", ""),
  );

/** A command rule with nothing to remark on, and what of it is changed. */
function command(id: string, changes: Readonly<Record<string, string>> = {}): string {
  const lines = {
    outcome: "deny",
    maturity: "stable",
    patterns: `["${id} --all"]`,
    references: "[https://example.com]",
    examples: `{ deny: [${id} --all], allow: [${id} --one], instead: [${id}] }`,
    ...changes,
  };
  const rest = Object.entries(lines).map(([key, value]) => `    ${key}: ${value}\n`);
  const head = `  - id: command/${id}\n    why: it harms\n    instead: do not\n    severity: high\n`;
  return head + rest.join("");
}

/** Builds `commands.yaml` of rules that each take nine lines. */
const commands = (...rules: readonly string[]) => ({
  "commands.yaml": `commands:\n${rules.join("")}`,
});

const paths = (rest: string) =>
  `paths:
  - id: path/x
    why: it harms
    instead: do not
    severity: low
    outcome: ask
    maturity: stable
    access: [read]
    examples: { deny: [read /x], allow: [read /y] }
${rest}`;

describe("the rules that ship", () => {
  it("have nothing to remark on", () => {
    expect(lintSources(readSources("rules"), NOW).map(formatWarning)).toEqual([]);
  });
});

describe("lintSources", () => {
  it("has nothing to say of rules that are in order", () => {
    expect(lint(commands(command("frob"), command("grub")))).toEqual([]);
  });

  it.each<[string, Readonly<Record<string, string>>, string]>([
    [
      "a flag that it refuses itself",
      commands(command("frob", { patterns: "[{ run: frob --all, without: --all }]" })),
      '8:16: command/frob: this pattern can match nothing: it asks for --all, and "without" refuses it',
    ],
    [
      "a redirection that it takes out itself",
      commands(
        command("frob", {
          patterns: '[{ run: frob, redirect: "/dev/s*", redirect_except: "/dev/*" }]',
        }),
      ),
      '8:16: command/frob: this pattern can match nothing: "redirect_except" takes out all of "redirect"',
    ],
    [
      "no outcome in its profiles",
      commands(command("frob", { outcome: "{ standard: ask }", profiles: "[strict]" })),
      "6:14: command/frob: it has no outcome in any of its profiles: give one, or take the rule out",
    ],
    [
      "a pattern that the one before it covers",
      commands(command("frob", { patterns: '["frob --all", "frob --all now"]' })),
      "8:30: command/frob: the one at commands.yaml:8 finds all that this finds: take this out",
    ],
    [
      "a pattern that the one behind it covers",
      commands(command("frob", { patterns: '["frob --all now", "frob --all"]' })),
      "8:16: command/frob: the one at commands.yaml:8 finds all that this finds: take this out",
    ],
    [
      "a pattern of an earlier, stricter rule",
      commands(
        command("frob"),
        command("grub", { patterns: "[frob -f --all, grub]", outcome: "ask" }),
      ),
      "17:16: command/grub: that of command/frob at commands.yaml:8 finds all that this finds: take this out",
    ],
    [
      "advice that is not tried",
      commands(command("frob", { examples: "{ deny: [frob --all], allow: [frob] }" })),
      "10:15: command/frob: no example tries its advice: add examples.instead, commands that must pass",
    ],
    [
      "no reference",
      commands(command("frob", { references: "[]" })),
      "5:15: command/frob: it denies as high and says nowhere why: add references",
    ],
    [
      "a deprecated rule",
      commands(command("frob", { maturity: "deprecated" })),
      "7:15: command/frob is deprecated: take it out",
    ],
    [
      "a day that is past",
      commands(command("frob", { enforce_from: "2026-11-23" })),
      "11:19: 2026-11-23 is past and it is enforced now: take the day out",
    ],
    [
      "an example of two rules",
      commands(
        command("frob"),
        command("grub", {
          examples: "{ deny: [grub --all, frob --all], allow: [x], instead: [x] }",
        }),
      ),
      "19:36: command/grub: command/frob has this example too, at commands.yaml:10: keep it in one",
    ],
  ])("points at %s", (_, files, warning) => {
    expect(lint(files)).toEqual([`commands.yaml:${warning}`]);
  });

  it.each([
    ["the earlier rule is milder", { outcome: "ask" }, { outcome: "deny" }],
    ["it is not in every profile", { profiles: "[strict]" }, {}],
    ["it only observes", { maturity: "sandbox" }, {}],
    ["it does not hold for everyone", { scope: "{ users: [dev] }" }, {}],
    ["it is not in force yet", { enforce_from: "2027-01-01" }, {}],
  ])("keeps quiet on a pattern that is covered when %s", (_, first, second) => {
    const patterns = { patterns: "[frob --all now]" };
    const rules = commands(command("frob", first), command("grub", { ...patterns, ...second }));
    expect(lint(rules)).toEqual([]);
  });

  it.each([
    [
      "    paths: [/etc/x, /etc/y]\n    except: [/etc/*]\n",
      [
        'p.yaml:10:13: path/x: "except" takes out all of this: narrow it, or take this out',
        'p.yaml:10:21: path/x: "except" takes out all of this: narrow it, or take this out',
      ],
    ],
    [
      '    paths: ["/etc/**", "/ETC/{a,b}"]\n',
      ["p.yaml:10:24: path/x: the one at p.yaml:10 finds all that this finds: take this out"],
    ],
    ['    paths: ["/etc/{a,c}", "/etc/{a,b}"]\n', []],
  ])("reads path globs: %s", (rest, warnings) => {
    expect(lint({ "p.yaml": paths(rest) })).toEqual(warnings);
  });

  it("names an exception that ends soon, and whom to ask", () => {
    const ending = (day: string) => `exceptions:
  - id: frob-a
    rule: command/frob
    owner: team-a
    reason: we need it
    expires: ${day}
    match: { run: [frob --all a] }
    examples: { allow: [frob --all a], deny: [frob --all b] }
`;
    const rules = commands(command("frob"));
    expect(lint({ ...rules, "e.yaml": ending("2026-12-07") })).toEqual([
      "e.yaml:6:14: the exception frob-a ends in 14 days: ask team-a to renew it or to take it out",
    ]);
    expect(lint({ ...rules, "e.yaml": ending("2026-12-08") })).toEqual([]);
  });

  it("names weakens that weakens nothing, and a secret rule that slows everything", () => {
    const rules = commands(command("frob"));
    const secrets = "[[rules]]\nid = \"acme\"\nregex = '''acme_[a-z]{8}'''\n";
    const weakens = "weakens: no reason\n";
    expect(
      lint({ ...rules, "a.yaml": weakens, "rules.d/b.yaml": weakens, "s.toml": secrets }),
    ).toEqual([
      "a.yaml:1:10: only a drop-in says that it weakens: take this out",
      "rules.d/b.yaml:1:10: nothing in this file makes the others milder: take weakens out",
      "s.toml:2:1: secret/acme: no example tries it: add [rules.toolgate] with examples",
      "s.toml:2:1: secret/acme: without keywords its regex runs over every text: add keywords",
    ]);
  });
});
