import type { Evaluation } from "../evaluation.ts";
import type { Gate } from "../gate.ts";
import type { Action, Surface } from "../model/action.ts";
import type { Decision } from "../model/decision.ts";
import type { HookEvent } from "../model/event.ts";
import type { Finding } from "../model/finding.ts";
import type { Policy } from "../model/policy.ts";
import { UNKNOWN } from "../model/invocation.ts";
import { type Stage } from "../model/stage.ts";
import type { RulesForEvent } from "../rule/rules-for-event.ts";
import type { Verdict } from "../model/verdict.ts";
import { formatOperations } from "./format-operations.ts";
import { waitsUntil } from "./waits-until.ts";

/** One evaluation as a person reads it: a paragraph a stage, in the order in which they ran. */
export function formatTrace(evaluation: Evaluation, decision: Decision, gate: Gate): string {
  const { event, rules, action, check, verdict } = evaluation.results;
  const took = (stage: Stage): string => {
    const micros = evaluation.timing[stage];
    return micros === undefined ? "" : `  (${(micros / 1000).toFixed(2)} ms)`;
  };
  const lines = [
    ...(event ? formatEvent(event, took("event")) : []),
    ...(rules ? formatRepository(rules) : []),
    ...(action ? formatAction(action, took("action")) : []),
    ...(action ? formatOperations(action, gate.machine) : []),
    ...(check ? formatFindings(check, took("check"), gate.policy) : []),
    ...(verdict ? formatVerdict(verdict, gate, rules?.policy ?? gate.policy) : []),
    ...formatDecision(decision),
  ];
  return `${lines.join("\n")}\n`;
}

function formatEvent(event: HookEvent, took: string): string[] {
  const tool = event.tool === undefined ? "" : ` · ${event.tool.name}`;
  return [`event     ${event.name}${tool} · ${event.bytes} bytes${took}`];
}

/** The repository's own rules beside the company's. */
function formatRepository({ repository, gaps }: RulesForEvent): string[] {
  return [
    ...repository.map(({ path, digest }) => `rules     also ${path} ${digest.slice(0, 12)}`),
    ...gaps.map((gap) => `rules     gap: ${gap}`),
  ];
}

function formatAction(action: Action, took: string): string[] {
  const coverage = action.coverage.complete ? "wholly understood" : "partly understood";
  return [
    `action    ${action.surfaces.length} surfaces, ${coverage}${took}`,
    ...action.surfaces.map((surface) => `            ${formatSurface(surface)}`),
    ...action.coverage.gaps.map((gap) => `            gap: ${gap}`),
  ];
}

function formatSurface(surface: Surface): string {
  switch (surface.kind) {
    case "tool":
      return `tool     ${surface.tool}`;
    case "command": {
      const { words, via, feed } = surface.invocation;
      const line = words.map(({ value }) => value.replaceAll(UNKNOWN, "‹unknown›")).join(" ");
      const way = via.length === 0 ? "" : `   via ${via.join(" > ")}`;
      const fed = feed.kind === "pipe" ? "   fed by a pipe" : "";
      return `command  ${clip(line)}${way}${fed}`;
    }
    case "path":
      return `path     ${surface.access.padEnd(7)} ${surface.path.replaceAll(UNKNOWN, "‹unknown›")}`;
    case "url":
      return `url      ${clip(surface.url)}`;
    case "text":
      return `text     ${surface.role}, ${surface.text.length} characters at ${surface.at.field}`;
  }
}

function formatFindings(findings: readonly Finding[], took: string, policy: Policy): string[] {
  return [
    `check     ${findings.length} findings${took}`,
    ...findings.map(
      ({ outcome, rule, severity, evidence, exception }) =>
        `            ${outcome.padEnd(5)} ${rule} (${severity}) ${evidence.masked}${formatException(exception)}${formatWait(rule, policy)}`,
    ),
  ];
}

function formatException(exception: string | undefined): string {
  return exception === undefined ? "" : `   let pass by the exception ${exception}`;
}

function formatWait(rule: string, policy: Policy): string {
  const day = waitsUntil(rule, policy, Date.now());
  return day === undefined ? "" : `   warns until ${day}`;
}

function formatVerdict(verdict: Verdict, gate: Gate, { profile, mode }: Policy): string[] {
  const rules = verdict.determining.map(({ rule }) => rule).join(", ") || "no rule";
  const would = verdict.would === verdict.outcome ? "" : `, would be ${verdict.would}`;
  return [
    `verdict   ${verdict.outcome}${would} by ${rules}`,
    `            profile ${profile}, mode ${mode}, rules ${gate.rules.version} ${gate.rules.digest.slice(0, 12)}`,
  ];
}

function formatDecision(decision: Decision): string[] {
  return [
    `decision  ${decision.told}, exit code ${decision.exitCode}`,
    ...(decision.stderr === "" ? [] : [`  stderr    ${decision.stderr.trimEnd()}`]),
    ...(decision.stdout === "" ? [] : [`  stdout    ${decision.stdout.trimEnd()}`]),
  ];
}

function clip(line: string): string {
  const plain = line.replace(/\s+/g, " ");
  return plain.length <= 160 ? plain : `${plain.slice(0, 159)}…`;
}
