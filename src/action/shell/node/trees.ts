import type { Frame, Output } from "../frame.ts";
import { UNKNOWN } from "../../../model/invocation.ts";
import { isUnknown, unknownFrom } from "../origin.ts";
import { DIRECTORY } from "../scope.ts";
import { toKey } from "./file-key.ts";

/** The files of lines that have fetched a tree: most have not. */
const planted = new WeakSet<ReadonlyMap<string, Output>>();

/** Longer than any path that a system opens. */
const MAX_PATH_UNITS = 4096;

/** As many directories above a file are looked at. */
const MAX_ABOVE = 32;

/**
 * What builds a project, as `make`, `npm install` and `pip install` do, which read from the tree too: to fetch and to
 * build what somebody names is everyday, and stopping the one would only teach to write the other.
 */
const BUILDS =
  /(?:^|\/)(?:configure|config|bootstrap(?:\.sh)?|autogen\.sh|buildconf|gradlew|mvnw|setup\.py|manage\.py)$/;

/** Notes that a directory holds a tree of files that the line has fetched. */
export function writeTree(directory: string, { scope }: Frame): void {
  const key = isUnknown(directory) ? UNKNOWN : toKey(directory);
  // No file has a key with a slash at its end.
  planted.add(scope.definitions.files);
  scope.definitions.files.set(`${key}/`, unknownFrom(["fetched"]));
}

/** What a build, or a virtual environment, has put there itself. */
const MADE =
  /(?:^|\/)(?:\.?v?env\/bin\/activate[\w.]*|node_modules\/.*|target\/(?:debug|release)\/.*)$/;

/** What a file is like that lies in such a tree, but for those that build it, and that a build makes; undefined for any other. */
export function readTree(path: string, frame: Frame): Output | undefined {
  const { files } = frame.scope.definitions;
  if (!planted.has(files)) return undefined;
  for (const place of placesOf(path, frame)) {
    const isBelowUnknown = place.startsWith(UNKNOWN);
    const above = isBelowUnknown ? [`${UNKNOWN}/`] : aboveOf(toKey(place));
    const found = above.map((each) => files.get(each));
    const tree = found.find((text) => text !== undefined);
    if (tree !== undefined) return BUILDS.test(path) || MADE.test(path) ? undefined : tree;
  }
  return undefined;
}

/** As it is written, and from where the line has gone to. */
function placesOf(path: string, { scope }: Frame): readonly string[] {
  if (/^(?:[/~-]|[<>]\()/.test(path)) return [path];
  const directories = (scope.read(DIRECTORY) ?? []).map((items) => items.join(""));
  const places = directories.map((directory) => `${directory}/${path}`);
  return [path, ...places.filter(({ length }) => length <= MAX_PATH_UNITS)];
}

/** The keys of the directories that a file is in. */
function aboveOf(key: string): readonly string[] {
  const above = key.startsWith("/") || key.startsWith("~") ? [] : ["/"];
  let at = key.indexOf("/", 1);
  while (at > 0 && above.length < MAX_ABOVE) {
    above.push(key.slice(0, at + 1));
    at = key.indexOf("/", at + 1);
  }
  return above;
}
