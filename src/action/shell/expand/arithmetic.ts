import type { Frame } from "../frame.ts";
import { reenterFrame } from "../frame.ts";
import { holdsSubstitution, toWordSource } from "../hidden.ts";
import { readForeign, unknownFrom } from "../origin.ts";
import { POSITIONAL } from "../scope.ts";

/** A variable, or a positional parameter with its dollar sign. */
const NAME = /\$\{?[\d@*]|[A-Za-z_]\w*/g;

/**
 * Walks what a text runs when the shell takes it for arithmetic: a subscript in it is expanded once more, and so
 * is one in the value of every variable that it names. `x='a[$(cmd)]'; ((x))` runs cmd.
 */
export function walkArithmetic(text: string, pos: number, frame: Frame): void {
  const pending = [text];
  const seen = new Set<string>();
  for (const next of pending) {
    if (!frame.engine.ledger.spendUnits(next.length + 1)) return;
    if (holdsSubstitution(next)) walkHidden(toWordSource(next), "arithmetic", { pos, frame });
    walkForeign(next, pos, frame);
    for (const name of readNames(next)) {
      if (seen.has(name)) continue;
      seen.add(name);
      pending.push(...(frame.scope.read(name) ?? []).flat());
    }
  }
}

/** As `walkArithmetic`, of the subscript alone: `x[…]`, `x[…]=value`. */
export function walkSubscript(text: string, pos: number, frame: Frame): void {
  const open = text.indexOf("[");
  const assigned = text.indexOf("=");
  // A name that is not known may have a subscript.
  walkForeign(assigned < 0 ? text : text.slice(0, assigned), pos, frame);
  if (open < 0) return;
  // The last: there may be one inside a substitution of the subscript.
  const close = text.lastIndexOf("]=");
  walkArithmetic(text.slice(open + 1, close <= open ? text.length : close), pos, frame);
}

/** A text from afar may have such a subscript: as code it is as unknown as what `eval` gets. */
function walkForeign(text: string, pos: number, frame: Frame): void {
  const origins = readForeign(text);
  if (origins.length > 0) walkHidden(unknownFrom(origins), "arithmetic-text", { pos, frame });
}

interface Place {
  readonly pos: number;
  readonly frame: Frame;
}

function walkHidden(source: string, label: string, { pos, frame }: Place): void {
  const scope = frame.scope.fork();
  const inner = reenterFrame(frame, label, { scope, origin: frame.origin ?? pos });
  if (inner !== undefined) frame.engine.walkSource(source, inner);
}

function readNames(text: string): readonly string[] {
  // The length of a variable is a number, whatever it holds.
  const named = text.includes("${#") ? text.replaceAll(/\$\{#[^{}]*\}/g, "") : text;
  return (named.match(NAME) ?? []).map((name) => (name.startsWith("$") ? POSITIONAL : name));
}
