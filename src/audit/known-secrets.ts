import { CREDENTIAL_MASK } from "../mask/mask-credentials.ts";
import { type Span, spansOf } from "../model/finding.ts";
import type { Json } from "../model/json.ts";
import { readSlot } from "../model/read-slot.ts";
import type { Account } from "../model/record.ts";
import { findCommandCredentials } from "./command-credentials.ts";
import { findFedCredentials } from "./fed-credentials.ts";

/** A value that must stand nowhere in the record, and what stands in its place. */
export interface KnownSecret {
  readonly value: string;
  readonly label: string;
}

/** Shorter ones are masked where they were found, not wherever the same letters stand. */
const MIN_LENGTH = 4;

/**
 * Everything in this event that is known to be secret: what the findings' spans cover, and what
 * commands are given as credentials. Longest first, so that none is cut apart by a shorter one.
 */
export function collectSecrets({
  event,
  action,
  verdict,
}: Pick<Account, "event" | "action" | "verdict">): readonly KnownSecret[] {
  const commands = (action?.surfaces ?? []).flatMap((surface) =>
    surface.kind === "command" ? surface.invocation : [],
  );
  const credentials = [
    ...commands.flatMap(findCommandCredentials),
    ...findFedCredentials(commands),
  ];
  const found = (verdict?.findings ?? []).flatMap(spansOf);
  const labels = new Map([
    ...credentials.map((value) => [value, CREDENTIAL_MASK] as const),
    ...found.map((span) => [readSpan(event?.body, span), span.label] as const),
  ]);
  return [...labels]
    .map(([value, label]) => ({ value, label }))
    .filter(({ value }) => value.length >= MIN_LENGTH)
    .toSorted((a, b) => b.value.length - a.value.length);
}

function readSpan(body: Json | undefined, { slot, start, end }: Span): string {
  const value = readSlot(body, slot);
  return typeof value === "string" ? value.slice(start, end) : "";
}
