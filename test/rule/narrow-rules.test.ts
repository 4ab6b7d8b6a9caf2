import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { walkCommand } from "../../src/action/shell/walk.ts";
import { runChecks } from "../../src/check/run-checks.ts";
import { commandCheck } from "../../src/check/command/command-check.ts";
import { pathCheck } from "../../src/check/path/path-check.ts";
import type { Action } from "../../src/model/action.ts";
import type { RuleBundle } from "../../src/model/bundle.ts";
import type { Outcome } from "../../src/model/finding.ts";
import type { HookEvent } from "../../src/model/event.ts";
import { sourceOf } from "./source-of.ts";
import { parseBundle, toBundleText } from "../../src/rule/bundle-file.ts";
import { rulesForEvent } from "../../src/rule/rules-for-event.ts";
import { stricter, toVerdict } from "../../src/verdict/to-verdict.ts";
import { buildWith, NOW } from "./build/build-with.ts";

const META = `why: no, instead: "yes", severity: high, maturity: stable`;
const END = Date.UTC(2027, 0, 31);
const EXCEPTION = `exceptions:
  - id: nightly
    rule: command/frob
    owner: Build Team
    reason: the nightly build frobs
    expires: 2027-01-31
    scope: { agents: [main] }
    match: { run: [frob --all] }
    examples: { allow: [frob --all], deny: [frob -a --all] }
`;

interface Spec {
  readonly outcome: Outcome;
  readonly pattern: string;
  readonly scope: string;
  readonly exception: boolean;
}

function toYaml({ outcome, pattern, scope }: Spec, id: string): string {
  const examples = "{ deny: [frob -a, fro -a], allow: [x] }";
  const allowing = "{ allow: [frob -a, fro -a], deny: [x] }";
  const own = outcome === "allow" ? allowing : examples;
  const where = scope === "" ? "" : `, scope: { ${scope} }`;
  return `  - { id: ${id}, ${META}, outcome: ${outcome}, patterns: ["{frob,fro} ${pattern}"${
    pattern === "" ? "" : ', "{frob,fro} -a"'
  }], examples: ${own}${where} }\n`;
}

function build(specs: readonly Spec[], unlisted: string): RuleBundle {
  const rules = specs.map((spec, nth) =>
    toYaml(spec, nth === 0 ? "command/frob" : `command/r-${nth}`),
  );
  const [first] = specs;
  const withException = first?.exception === true && first.pattern !== "-b";
  return buildWith({
    "a.yaml": `policy: { unlisted: ${unlisted} }\ncommands:\n${rules.join("")}`,
    ...(withException ? { "x.yaml": EXCEPTION } : {}),
  });
}

const machine = { home: "/home/dev", realPath: (path: string) => path, readText: () => undefined };
const witnesses = {
  actor: { uid: 1, user: "sam", host: "h" },
  machine,
  groupIds: () => undefined,
};

function eventOf(changes: Partial<HookEvent> = {}): HookEvent {
  return {
    name: "PreToolUse",
    sessionId: undefined,
    cwd: "/code/a",
    transcriptPath: undefined,
    promptId: undefined,
    permissionMode: "default",
    agentId: undefined,
    agentType: undefined,
    tool: undefined,
    response: undefined,
    body: {},
    bytes: 1,
    ...changes,
  };
}

function toAction(line: string): Action {
  const at = { field: "tool_input.command" };
  const surfaces = walkCommand(line).invocations.map(
    (invocation) => ({ kind: "command", invocation, at }) as const,
  );
  return { surfaces, coverage: { complete: true, gaps: [] } };
}

function judge(
  line: string,
  rules: RuleBundle,
  at: Partial<HookEvent> & { now?: number } = {},
): Outcome {
  const { now = NOW, ...changes } = at;
  const event = eventOf(changes);
  const inForce = rulesForEvent(event, { rules, policy: rules.policy, now, witnesses });
  const setting = { checks: [commandCheck, pathCheck], machine };
  const action = toAction(line);
  const findings = runChecks(action, inForce.bundles, setting);
  return toVerdict(findings, action.coverage, inForce).outcome;
}

const RULE: Spec = { outcome: "deny", pattern: "", scope: "", exception: false };

describe("rules that do not depend on the event", () => {
  it("are the very same bundle", () => {
    const rules = build([RULE], "none");
    const context = { rules, policy: rules.policy, now: NOW, witnesses };
    expect(rulesForEvent(eventOf(), context).bundles[0]).toBe(rules);
  });
});

