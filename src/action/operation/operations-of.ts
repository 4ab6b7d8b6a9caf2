import type { Action, CommandSurface, Location, Surface } from "../../model/action.ts";
import type { Machine } from "../../model/check.ts";
import { type Invocation, UNKNOWN } from "../../model/invocation.ts";
import { withoutVersion } from "../../model/program-name.ts";
import { namedPlaces } from "../access/named-paths.ts";
import { readCommand } from "../access/read-command.ts";
import { Places } from "../places.ts";
import { remoteTest } from "../remote.ts";
import { type Operation, toOperation } from "./operation.ts";
import { findReader } from "./registry.ts";
import { toNamePart, toPart } from "./resource-part.ts";

/** A part of a call, and the operations that it is. */
export interface PlacedOperations {
  /** Empty for a command that no reader has a word for. */
  readonly operations: readonly Operation[];
  readonly isCommand: boolean;
  readonly at: Location;
}

/** Everything that a call would do, in the words of permissions. */
export function operationsOf(action: Action, machine: Machine): PlacedOperations[] {
  const commands = action.surfaces.filter((surface) => surface.kind === "command");
  const tool = action.surfaces.find((surface) => surface.kind === "tool");
  return commands.length > 0
    ? commandOperations(commands, action.cwd, machine)
    : action.surfaces.flatMap((surface) => toolOperations(surface, tool?.tool, machine));
}

/** More directories than this are not asked one by one; what is done in them is then not known. */
const MAX_DIRECTORIES = 8;

function commandOperations(
  surfaces: readonly CommandSurface[],
  cwd: string | undefined,
  machine: Machine,
): PlacedOperations[] {
  const isRemote = remoteTest(surfaces.map(({ invocation }) => invocation));
  const places = new Places([{ cwd, home: machine.home }], []);
  const located = surfaces.map(({ invocation, at }) => {
    if (isRemote(invocation) || cwd === undefined) return { invocation, at, directories: [] };
    const directories = directoriesOf(places, invocation);
    const values = invocation.words.slice(1).map(({ value }) => value);
    places.enter(invocation, namedPlaces(readCommand(invocation.program, values)));
    places.follow(invocation);
    return { invocation, at, directories };
  });
  const disk = readingOnce(machine);
  const alone = located.map((each) => readInvocation(each, disk, []));
  const changes = alone.map((operations, index) => [
    ...operations.map(({ name }) => name).filter((name) => CHANGING.test(name)),
    ...settingsOf(located[index]?.invocation),
  ]);
  const count = changes.flat().length;
  const unsettled = [...new Set(changes.flat())];
  return located.map((each, index) => {
    const known = alone[index] ?? [];
    const isSettled = known.length === 0 || count === changes[index]?.length;
    const operations = isSettled ? known : readInvocation(each, disk, unsettled);
    return { operations, isCommand: true, at: each.at };
  });
}

type Disk = Pick<Machine, "home" | "readText">;

/** A line of a thousand git commands asks for the same few files. */
function readingOnce({ home, readText }: Machine): Disk {
  const known = new Map<string, ReturnType<Machine["readText"]>>();
  return {
    home,
    readText: (path) => {
      if (!known.has(path)) known.set(path, readText(path));
      return known.get(path);
    },
  };
}

/** What the branch, the remotes or the workspace are when another command of the same line runs. */
const CHANGING = /^(?:git:(?:checkout|branch|config|\uFFFC)|terraform:workspace-)/;

/** A variable that git and its like look at, set for what follows, counts as their configuration. */
function settingsOf(invocation: Invocation | undefined): string[] {
  if (invocation === undefined) return [];
  const { program, words, assignments } = invocation;
  const exported = EXPORTS.has(program) ? words.slice(1).map(({ value }) => value) : [];
  const assigned = program === ":" ? assignments.map(({ name }) => name) : [];
  return [...exported, ...assigned].some((word) => /^(?:GIT|GH|GITLAB|TF)_/.test(word))
    ? ["git:config"]
    : [];
}

const EXPORTS = new Set(["export", "declare", "typeset", "readonly", "local"]);

interface LocatedInvocation {
  readonly invocation: Invocation;
  readonly directories: readonly string[];
}

function directoriesOf(places: Places, invocation: Invocation): string[] {
  const found = places.locate(".", invocation, []).map(({ path }) => path);
  const isKnown = found.length <= MAX_DIRECTORIES && !found.some((path) => path.includes(UNKNOWN));
  return isKnown ? found : [];
}

function readInvocation(
  { invocation, directories }: LocatedInvocation,
  machine: Disk,
  unsettled: readonly string[],
): readonly Operation[] {
  const { program, words } = invocation;
  // What runs may be any of the programs.
  if (program.includes(UNKNOWN)) return [toOperation(UNKNOWN, UNKNOWN)];
  const name = program.toLowerCase().replace(/\.exe$/, "");
  const reader = findReader(name) ?? findReader(withoutVersion(name));
  if (reader === undefined) return [];
  const values = words.slice(1).map(({ value }) => value);
  return reader.read({ invocation, values, directories, machine, unsettled });
}

function toolOperations(
  surface: Surface,
  tool: string | undefined,
  { home }: Machine,
): PlacedOperations[] {
  const { kind, at } = surface;
  const found = (operation: Operation) => [{ operations: [operation], isCommand: false, at }];
  if (kind === "tool" && surface.tool.startsWith("mcp__"))
    return found(mcpOperation(surface.tool, surface.server));
  if (kind === "url" && tool === "WebFetch")
    return found(toOperation("web:fetch", toPage(surface.url)));
  if (kind !== "path" || tool?.startsWith("mcp__") === true) return [];
  const name = surface.access === "mention" ? "read" : surface.access;
  const { path } = surface;
  const own = path.startsWith(`${home}/`) ? [`~${path.slice(home.length)}`] : [];
  return found(toOperation(`file:${name}`, path, ...own));
}

/** `mcp__SERVER__TOOL`. */
function mcpOperation(tool: string, said: string | undefined): Operation {
  const [, named = "", own = ""] = /^mcp__(.+?)__(.+)$/s.exec(tool) ?? [];
  const server = toNamePart(named === "" ? said : named);
  return toOperation(`mcp:${server}:${toNamePart(own)}`, `servers/${server}`);
}

/** Without what stands behind `?` and `#`, which is no place, and without a user. */
function toPage(url: string): string {
  const [, scheme = "", host = "", path = ""] =
    /^([a-z][a-z0-9+.-]*):\/\/(?:[^@/?#]*@)?([^/?#]*)([^?#]*)/i.exec(url) ?? [];
  return host === "" ? UNKNOWN : `${scheme}://${toPart(host)}${path === "" ? "/" : path}`;
}
