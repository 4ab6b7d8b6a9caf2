import type { Evaluation } from "../../evaluation.ts";
import type { Gate } from "../../gate.ts";
import type { Action, Surface } from "../../model/action.ts";
import type { Decision } from "../../model/decision.ts";
import type { HookEvent } from "../../model/event.ts";
import type { Finding } from "../../model/finding.ts";
import type { Policy } from "../../model/policy.ts";
import { type Stage } from "../../model/stage.ts";
import type { RulesForEvent } from "../../rule/rules-for-event.ts";
import type { Verdict } from "../../model/verdict.ts";
import { waitsUntil } from "../waits-until.ts";
import { clip, showUnknown } from "./clip.ts";
import { growTree } from "./command-tree.ts";
import { explainSurfaces } from "./explain-surfaces.ts";
import { formatOperations } from "./format-operations.ts";
import { formatTree } from "./format-tree.ts";

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
    ...(action ? formatCommands(action, { rules, verdict, gate }) : []),
    ...(action ? formatOperations(action, gate.machine) : []),
    ...(check ? formatFindings(check, took("check"), gate.policy) : []),
    ...formatEngines(evaluation.due),
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
    ...action.surfaces.flatMap((surface) => {
      const shown = formatSurface(surface);
      return shown === undefined ? [] : [`            ${shown}`];
    }),
    ...action.coverage.gaps.map((gap) => `            gap: ${gap}`),
  ];
}

/** What stands in the event itself; what its commands are and name is in the tree. */
function formatSurface(surface: Surface): string | undefined {
  switch (surface.kind) {
    case "tool":
      return `tool     ${surface.tool}`;
    case "command":
      return undefined;
    case "path":
      if (surface.command !== undefined) return undefined;
      return `path     ${surface.access.padEnd(7)} ${showUnknown(surface.path)}`;
    case "url":
      return surface.command === undefined ? `url      ${clip(surface.url)}` : undefined;
    case "text":
      return `text     ${surface.role}, ${surface.text.length} characters at ${surface.at.field}`;
  }
}

interface Judged {
  readonly rules: RulesForEvent | undefined;
  readonly verdict: Verdict | undefined;
  readonly gate: Gate;
}

/** Every simple command that could run, below the one that runs it, with what the rules say of it. */
function formatCommands(action: Action, { rules, verdict, gate }: Judged): string[] {
  if (!action.surfaces.some(({ kind }) => kind === "command")) return [];
  const explained = explainSurfaces(action, rules?.bundles ?? [gate.rules], gate);
  const decides = new Set(verdict?.determining.map(({ rule }) => rule));
  return ["runs", ...formatTree(growTree(explained), decides).map((line) => `  ${line}`)];
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

/** This command starts no process and sends nothing anywhere: what engines would find is not in its answer. */
function formatEngines(due: Evaluation["due"]): string[] {
  if (due.length === 0) return [];
  return [`engine    ${due.join(" and ")}: asked by the guard, and not by this command`];
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
