import type { Sent } from "../model/engine.ts";
import type { Finding } from "../model/finding.ts";
import type { Json, JsonObject } from "../model/json.ts";
import type { Account } from "../model/record.ts";
import type { Cleaner } from "./cleaner.ts";
import { describeWhere } from "./describe-where.ts";
import { listTexts } from "./list-texts.ts";

/** Version of what stands under `unmapped`; fields are only ever added within one. */
const FORMAT = 1;

const MAX_FINDINGS = 50;
const MAX_NOTES = 50;
const MAX_SENT_FIELDS = 20;

/** What OCSF has no attribute for: how the decision came about. It goes under `unmapped`. */
export function describeEvaluation(account: Account, cleaner: Cleaner): JsonObject {
  const { decision, event, verdict, failure } = account;
  return {
    format: FORMAT,
    integrity: account.integrity,
    capture: account.capture,
    cwd: cleaner.path(event?.cwd),
    transcript: cleaner.path(event?.transcriptPath),
    permission_mode: cleaner.line(event?.permissionMode),
    ...describeWhere(account, cleaner),
    told: decision.told,
    exit_code: decision.exitCode,
    outcome: decision.outcome,
    would: verdict?.would,
    rules: describeRules(account, cleaner),
    ...describeFindings(account, cleaner),
    engines: describeEngines(account, cleaner),
    taint: describeTaint(account),
    coverage: describeCoverage(account, cleaner),
    ...listTexts(account, cleaner),
    timing_us: account.timing,
    took_us: Object.values(account.timing).reduce((sum, took) => sum + took, 0),
    failure: failure && {
      stage: failure.stage,
      message: cleaner.describes ? cleaner.line(failure.message, 1024) : undefined,
    },
  };
}

/**
 * What is wrong with the company's rules that decided (which they are stands in `policy`), and which of the
 * repository's held beside them.
 */
function describeRules({ rules, repository }: Account, cleaner: Cleaner): JsonObject | undefined {
  const faulty = rules !== undefined && (rules.stale.length > 0 || rules.fallback);
  if (!faulty && repository.length === 0) return undefined;
  return {
    ...(faulty
      ? { stale: cleaner.lines(rules.stale, MAX_NOTES), fallback: rules.fallback }
      : undefined),
    ...(repository.length > 0 ? { repository: describeFiles(repository, cleaner) } : undefined),
  };
}

function describeFiles(files: Account["repository"], cleaner: Cleaner): Json {
  return files
    .slice(0, MAX_NOTES)
    .map(({ path, digest }) => ({ path: cleaner.path(path), digest }));
}

/** Engines that were asked: nothing of what they say is here but versions, and reasons that are our own words. */
function describeEngines({ engines }: Account, cleaner: Cleaner): Json | undefined {
  return engines?.map(
    ({ engine, run, version, texts, bytes, took, failure, unprotected, sent, findings }) => {
      const asked = { name: engine, run, version, texts, bytes, took_us: took };
      const told = findings.filter(({ rule }) => rule !== "self/engine-failed").length;
      const outcome = failure === undefined ? "finished" : "failed";
      const left = sent && describeSent(sent, cleaner);
      return { ...asked, outcome, failure, unprotected, sent: left, findings: told };
    },
  );
}

/** What has left the process for a service, without a word of it. */
function describeSent({ host, requests, bytes, fields }: Sent, cleaner: Cleaner): JsonObject {
  const named = fields.slice(0, MAX_SENT_FIELDS).map((field) => cleaner.field(field));
  return { host, requests, bytes, fields: named.length === 0 ? undefined : named };
}

/** By which record the session is tainted; where that stood is in that record. */
function describeTaint({ taint }: Account): JsonObject | undefined {
  if (taint === undefined || "noted" in taint) return taint;
  const { of } = taint;
  return "doubt" in of ? { doubt: of.doubt } : { by: of.record, time: of.time };
}

function describeFindings({ verdict }: Account, cleaner: Cleaner): JsonObject | undefined {
  if (verdict === undefined || verdict.findings.length + verdict.determining.length === 0)
    return undefined;
  const { findings, determining } = verdict;
  // The determining ones first: they must not fall to the bound.
  const ordered = [...new Set([...determining, ...findings])];
  return {
    findings: ordered
      .slice(0, MAX_FINDINGS)
      .map((finding) => toFinding(finding, determining.includes(finding), cleaner)),
    findings_unlisted: Math.max(0, ordered.length - MAX_FINDINGS) || undefined,
  };
}

function toFinding(finding: Finding, determining: boolean, cleaner: Cleaner): Json {
  const { rule, check, severity, confidence, outcome, exception, at, path, evidence, seen } =
    finding;
  const { engine, verification, score } = finding;
  const file = path === undefined ? undefined : cleaner.path(path);
  const place = { field: cleaner.field(at.field), path: file, line: at.line, column: at.column };
  const masked = cleaner.describes ? cleaner.line(evidence.masked, 80) : undefined;
  const judged = { rule, check, severity, confidence, outcome, exception, determining };
  // Made of hexadecimal digits here, and of nothing that the event says.
  const { fingerprint } = evidence;
  const told = { evidence: masked, fingerprint, seen, score, engine, verification };
  return { ...judged, ...place, ...told };
}

function describeCoverage({ action, verdict }: Account, cleaner: Cleaner): JsonObject {
  const coverage = verdict?.coverage ?? action?.coverage;
  if (coverage === undefined) return { complete: false, gaps: ["not examined"] };
  const { complete, gaps } = coverage;
  // A gap tells of the call what is not understood in it.
  if (!cleaner.describes) return { complete, gaps_unlisted: gaps.length || undefined };
  return { complete, gaps: cleaner.lines(gaps, MAX_NOTES) };
}
