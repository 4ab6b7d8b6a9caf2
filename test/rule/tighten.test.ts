import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { toAction } from "../../src/action/to-action.ts";
import { runChecks } from "../../src/check/run-checks.ts";
import { guard } from "../../hooks/guard.ts";
import type { RuleBundle } from "../../src/model/bundle.ts";
import type { Finding, Outcome } from "../../src/model/finding.ts";
import type { Policy } from "../../src/model/policy.ts";
import { readRepositoryRules } from "../../src/rule/build/repository/read-repository-rules.ts";
import type { RulesForEvent } from "../../src/rule/rules-for-event.ts";
import { tighten } from "../../src/rule/tighten.ts";
import { toVerdict } from "../../src/verdict/to-verdict.ts";
import { TEST_MACHINE } from "../audit/accounts.ts";
import { bashIn, buildCompany, ownRule } from "./repository/support.ts";

const RANK: Readonly<Record<Outcome, number>> = { allow: 0, warn: 1, ask: 2, deny: 3 };
const company = buildCompany();

/** The company's rules and these files of a repository. */
function joined(bundle: RuleBundle, texts: readonly string[], gaps: readonly string[] = []) {
  const plain: RulesForEvent = {
    bundles: [bundle],
    policy: bundle.policy,
    gaps: [],
    repository: [],
  };
  const bundles = texts.map((text) => {
    const read = readRepositoryRules({ text, name: "f", path: "/f" }, company);
    if ("problems" in read) throw new Error(read.problems.join());
    return read.bundle;
  });
  const files = bundles.map(({ digest }) => ({ path: "/f", digest }));
  return { plain, tight: tighten(plain, { bundles, files, gaps }) };
}

function judge(command: string, rules: RulesForEvent) {
  const action = toAction(bashIn("/home/dev/project", command), TEST_MACHINE);
  const found = runChecks(action, rules.bundles, { checks: guard.checks, machine: TEST_MACHINE });
  return toVerdict(found, action.coverage, rules);
}

describe("with a repository's rules beside the company's", () => {
  test("denies what the repository denies, and goes on denying what the company denies", () => {
    const { plain, tight } = joined(buildCompany(["{ command/no-frob: warn }", "{}"]), [ownRule()]);
    expect(judge("npm publish", plain).outcome).toBe("allow");
    expect(judge("npm --tag beta publish", tight).outcome).toBe("deny");
    expect(judge("frob --all", tight).outcome).toBe("deny");
  });

  test("enforces what the company only warns of, for the one rule that the repository names", () => {
    const { tight } = joined(company, ["policy: { rule_modes: { command/no-frob: enforce } }"]);
    expect(judge("frob --all", tight).outcome).toBe("deny");
  });

  test("asks about what nobody lists, where the repository says so, and not about its own alone", () => {
    const unlisted = joined(company, ["policy: { unlisted: ask }", ownRule()]).tight;
    expect(judge("cat x", unlisted).outcome).toBe("ask");
    expect(judge("ls", unlisted).outcome).toBe("allow");
    expect(judge("ls", joined(company, [ownRule()]).tight).outcome).toBe("allow");
  });

  test("of tools and hosts that nobody lists the stricter word holds", () => {
    const own = "policy: { unlisted_tools: deny, unlisted_hosts: ask }";
    const { tight } = joined(company, [own, "policy: { unlisted_tools: ask }", ownRule()]);
    const [first, ...others] = tight.bundles.map(({ policy: { unlistedTools, unlistedHosts } }) => [
      unlistedTools,
      unlistedHosts,
    ]);
    expect(first).toEqual(["deny", "ask"]);
    expect(others.every((each) => each.join() === "none,none")).toBe(true);
  });

  test("an allowed command is not allowed beside a variable that the repository names", () => {
    const own = "policy: { unlisted: ask }\nhijacking_variables: [LS_EVIL]\n";
    expect(judge("LS_EVIL=1 ls", joined(company, [own]).tight).outcome).toBe("ask");
  });

  test("a rule that the company only observes stays so where the repository enforces the rest", () => {
    const watching = buildCompany(["mode: enforce", "mode: observe"]);
    const { tight } = joined(watching, ["policy: { mode: enforce }", ownRule()]);
    expect(judge("cat /vault/x", tight).outcome).toBe("ask");
    expect(judge("frob --all", tight).outcome).toBe("warn");
  });

  test("a file that names a mode takes nothing back from one that enforces all, in any order", () => {
    const warning = buildCompany([
      "mode: enforce\n  rule_modes: { command/no-frob: warn }",
      "mode: warn",
    ]);
    const all = "policy: { mode: enforce }";
    const one = "policy: { rule_modes: { command/no-frob: warn } }";
    expect(judge("frob --all", joined(warning, [one]).tight).outcome).toBe("warn");
    for (const texts of [[all], [all, one], [one, all]]) {
      expect(judge("frob --all", joined(warning, texts).tight).outcome).toBe("deny");
    }
  });

  test("a file that could not be read is asked about", () => {
    const { tight } = joined(company, [], ["the repository's rules: f:1:1: no"]);
    const verdict = judge("ls", tight);
    expect(verdict.outcome).toBe("ask");
    expect(verdict.determining[0]?.why).toContain("the repository's rules: f:1:1: no");
  });

  test("a failure is a denial, whatever the company makes of its own", () => {
    expect(company.policy.onFailure).toBe("ask");
    expect(joined(company, []).tight.policy.onFailure).toBe("deny");
  });

  test("does not parse the rules over texts before they are asked for", () => {
    const guarded = Object.defineProperty(Object.create(company), "secrets", {
      get: () => {
        throw new Error("parsed");
      },
    });
    const { tight } = joined(guarded, [ownRule(), "policy: { unlisted: ask }"]);
    expect(tight.bundles.length).toBe(3);
    expect(() => tight.bundles[0]?.secrets).toThrow("parsed");
  });
});

