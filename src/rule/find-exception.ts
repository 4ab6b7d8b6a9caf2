import type { Access } from "../model/action.ts";
import type { Machine } from "../model/check.ts";
import { UNKNOWN } from "../model/invocation.ts";
import type { RuleException, RuleMeta } from "../model/rule.ts";
import { matchAny, matchGlob } from "./glob.ts";
import { matchPath, type PreparedPath, prepareGlob, preparePath } from "./match-path.ts";

/*
 * Which exception of a rule holds where the rule matched: its id, or `undefined`. What has expired or is out of
 * scope is no longer in the bundle (narrow-rules.ts).
 */

/** What a call does with a path. */
interface PathUse {
  readonly access: Access;
  /** Whether what is read could leave by the same call. */
  readonly isSent: () => boolean;
}

const READ_ONLY: readonly Access[] = ["read"];

/**
 * For a path in one of its forms. A path that is a pattern or is not wholly known is never excepted, nor is one that
 * is read by a call that sends something.
 */
export function exceptionForPath(
  rule: RuleMeta,
  path: PreparedPath,
  { access, isSent }: PathUse,
): string | undefined {
  if (rule.exceptions === undefined || isOpen(path)) return undefined;
  const id = rule.exceptions.find(
    ({ paths = [], access: accesses = READ_ONLY }) =>
      accesses.includes(access) && names(paths, path),
  )?.id;
  const isRead = access === "read" || access === "mention";
  return id !== undefined && isRead && isSent() ? undefined : id;
}

/** Where a rule over texts found something, and what. */
interface FoundText {
  readonly path?: string | undefined;
  readonly fingerprint?: (() => string) | undefined;
}

/**
 * For a text, by the file that it goes to or comes from: as written, and where its links lead. An exception that
 * names secrets by their fingerprints holds for these only; without paths, wherever they stand.
 *
 * The fingerprint is made when it is needed.
 */
export function exceptionForText(
  rule: RuleMeta,
  { path, fingerprint }: FoundText,
  { home, realPath }: Machine,
): string | undefined {
  if (rule.exceptions === undefined) return undefined;
  const forms =
    path === undefined ? [] : [path, realPath(path)].map((each) => preparePath(each, home));
  const isPlaced = forms.length > 0 && !forms.some(isOpen);
  const holds = ({ paths, fingerprints }: RuleException): boolean => {
    if (paths === undefined && fingerprints === undefined) return false;
    if (paths !== undefined && !(isPlaced && forms.every((form) => names(paths, form))))
      return false;
    return (
      fingerprints === undefined ||
      (fingerprint !== undefined && fingerprints.includes(fingerprint()))
    );
  };
  return rule.exceptions.find(holds)?.id;
}

/** For a tool's name. */
export function exceptionForTool(rule: RuleMeta, tool: string): string | undefined {
  return rule.exceptions?.find(({ tools = [] }) => matchAny(tools, tool))?.id;
}

/** @param host As `EgressRule` compares it. */
export function exceptionForHost(rule: RuleMeta, host: string): string | undefined {
  return rule.exceptions?.find(({ hosts = [] }) => hosts.some((glob) => namesHost(glob, host)))?.id;
}

/** Label by label: a wildcard stands for characters of one label, never for a dot. */
function namesHost(glob: string, host: string): boolean {
  const labels = host.split(".");
  const wanted = glob.split(".");
  return (
    wanted.length === labels.length &&
    wanted.every((label, at) => matchGlob(label, labels[at] ?? ""))
  );
}

function isOpen({ isGlob, segments }: PreparedPath): boolean {
  return isGlob || segments.some((segment) => segment === ".." || segment.includes(UNKNOWN));
}

function names(globs: NonNullable<RuleException["paths"]>, path: PreparedPath): boolean {
  return globs.some((glob) => matchPath(prepareGlob(glob), path, true));
}
