import type { Access, Location, Slot, Surface } from "../model/action.ts";
import type { Invocation } from "../model/invocation.ts";
import { UNKNOWN } from "../model/invocation.ts";
import type { NamedPath } from "./access/effect.ts";
import { lineContacts } from "./access/line-contacts.ts";
import { listedPaths } from "./access/listed-paths.ts";
import { namedPaths, namedPlaces } from "./access/named-paths.ts";
import { readCommand } from "./access/read-command.ts";
import { scriptPaths } from "./access/transfer-scripts.ts";
import type { Contact } from "./access/urls.ts";
import { type ActionContext, toLocation, toTextSurface } from "./context.ts";
import { Places } from "./places.ts";
import { remoteTest } from "./remote.ts";
import { walkCommand } from "./shell/walk.ts";

/** A line that names more paths than this is looked at only so far, and says so. */
const MAX_PATHS = 20_000;

/** Longer than any path that a system opens. */
const MAX_PATH_UNITS = 4096;

/** Everything that a command line would do: what runs, which paths and URLs it names, which text it holds. */
export function commandSurfaces(source: string, slot: Slot, context: ActionContext): Surface[] {
  return [toTextSurface("command", source, slot), ...lineSurfaces(source, slot, context)];
}

/** As `commandSurfaces`, for a line that does not stand in the event as it is. */
export function lineSurfaces(source: string, slot: Slot, context: ActionContext): Surface[] {
  const walk = walkCommand(source);
  context.gaps.push(...walk.gaps);
  const at = toLocation(slot);
  const contactsOf = lineContacts(walk.invocations);
  const surfaces = walk.invocations.flatMap((invocation): Surface[] => [
    { kind: "command", invocation, at },
    ...contactsOf(invocation).map((contact) => toUrlSurface(contact, at)),
  ]);
  surfaces.push(...pathSurfaces(walk.invocations, at, context));
  const respelled = respelledWords(walk.invocations);
  if (respelled !== "") surfaces.push({ kind: "text", role: "command", text: respelled, at });
  for (const text of walk.texts) {
    // Where the text stands verbatim in the line, the line itself is searched already.
    if (!source.includes(text)) surfaces.push({ kind: "text", role: "command", text, at });
  }
  return surfaces;
}

function toUrlSurface(contact: Contact, at: Location): Surface {
  return { kind: "url", ...contact, at };
}

/**
 * The words that do not stand in the line as the programs get them, one a line: quotes and variables would
 * hide a token from whoever reads the line only as it is written.
 */
function respelledWords(invocations: readonly Invocation[]): string {
  const words = invocations.flatMap(({ words, assignments }) => [
    ...words,
    ...assignments.map(({ value }) => value),
  ]);
  const values = words.filter(({ text, value }) => value !== text).map(({ value }) => value);
  return [...new Set(values)].join("\n");
}

/** A command with the paths that it names by itself. */
interface LineStep {
  readonly invocation: Invocation;
  readonly values: readonly string[];
  readonly named: readonly NamedPath[];
  /** Directories that its own relative paths count from. */
  readonly places: readonly string[];
}

function pathSurfaces(
  invocations: readonly Invocation[],
  at: Location,
  context: ActionContext,
): Surface[] {
  const isRemote = remoteTest(invocations);
  const steps = invocations.filter((each) => !isRemote(each)).map(toStep);
  const opened = new Set(steps.flatMap(openedUnseen));
  const places = new Places(context.place, context.gaps);
  const surfaces: Surface[] = [];
  for (const { invocation, values, named, places: own } of steps) {
    const listed = listedPaths(invocation.program, values, opened);
    for (const { written, access, elsewhere } of [...named, ...listed]) {
      if (written === "" || written === UNKNOWN || written.length > MAX_PATH_UNITS) continue;
      for (const located of places.locate(written, invocation, own)) {
        if (elsewhere === true && isOwn(located.path, context)) continue;
        surfaces.push({ kind: "path", written, access, at, ...located });
      }
    }
    places.enter(invocation, own);
    places.follow(invocation);
    if (surfaces.length <= MAX_PATHS) continue;
    context.gaps.push(`${at.field} names more than ${MAX_PATHS} paths`);
    break;
  }
  return surfaces;
}

function toStep(invocation: Invocation): LineStep {
  const values = invocation.words.slice(1).map(({ value }) => value);
  const read = readCommand(invocation.program, values);
  const redirects = invocation.redirects.map(({ access, target }) => ({
    written: target.value,
    access,
  }));
  return {
    invocation,
    values,
    named: [...namedPaths(read), ...scriptPaths(invocation), ...redirects],
    places: namedPlaces(read),
  };
}

/** What a command does to names that the line does not spell out: those that another one lists. */
function openedUnseen({ named }: LineStep): Access[] {
  return named
    .filter(({ written, access }) => {
      const isBelow = access !== "write" && written.endsWith(`/${UNKNOWN}`);
      return written === UNKNOWN || isBelow;
    })
    .map(({ access }) => access);
}

/** In the home or the working directory, and not the whole of one. */
function isOwn(path: string, { place }: ActionContext): boolean {
  return [place.home, place.cwd].some(
    (base) => base !== undefined && base !== "/" && path.startsWith(`${base}/`),
  );
}
