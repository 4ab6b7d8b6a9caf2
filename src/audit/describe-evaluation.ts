import type { Finding } from "../model/finding.ts";
import type { Json, JsonObject } from "../model/json.ts";
import type { Account } from "../model/record.ts";
import type { Cleaner } from "./cleaner.ts";
import { listWithheldTexts } from "./withheld-texts.ts";

/** Version of what stands under `unmapped`; fields are only ever added within one. */
const FORMAT = 1;

const MAX_FINDINGS = 50;
const MAX_NOTES = 50;

/** What OCSF has no attribute for: how the decision came about. It goes under `unmapped`. */
export function describeEvaluation(account: Account, cleaner: Cleaner): JsonObject {
  const { decision, verdict, failure } = account;
  return {
    format: FORMAT,
    hook: account.hook,
    integrity: account.integrity,
    ...describeEvent(account, cleaner),
    told: decision.told,
    exit_code: decision.exitCode,
    outcome: decision.outcome,
    would: verdict?.would,
    ...describeRules(account, cleaner),
    ...describeFindings(account, cleaner),
    ...describeCoverage(account, cleaner),
    ...listWithheldTexts(account.action?.surfaces ?? [], cleaner),
    timing_us: { ...account.timing },
    failure:
      failure === undefined
        ? undefined
        : { stage: failure.stage, message: cleaner.line(failure.message, 1024) },
  };
}

function describeEvent({ event }: Account, cleaner: Cleaner): JsonObject {
  if (event === undefined) return {};
  const { name, cwd, transcriptPath, permissionMode, agentId, tool } = event;
  return {
    event: cleaner.line(name),
    cwd: cleaner.path(cwd),
    transcript: cleaner.path(transcriptPath),
    permission_mode: cleaner.line(permissionMode),
    agent_id: cleaner.line(agentId),
    tool_use_id: cleaner.line(tool?.useId),
  };
}

function describeRules({ rules }: Account, cleaner: Cleaner): JsonObject {
  if (rules === undefined) return {};
  const { version, digest, stale, fallback } = rules;
  const named = stale.slice(0, MAX_NOTES).map((source) => cleaner.line(source));
  return { rules: { version, digest, stale: named, fallback } };
}

function describeFindings({ verdict }: Account, cleaner: Cleaner): JsonObject {
  const findings = verdict?.findings ?? [];
  const determining = verdict?.determining ?? [];
  // The determining ones first: they must not fall to the bound.
  const ordered = [...new Set([...determining, ...findings])];
  return {
    findings: ordered
      .slice(0, MAX_FINDINGS)
      .map((finding) => toFinding(finding, determining.includes(finding), cleaner)),
    findings_unlisted: Math.max(0, ordered.length - MAX_FINDINGS),
  };
}

function toFinding(finding: Finding, determining: boolean, cleaner: Cleaner): Json {
  const { rule, check, severity, confidence, outcome, at, evidence } = finding;
  const place = { field: cleaner.line(at.field), line: at.line, column: at.column };
  const masked = cleaner.line(evidence.masked, 80);
  return { rule, check, severity, confidence, outcome, determining, ...place, evidence: masked };
}

function describeCoverage({ action, verdict }: Account, cleaner: Cleaner): JsonObject {
  const coverage = verdict?.coverage ?? action?.coverage;
  if (coverage === undefined) return { coverage: { complete: false, gaps: ["not examined"] } };
  const gaps = coverage.gaps.slice(0, MAX_NOTES).map((gap) => cleaner.line(gap));
  return { coverage: { complete: coverage.complete, gaps } };
}
