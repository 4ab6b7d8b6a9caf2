import type { Location, TextSurface } from "../../model/action.ts";
import type { Finding, Span } from "../../model/finding.ts";
import type { PiiRule } from "../../model/pii-rule.ts";
import { indexLines } from "../secret/line-index.ts";
import { describePlace, describePosition, inFile } from "../text-place.ts";
import type { FoundValue } from "./find-values.ts";
import { type PiiOutcome, type PiiSetting, toPiiOutcome } from "./pii-action.ts";

/** Values told one by one of a rule in one text; the last of them tells of all that follow. */
export const MAX_TOLD = 20;
/** Values that keep a place of their own; the last of them takes in all that follow, so that it is masked too. */
export const MAX_PLACES = 2000;

/** Where values stand, and what is to come of them. */
interface Telling {
  readonly surface: TextSurface;
  readonly setting: PiiSetting;
}

/** A finding for each of the first values of a rule in one text, in the order of the text. */
export function tellValues(
  values: readonly FoundValue[],
  rule: PiiRule,
  { surface, setting }: Telling,
): readonly Finding[] {
  const lines = indexLines(surface.text, surface.at);
  const bounded = boundValues(values);
  const wanted = toPiiOutcome(surface, rule, setting);
  // What would blot out more than the values is no way to let a call run.
  const came = bounded === values ? wanted : { ...wanted, isRewritten: false };
  const rest = bounded.slice(MAX_TOLD).flatMap((value) => spanOf(value, rule, surface) ?? []);
  const told = bounded.slice(0, MAX_TOLD);
  const findings = told.map((value) =>
    toFinding(value, rule, { surface, at: lines.locate(value.start), came }),
  );
  const last = findings.at(-1);
  if (last === undefined || rest.length === 0 || !came.isPlaced) return findings;
  return [...findings.slice(0, -1), { ...last, more: rest }];
}

function boundValues(values: readonly FoundValue[]): readonly FoundValue[] {
  const last = values[MAX_PLACES - 1];
  if (values.length <= MAX_PLACES || !last) return values;
  const end = values.at(-1)?.end ?? last.end;
  return [...values.slice(0, MAX_PLACES - 1), { ...last, end }];
}

/** Where a value stands, and what comes of it. */
interface Place {
  readonly surface: TextSurface;
  readonly at: Location;
  readonly came: PiiOutcome;
}

function toFinding(value: FoundValue, rule: PiiRule, { surface, at, came }: Place): Finding {
  const { plain } = value;
  const span = came.isPlaced ? spanOf(value, rule, surface) : undefined;
  return {
    rule: rule.id,
    check: "pii",
    severity: rule.severity,
    confidence: rule.validator === undefined ? "medium" : "high",
    outcome: came.outcome,
    at,
    ...inFile(surface),
    why: `${rule.why} ${describePlace(surface)}${describePosition(surface, at)}`,
    instead: rule.instead,
    evidence: { masked: `${kindOf(rule)} …(${plain.length})`.slice(0, 80) },
    ...(span ? { span } : {}),
    ...(came.isRewritten ? { rewrite: true } : {}),
  };
}

function kindOf({ id }: PiiRule): string {
  return id.slice(id.indexOf("/") + 1);
}

function spanOf(
  { start, end }: FoundValue,
  rule: PiiRule,
  { slot, text }: TextSurface,
): Span | undefined {
  if (slot === undefined) return undefined;
  const label = `[pii: ${kindOf(rule)}]`;
  const isNumber = isJsonNumber(text, start, end);
  return { slot, start, end, label: isNumber ? `"${label}"` : label };
}

/** A number behind a key of JSON: a mask in its place has to be a string, or what holds it is JSON no longer. */
function isJsonNumber(text: string, start: number, end: number): boolean {
  return (
    /^[0-9]+$/.test(text.slice(start, end)) &&
    /"\s{0,4}:\s{0,4}$/.test(text.slice(Math.max(0, start - 12), start)) &&
    /^\s{0,64}[,}\]]/.test(text.slice(end, end + 65))
  );
}