describe("rules that depend on the event", () => {
  it("leave what is parsed on demand unparsed", () => {
    const text = toBundleText(build([{ ...RULE, scope: "users: [other]" }], "none"));
    const [head = "", table = "", ...lines] = text.split("\n");
    const damaged = lines.map((line) => "?".repeat(line.length));
    const rules = parseBundle(sourceOf([head, table, ...damaged].join("\n")));
    if (rules === undefined) throw new Error("no bundle");
    const context = { rules, policy: rules.policy, now: NOW, witnesses };
    const [narrowed] = rulesForEvent(eventOf(), context).bundles;
    expect(narrowed?.secretKeywords).toEqual(rules.secretKeywords);
    expect(() => narrowed?.secrets).toThrow("damaged");
  });

  it("find nothing out of scope and are found in it", () => {
    const rules = build([{ ...RULE, scope: "repositories: [/code/a]" }], "none");
    expect(judge("frob", rules)).toBe("deny");
    expect(judge("frob", rules, { cwd: "/code/b" })).toBe("allow");
    expect(judge("frob", rules, { cwd: undefined })).toBe("deny");
  });

  it("allow nothing out of scope, nor where nobody knows", () => {
    const allow: Spec = { ...RULE, outcome: "allow", scope: "repositories: [/code/a]" };
    const rules = build([allow], "deny");
    expect(judge("frob", rules)).toBe("allow");
    expect(judge("frob", rules, { cwd: "/code/b" })).toBe("deny");
    expect(judge("frob", rules, { cwd: undefined })).toBe("deny");
  });

  it("leave the other rules of the index in their places", () => {
    const rules = build(
      [
        { ...RULE, scope: "users: [other]" },
        { ...RULE, outcome: "ask" },
      ],
      "none",
    );
    expect(judge("frob", rules)).toBe("ask");
  });

  it("lose a path rule out of scope without a trace", () => {
    const path = (id: string, scope: string) =>
      `  - { id: ${id}, ${META}, outcome: deny, access: [read], paths: [/srv/**, "/*"], ${scope} examples: { deny: [read /srv/a], allow: [read /b/c] } }\n`;
    const rules = buildWith({
      "p.yaml": `paths:\n${path("path/one", "scope: { users: [other] },")}${path("path/two", "")}`,
    });
    const { bundles } = rulesForEvent(eventOf(), {
      rules,
      policy: rules.policy,
      now: NOW,
      witnesses,
    });
    const surface = { kind: "path", access: "read", written: "/", path: "/srv/a" } as const;
    const root = { ...surface, path: "/" };
    const found = (of: typeof surface | typeof root) =>
      runChecks(
        { surfaces: [{ ...of, at: { field: "f" } }], coverage: { complete: true, gaps: [] } },
        bundles,
        { checks: [pathCheck], machine },
      ).map(({ rule }) => rule);
    expect(found(surface)).toEqual(["path/two"]);
    expect(found(root)).toEqual([]);
  });
});

describe("an exception", () => {
  const rules = build([{ ...RULE, exception: true }], "none");

  it("holds until midnight UTC of its day", () => {
    const at = (now: number) => judge("frob --all", rules, { now });
    expect([at(END - 1), at(END)]).toEqual(["allow", "deny"]);
  });

  it("holds in its scope only", () => {
    expect(judge("frob --all", rules, { agentId: "a", agentType: "x" })).toBe("deny");
    expect(judge("frob --all", rules, { agentId: "a", agentType: "main" })).toBe("deny");
  });

  it("says nothing of a command's being unlisted", () => {
    expect(judge("frob --all", build([{ ...RULE, exception: true }], "ask"))).toBe("ask");
  });

  it("of a repository does not follow the command into another directory", () => {
    const scoped = EXCEPTION.replace("agents: [main]", "repositories: [/code/a]");
    const own = buildWith({
      "a.yaml": `commands:\n${toYaml(RULE, "command/frob")}`,
      "x.yaml": scoped,
    });
    expect(judge("frob --all", own)).toBe("allow");
    expect(judge("cd /code/b && frob --all", own)).toBe("deny");
    expect(judge("(pushd /x; frob --all)", own)).toBe("deny");
  });
});

describe("whatever the rules", () => {
  const outcome = fc.constantFrom<Outcome>("warn", "ask", "deny");
  const spec = fc.record<Spec>({
    outcome,
    pattern: fc.constantFrom("", "--all", "-b"),
    scope: fc.constantFrom("", "users: [sam]", "users: [other]", "agents: [main]"),
    exception: fc.boolean(),
  });
  const line = fc.constantFrom(
    "frob --all",
    "frob -a",
    "fro -b x",
    "frob --all -b",
    "x",
    "frob; fro -a",
  );
  const unlisted = fc.constantFrom("none", "ask", "deny");
  const anyone = fc.constantFrom({}, { agentId: "a", agentType: "x" });

  it("one more that warns, asks or denies makes nothing milder", () => {
    const several = fc.record({ some: fc.array(spec, { maxLength: 2 }), one: spec });
    fc.assert(
      fc.property(several, line, unlisted, ({ some, one }, ...[command, rest]) => {
        const before = judge(command, build([RULE_OFF, ...some], rest));
        const after = judge(command, build([one, RULE_OFF, ...some], rest));
        expect(stricter(before, after)).toBe(after);
      }),
      { numRuns: 100 },
    );
  });

  it("a scope makes none that warns, asks or denies stricter", () => {
    fc.assert(
      fc.property(spec, line, anyone, (one, command, who) => {
        const free = judge(command, build([{ ...one, scope: "" }], "none"), who);
        const scoped = judge(command, build([one], "none"), who);
        expect(stricter(free, scoped)).toBe(free);
      }),
      { numRuns: 60 },
    );
  });

  it("an exception changes nothing for a command that it does not match, and makes none stricter", () => {
    fc.assert(
      fc.property(spec, line, unlisted, (one, command, rest) => {
        const before = judge(command, build([{ ...one, exception: false }], rest));
        const after = judge(command, build([{ ...one, exception: true }], rest));
        const isMeant = command === "frob --all";
        expect(stricter(before, after)).toBe(before);
        expect(isMeant ? before : after).toBe(before);
      }),
      { numRuns: 60 },
    );
  });
});

/** Something for the list to begin with, so that it is never empty. */
const RULE_OFF: Spec = { ...RULE, scope: "users: [other]" };
