import type { TextSurface } from "../model/action.ts";
import type { Machine } from "../model/check.ts";
import type { Finding } from "../model/finding.ts";
import type { RuleMeta } from "../model/rule.ts";
import { exceptionForText } from "../rule/find-exception.ts";
import { toExcepted } from "../rule/to-finding.ts";

/** What of one text is judged, and what an exception of its rule lets pass. */
export interface SetAside<T> {
  readonly judged: readonly T[];
  readonly excepted: readonly { readonly found: T; readonly exception: string }[];
}

/** What exceptions are told by. */
interface Telling<T> {
  readonly machine: Machine;
  /** Of a secret, made when an exception asks for it. */
  readonly fingerprintOf?: (found: T) => string;
}

/**
 * Tells the matches in a text by whether an exception of their rule holds for its file. It is done before matches are
 * grouped or weighed against each other: what is let pass must hide nothing that is not.
 */
export function setAside<T extends { readonly rule: RuleMeta }>(
  matches: readonly T[],
  surface: TextSurface,
  { machine, fingerprintOf }: Telling<T>,
): SetAside<T> {
  const judged: T[] = [];
  const excepted: { found: T; exception: string }[] = [];
  for (const found of matches) {
    const fingerprint = fingerprintOf && (() => fingerprintOf(found));
    const exception = exceptionForText(found.rule, { path: surface.path, fingerprint }, machine);
    if (exception === undefined) judged.push(found);
    else excepted.push({ found, exception });
  }
  return { judged, excepted };
}

/** One finding an exception is enough for the record. */
export function tellExcepted<T extends { readonly rule: RuleMeta }>(
  excepted: SetAside<T>["excepted"],
  tell: (found: T) => Finding,
): readonly Finding[] {
  const firsts = new Map(excepted.toReversed().map((each) => [each.exception, each]));
  return [...firsts.values()].map(({ found, exception }) => toExcepted(tell(found), exception));
}
