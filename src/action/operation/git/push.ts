import { UNKNOWN } from "../../../model/invocation.ts";
import { hasOption, optionValue, type ReadArguments, readArguments } from "../arguments.ts";
import { type Operation, toOperation } from "../operation.ts";
import { toPart } from "../resource-part.ts";
import { defaultRemote, type GitCall, remoteRepositories } from "./git-call.ts";
import { configValue } from "./git-config.ts";
import type { LocalRepository } from "./repository.ts";
import { repositoryResources } from "./resources.ts";

const VALUED = "-o --push-option --receive-pack --exec --repo";

/** What a push does to one ref of the other side. */
interface PushedRef {
  /** `branches/main`, `tags/v1`. */
  readonly inside: string;
  readonly isForced: boolean;
  readonly isDeleted: boolean;
}

/** `git push`: a push of each ref, and beside it what more it is, if it is forced or deletes. */
export function readPush(call: GitCall): Operation[] {
  const read = readArguments(call.values, { valued: VALUED });
  const [remote = optionValue(read, "--repo"), ...refspecs] = read.operands;
  const repositories = remoteRepositories(remote, call, "push");
  if (hasOption(read, "--dry-run", "-n")) {
    return repositories.map((each) => toOperation("git:read", ...repositoryResources(each)));
  }
  const refs = readRefs(read, refspecs, { call, remote });
  return repositories.flatMap((repository) =>
    refs.flatMap((ref) => {
      const resources = repositoryResources(repository, ref.inside);
      return namesOf(ref).map((name) => toOperation(name, ...resources));
    }),
  );
}

function namesOf({ isForced, isDeleted }: PushedRef): string[] {
  const more = [isForced ? "git:force-push" : "", isDeleted ? "git:delete" : ""];
  return ["git:push", ...more.filter((name) => name !== "")];
}

interface PushPlace {
  readonly call: GitCall;
  readonly remote: string | undefined;
}

const ALL_BRANCHES = `branches/${UNKNOWN}`;
const ALL_TAGS = `tags/${UNKNOWN}`;

function readRefs(read: ReadArguments, refspecs: readonly string[], place: PushPlace): PushedRef[] {
  const isMirror = hasOption(read, "--mirror");
  const isForced = isMirror || read.options.some(({ name }) => /^(?:-f$|--force)/.test(name));
  const isDeleted = isMirror || hasOption(read, "--delete", "-d");
  const found = chosenRefs(read, refspecs, place).map((ref) => ({
    inside: ref.inside,
    isForced: ref.isForced || isForced,
    isDeleted: ref.isDeleted || isDeleted,
  }));
  return hasOption(read, "--prune")
    ? [...found, { inside: ALL_BRANCHES, isForced, isDeleted: true }]
    : found;
}

/** What the words choose, or what git takes where they choose nothing. */
function chosenRefs(
  read: ReadArguments,
  refspecs: readonly string[],
  { call: { local }, remote }: PushPlace,
): PushedRef[] {
  const all = hasOption(read, "--all", "--branches", "--mirror");
  const tags = hasOption(read, "--tags", "--mirror");
  const chosen = [
    ...joinTags(refspecs).flatMap((each) => readRefspec(each, local?.branch)),
    ...(all ? [toRef(ALL_BRANCHES)] : []),
    ...(tags ? [toRef(ALL_TAGS)] : []),
  ];
  const refs = chosen.length > 0 ? chosen : [toRef(defaultRef(local, remote))];
  return hasOption(read, "--follow-tags") ? [...refs, toRef(ALL_TAGS)] : refs;
}

function toRef(inside: string): PushedRef {
  return { inside, isForced: false, isDeleted: false };
}

/** `tag v1` is `refs/tags/v1`. */
function joinTags(refspecs: readonly string[]): string[] {
  return refspecs.flatMap((each, at) => {
    if (each === "tag" && at + 1 < refspecs.length) return [];
    return refspecs[at - 1] === "tag" ? [`refs/tags/${each}`] : [each];
  });
}

function readRefspec(written: string, branch: string | undefined): PushedRef[] {
  if (written.startsWith("^")) return [];
  const isForced = written.startsWith("+");
  const spec = isForced ? written.slice(1) : written;
  const colon = spec.indexOf(":");
  const source = colon < 0 ? spec : spec.slice(0, colon);
  const target = colon < 0 ? currentIn(source, branch) : spec.slice(colon + 1);
  const isDeleted = colon === 0 && target !== "";
  return [{ inside: toInside(target), isForced, isDeleted }];
}

function currentIn(source: string, branch: string | undefined): string {
  if (source !== "HEAD" && source !== "@") return source;
  return branch === undefined ? UNKNOWN : `refs/heads/${branch}`;
}

/** What a ref of the other side is called in a resource. */
function toInside(ref: string): string {
  const [, kind, name] = /^refs\/(heads|tags)\/(.+)$/.exec(ref) ?? [];
  if (name !== undefined) return `${kind === "tags" ? "tags" : "branches"}/${toPart(name)}`;
  if (ref.startsWith("refs/")) return `refs/${toPart(ref.slice("refs/".length))}`;
  // `heads/main` and `HEAD` mean what the other side has.
  const isLoose = /^(?:heads\/|HEAD$|@)/.test(ref) || ref.includes("~") || ref.includes("^");
  return `branches/${isLoose ? UNKNOWN : toPart(ref)}`;
}

/** Where git pushes to unasked, as the repository's own configuration says. */
function defaultRef(local: LocalRepository | undefined, remote: string | undefined): string {
  if (local?.branch === undefined || !local.isWhole) return ALL_BRANCHES;
  const { branch, config } = local;
  const name = remote ?? defaultRemote(local, "push");
  const isSet = ["push", "mirror"].some((key) => config.has(`remote.${name}.${key}`));
  if (isSet) return ALL_BRANCHES;
  switch (configValue(config, "push.default") ?? "simple") {
    case "simple":
    case "current":
      return toInside(`refs/heads/${branch}`);
    case "upstream":
    case "tracking":
      return toInside(configValue(config, `branch.${branch}.merge`) ?? UNKNOWN);
    default:
      return ALL_BRANCHES;
  }
}