const IDS = ["command/a", "path/b", "self/not-understood"];
const mode = fc.constantFrom("observe", "warn", "enforce");
const outcome = fc.constantFrom<Outcome>("allow", "warn", "ask", "deny");
const policy: fc.Arbitrary<Policy> = fc.record({
  profile: fc.constant("standard"),
  mode,
  ruleModes: fc.dictionary(fc.constantFrom(...IDS), mode),
  ruleEnforceFrom: fc.constant({}),
  deadlineMs: fc.constant(5000),
  onFailure: fc.constantFrom("ask", "deny"),
  onPartial: fc.constantFrom("allow", "ask", "deny"),
  onUnprotected: fc.constant("allow"),
  unlisted: fc.constantFrom("none", "ask", "deny"),
  unlistedTools: fc.constantFrom("none", "ask", "deny"),
  unlistedHosts: fc.constantFrom("none", "ask", "deny"),
  spoolQuotaBytes: fc.constant(1),
});
const finding: fc.Arbitrary<Finding> = fc.record({
  rule: fc.constantFrom(...IDS),
  check: fc.constant("command"),
  severity: fc.constant("low"),
  confidence: fc.constant("high"),
  outcome,
  at: fc.constant({ field: "f" }),
  why: fc.constant("w"),
  instead: fc.constant("i"),
  evidence: fc.constant({ masked: "" }),
});
const gaps = fc.array(fc.constant("gap"), { maxLength: 1 });

describe("no outcome is milder", () => {
  test("under the stricter of any two policies, with more findings and gaps", () => {
    fc.assert(
      fc.property(
        fc.record({ policy, own: fc.array(policy, { maxLength: 3 }) }),
        fc.record({ found: fc.array(finding), more: fc.array(finding) }),
        fc.record({ gaps, more: gaps }),
        (policies, findings, missing) => {
          const plain: RulesForEvent = {
            bundles: [company],
            policy: policies.policy,
            gaps: missing.gaps,
            repository: [],
          };
          const bundles = policies.own.map((own) => ({ ...company, policy: own }));
          const tight = tighten(plain, { bundles, files: [], gaps: missing.more });
          const coverage = { complete: true, gaps: [] };
          const before = toVerdict(findings.found, coverage, plain);
          const after = toVerdict([...findings.found, ...findings.more], coverage, tight);
          expect(RANK[after.outcome]).toBeGreaterThanOrEqual(RANK[before.outcome]);
          expect(RANK[after.would]).toBeGreaterThanOrEqual(RANK[before.would]);
        },
      ),
    );
  });

  const ownPolicy = fc.constantFrom(
    "policy: { mode: enforce }\n",
    "policy: { unlisted: ask, rule_modes: { command/unlisted: enforce } }\n",
    "policy: { on_partial: deny, rule_modes: { command/no-frob: enforce } }\n",
    "",
  );
  const ownText = fc
    .tuple(
      ownPolicy,
      fc.constantFrom("warn", "ask", "deny"),
      fc.constantFrom("[npm publish]", '["frob *"]', '["ls **"]', '["* **"]', "[cat ** /vault/x]"),
      fc.constantFrom(
        "",
        "hijacking_variables: [A]\n",
        "programs: { frob: { valued: [--all] } }\n",
      ),
    )
    .map(([head, outcome, patterns, tail]) => head + ownRule({ outcome, patterns }) + tail);
  const command = fc
    .array(
      fc.constantFrom(
        "ls",
        "A=1 ls -l",
        "frob --all",
        "frob --one",
        "cat /vault/x",
        "npm publish",
        "$X",
        "echo 'open",
        "sudo frob --all",
      ),
      { minLength: 1, maxLength: 3 },
    )
    .map((parts) => parts.join("; "));

  test("with one file more, wherever it stands among any others", () => {
    fc.assert(
      fc.property(
        fc.record({ policy, own: fc.array(policy, { maxLength: 3 }) }),
        fc.record({ more: policy, at: fc.nat({ max: 3 }) }),
        fc.array(finding),
        (policies, { more, at }, found) => {
          const plain: RulesForEvent = {
            bundles: [company],
            policy: policies.policy,
            gaps: [],
            repository: [],
          };
          const judged = (own: readonly Policy[]) => {
            const bundles = own.map((each) => ({ ...company, policy: each }));
            const tight = tighten(plain, { bundles, files: [], gaps: [] });
            return RANK[toVerdict(found, { complete: true, gaps: [] }, tight).outcome];
          };
          const before = judged(policies.own);
          expect(judged(policies.own.toSpliced(at, 0, more))).toBeGreaterThanOrEqual(before);
        },
      ),
    );
  });

  test("for any command and any files of a repository", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(
          company,
          buildCompany(["on_partial: ask", "on_partial: allow\n  unlisted: ask"]),
          buildCompany(["mode: enforce", "mode: observe"]),
        ),
        fc.array(ownText, { maxLength: 2 }),
        command,
        (rules, texts, line) => {
          const { plain, tight } = joined(rules, texts);
          const [before, after] = [judge(line, plain), judge(line, tight)];
          expect(RANK[after.outcome]).toBeGreaterThanOrEqual(RANK[before.outcome]);
          expect(RANK[after.would]).toBeGreaterThanOrEqual(RANK[before.would]);
        },
      ),
      { numRuns: 150 },
    );
  });
});
