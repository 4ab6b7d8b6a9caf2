import type { Access, Location, PathSurface } from "../model/action.ts";
import type { Invocation } from "../model/invocation.ts";
import { UNKNOWN } from "../model/invocation.ts";
import type { NamedPath } from "./access/effect.ts";
import { printsSample } from "./access/env-sample.ts";
import { fedPaths } from "./access/fed-paths.ts";
import { listedPaths } from "./access/listed-paths.ts";
import { namedPaths, namedPlaces } from "./access/named-paths.ts";
import { readCommand } from "./access/read-command.ts";
import type { ActionContext } from "./context.ts";
import type { LocatedPath } from "./paths.ts";
import { Places } from "./places.ts";
import { LineLinks } from "./line-links.ts";
import { remoteTest } from "./remote.ts";

/** A line that names more paths than this is looked at only so far, and says so. */
const MAX_PATHS = 20_000;

/** Longer than any path that a system opens. */
const MAX_PATH_UNITS = 4096;

/** A command with the paths that it names by itself. */
interface LineStep {
  readonly invocation: Invocation;
  readonly values: readonly string[];
  readonly named: readonly NamedPath[];
  /** Directories that its own relative paths count from. */
  readonly places: readonly string[];
}

/** Every path that the commands of a line name, from every directory that they may run in. */
export function pathSurfaces(
  invocations: readonly Invocation[],
  at: Location,
  context: ActionContext,
): PathSurface[] {
  const isRemote = remoteTest(invocations);
  const steps = invocations.filter((each) => !isRemote(each)).map(toStep);
  const opened = new Set(steps.flatMap(openedUnseen));
  const placesFor = placesByScript(context);
  const links = new LineLinks();
  const surfaces: PathSurface[] = [];
  for (const step of steps) {
    const { invocation, places: own } = step;
    const places = placesFor(invocation);
    const located = locateStep(step, { places, opened, at, context });
    surfaces.push(...located, ...located.flatMap((surface) => links.through(surface)));
    links.note(invocation, (written) => places.locate(written, invocation, own));
    places.enter(invocation, own);
    places.follow(invocation);
    if (surfaces.length <= MAX_PATHS) continue;
    context.gaps.push(`${at.field} names more than ${MAX_PATHS} paths`);
    break;
  }
  return surfaces;
}

interface StepSetting {
  readonly places: Places;
  readonly opened: ReadonlySet<Access>;
  readonly at: Location;
  readonly context: ActionContext;
}

function locateStep(
  { invocation, values, named, places: own }: LineStep,
  { places, opened, at, context }: StepSetting,
): PathSurface[] {
  const listed = listedPaths(invocation.program, values, opened);
  return [...named, ...listed]
    .filter(({ written, access }) => isPath(written) && !isItsOwnReading(access, invocation))
    .flatMap(({ written, access, elsewhere }) =>
      places
        .locate(written, invocation, own)
        .filter(({ path }) => elsewhere !== true || !isOwn(path, context))
        .map((located) => toSurface({ written, access, at, command: invocation }, located)),
    );
}

function toSurface(named: Omit<PathSurface, "kind" | "path">, located: LocatedPath): PathSurface {
  return { kind: "path", ...named, ...located };
}

function isPath(written: string): boolean {
  return written !== "" && written !== UNKNOWN && written.length <= MAX_PATH_UNITS;
}

/** What a script that was there before reads is what it is for, and the model does not get it. */
function isItsOwnReading(access: Access, { script }: Invocation): boolean {
  return script?.isNew === false && (access === "read" || access === "mention");
}

/** Where the commands run: a script goes through directories of its own. */
function placesByScript({ place, gaps }: ActionContext): (invocation: Invocation) => Places {
  const line = new Places([place], gaps);
  const byScript = new Map<string, Places>();
  return ({ script }) => {
    if (script === undefined) return line;
    const known = byScript.get(script.path);
    const places = known ?? line.fork();
    if (known === undefined) byScript.set(script.path, places);
    return places;
  };
}

function toStep(invocation: Invocation): LineStep {
  const values = invocation.words.slice(1).map(({ value }) => value);
  const read = readCommand(invocation.program, values);
  return {
    invocation,
    values,
    named: [...namedPaths(read), ...fedPaths(invocation), ...redirectedPaths(invocation, values)],
    places: namedPlaces(read),
  };
}

function redirectedPaths(
  { program, redirects }: Invocation,
  values: readonly string[],
): readonly NamedPath[] {
  const targets = redirects.map(({ access, target }) => ({ written: target.value, access }));
  if (!targets.some(({ written }) => written.includes(".env"))) return targets;
  const sources = targets.filter(({ access }) => access === "read").map(({ written }) => written);
  return targets.filter(({ written }) => !printsSample(program, [...values, ...sources], written));
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
