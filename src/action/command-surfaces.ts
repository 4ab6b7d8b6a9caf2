import type { Location, Slot, Surface } from "../model/action.ts";
import type { Invocation } from "../model/invocation.ts";
import { lineContacts } from "./access/line-contacts.ts";
import type { Contact } from "./access/urls.ts";
import { type ActionContext, toLocation, toTextSurface } from "./context.ts";
import { pathSurfaces } from "./path-surfaces.ts";
import { shownFiles } from "./shown-files.ts";
import { scriptReader } from "./script-reader.ts";
import type { Language } from "./shell/call.ts";
import { walkCommand } from "./shell/walk.ts";

/** A command line of a shell that is not of bash's kind. */
export interface ForeignLine {
  readonly source: string;
  readonly language: Language;
}

/** Everything that a command line would do: what runs, which paths and URLs it names, which text it holds. */
export function commandSurfaces(
  line: string | ForeignLine,
  slot: Slot,
  context: ActionContext,
): Surface[] {
  const { source } = toLine(line);
  return [toTextSurface("command", source, slot), ...lineSurfaces(line, slot, context)];
}

/** As `commandSurfaces`, for a line that does not stand in the event as it is. */
export function lineSurfaces(
  line: string | ForeignLine,
  slot: Slot,
  context: ActionContext,
): Surface[] {
  const { source, language } = toLine(line);
  const walk = walkCommand(source, scriptReader(context), language);
  context.gaps.push(...walk.gaps);
  const at = toLocation(slot);
  const contactsOf = lineContacts(walk.invocations);
  const paths = pathSurfaces(walk.invocations, at, context);
  const sends = (command: Invocation) =>
    contactsOf(command).some(({ direction }) => direction === "upload");
  const pipesOut = walk.invocations.some(
    (command) => command.feed.kind === "pipe" && sends(command),
  );
  const surfaces = walk.invocations.flatMap((invocation): Surface[] => [
    { kind: "command", invocation, at },
    ...contactsOf(invocation).map((contact) => toUrlSurface(contact, invocation, at)),
  ]);
  surfaces.push(...paths, ...shownFiles(paths, { sends, pipesOut }, context));
  const said = walk.invocations.filter(({ script }) => script?.isNew !== false);
  const respelled = respelledWords(said);
  if (respelled !== "") surfaces.push({ kind: "text", role: "command", text: respelled, at });
  for (const text of walk.texts) {
    // Where the text stands verbatim in the line, the line itself is searched already.
    if (!source.includes(text)) surfaces.push({ kind: "text", role: "command", text, at });
  }
  return surfaces;
}

function toLine(line: string | ForeignLine): {
  readonly source: string;
  readonly language?: Language;
} {
  return typeof line === "string" ? { source: line } : line;
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

function toUrlSurface(contact: Contact, command: Invocation, at: Location): Surface {
  return { kind: "url", ...contact, at, command };
}
