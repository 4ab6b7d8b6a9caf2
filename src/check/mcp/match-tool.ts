import type { ToolSurface } from "../../model/action.ts";
import type { Machine } from "../../model/check.ts";
import type { ToolRule } from "../../model/tool-rule.ts";
import { matchAny, matchGlob } from "../../rule/glob.ts";
import type { ToolArguments } from "./judge-value.ts";
import { mayMeet, surelyMeets } from "./match-argument.ts";
import { listReadings, type ToolReading } from "./read-tool-name.ts";

/**
 * The glob by which a rule names a call; `undefined` where it does not. What cannot be judged (whose tool it is, what
 * an argument means to its server) counts as named by a rule that warns, asks or denies, and as not named by one that
 * allows.
 */
export function matchTool(
  rule: ToolRule,
  surface: ToolSurface,
  machine: Machine,
): string | undefined {
  const pattern = rule.servers === undefined ? byName(rule, surface) : byServer(rule, surface);
  if (pattern === undefined || !isFromSource(rule, surface)) return undefined;
  return meetsArguments(rule, surface, machine) ? pattern : undefined;
}

function byName({ tools, except }: ToolRule, { tool }: ToolSurface): string | undefined {
  const pattern = tools.find((glob) => matchGlob(glob, tool));
  return pattern === undefined || matchAny(except, tool) ? undefined : pattern;
}

function byServer(rule: ToolRule, { tool, server }: ToolSurface): string | undefined {
  const readings = listReadings(tool, server);
  const sure = readings.filter(({ isSure }) => isSure);
  const isNamed = (reading: ToolReading) => namesReading(rule, reading);
  const holds =
    rule.outcome === "allow" ? sure.length > 0 && sure.every(isNamed) : readings.some(isNamed);
  const isExcepted = sure.length > 0 && sure.every(({ own }) => matchAny(rule.except, own));
  return holds && !isExcepted ? rule.servers?.[0] : undefined;
}

function namesReading({ servers = [], tools }: ToolRule, { server, own }: ToolReading): boolean {
  return matchAny(servers, server) && matchAny(tools, own);
}

function isFromSource({ sources, outcome }: ToolRule, { source }: ToolSurface): boolean {
  if (sources === undefined) return true;
  return source === undefined ? outcome !== "allow" : matchAny(sources, source);
}

function meetsArguments(rule: ToolRule, surface: ToolSurface, machine: Machine): boolean {
  const { arguments: wanted = [], unless = [], outcome } = rule;
  if (wanted.length === 0 && unless.length === 0) return true;
  const given: ToolArguments = { input: surface.input ?? {}, cwd: surface.cwd, machine };
  const [holds, spares] = outcome === "allow" ? [surelyMeets, mayMeet] : [mayMeet, surelyMeets];
  return holds(wanted, given) && !(unless.length > 0 && spares(unless, given));
}
