import type { Access, Location, Slot, Surface } from "../model/action.ts";
import type { Invocation, ShellWord } from "../model/invocation.ts";
import { UNKNOWN } from "../model/invocation.ts";
import { type ActionContext, toLocation, toTextSurface } from "./context.ts";
import { accessOfWords } from "./operand-access.ts";
import { Places } from "./places.ts";
import { walkCommand } from "./shell/walk.ts";

const URL_START = /^[a-z][a-z0-9+.-]{1,15}:\/\//i;

/** Everything that a command line would do: what runs, which paths and URLs it names, which text it holds. */
export function commandSurfaces(source: string, slot: Slot, context: ActionContext): Surface[] {
  const walk = walkCommand(source);
  context.gaps.push(...walk.gaps);
  const at = toLocation(slot);
  const surfaces: Surface[] = [toTextSurface("command", source, slot)];
  const places = new Places(context.place);
  for (const invocation of walk.invocations) {
    surfaces.push({ kind: "command", invocation, at });
    for (const named of namedPaths(invocation)) surfaces.push(...places.locate(named, at));
    surfaces.push(...urlSurfaces(invocation, at));
    places.follow(invocation);
  }
  for (const text of walk.texts) {
    // Where the text stands verbatim in the line, the line itself is searched already.
    if (!source.includes(text)) surfaces.push({ kind: "text", role: "command", text, at });
  }
  return surfaces;
}

/** A path as a command line names it. */
interface NamedPath {
  readonly written: string;
  readonly access: Access;
}

function namedPaths(invocation: Invocation): NamedPath[] {
  const accesses = accessOfWords(invocation);
  const words = invocation.words.flatMap((word, index): NamedPath[] => {
    const access = accesses[index];
    const written = operandOf(word);
    return access === undefined || isUrl(written) || !mayBePath(written)
      ? []
      : [{ written, access }];
  });
  const redirects = invocation.redirects.map(({ access, target }) => ({
    written: target.value,
    access,
  }));
  return [...words, ...redirects];
}

function urlSurfaces(invocation: Invocation, at: Location): Surface[] {
  const accesses = accessOfWords(invocation);
  return invocation.words.flatMap((word, index): Surface[] => {
    const url = operandOf(word);
    return accesses[index] === undefined || !isUrl(url) ? [] : [{ kind: "url", url, at }];
  });
}

function isUrl(value: string): boolean {
  return URL_START.test(value) && !value.startsWith("file://");
}

/** `--file=x`, `if=x`, `@x` (curl) and `-T/x` name a path behind a prefix. */
function operandOf(word: ShellWord): string {
  const prefix = /^(?:-{1,2}[A-Za-z][\w-]*=|[a-z]{2,8}=@?|@|-[A-Za-z](?=[~/]))/.exec(word.value);
  return prefix === null ? word.value : word.value.slice(prefix[0].length);
}

/**
 * A word that could be a path. Prose is not: a commit message may speak of `.env` without opening it.
 */
function mayBePath(value: string): boolean {
  if (value === "" || value === UNKNOWN || value.length > 4096) return false;
  if (value.includes("\n")) return false;
  if (/^[~/]/.test(value)) return true;
  return !/\s/.test(value) && !value.startsWith("-");
}
