import { UNKNOWN } from "../../../model/invocation.ts";
import { toKnownWord } from "../expand/fields.ts";
import type { Frame } from "../frame.ts";

/** Variables that programs heed have such names; a loop's counter has not. */
const HEEDED = /^[A-Z][A-Z0-9_]+$/;

/** Notes that a variable gets a number: by arithmetic, `((PATH=0))`, or for a descriptor, `{PATH}<x`. */
export function tellVariable(name: string, pos: number, frame: Frame): void {
  if (!HEEDED.test(name)) return;
  frame.engine.ledger.addInvocation({
    program: ":",
    words: [toKnownWord(":")],
    assignments: [{ name, value: toKnownWord(UNKNOWN) }],
    redirects: [],
    feed: { kind: "inherited" },
    via: frame.via,
    offset: frame.origin ?? pos,
  });
}
