import { UNKNOWN } from "../../../model/invocation.ts";
import { hasOption, readArguments } from "../arguments.ts";
import { type Operation, type OperationReader, toOperation } from "../operation.ts";
import { toPart } from "../resource-part.ts";
import { type GitCall, remoteRepositories, toGitCalls } from "./git-call.ts";
import { readPush } from "./push.ts";
import { repositoryResources } from "./resources.ts";

/** git: what it reads, what it changes here, and what it changes on the other side. */
export const git: OperationReader = {
  programs: ["git"],
  prefix: "git",
  read: (call) => toGitCalls(call).flatMap(readGit),
};

function readGit(call: GitCall): readonly Operation[] {
  const { verb, values } = call;
  if (verb === "") return [];
  switch (verb) {
    case "push":
    case "send-pack":
    case "http-push":
      return readPush(call);
    case "subtree":
    case "lfs":
      return values[0] === "push"
        ? inRepository("git:push", call, `branches/${UNKNOWN}`)
        : inRepository("git:checkout", call);
    case "clone":
    case "fetch":
    case "pull":
    case "ls-remote":
    case "fetch-pack":
      return readFetch(call);
    case "tag":
      return readTag(call);
    case "branch":
      return readBranch(call);
    case "rebase":
      return readRebase(call);
    case "remote":
      return inRepository(isOneOf(values, REMOTE_READS) ? "git:read" : "git:config", call);
    case "config":
      return inRepository(readsConfig(values) ? "git:read" : "git:config", call);
    default:
      return readPlain(call);
  }
}

function readPlain(call: GitCall): Operation[] {
  switch (kindOf(call.verb)) {
    case "read":
      return inRepository("git:read", call);
    case "checkout":
      return inRepository("git:checkout", call);
    case "commit":
      return inRepository("git:commit", call, currentBranch(call));
    case "merge":
      return inRepository("git:merge", call, currentBranch(call));
    default:
      // An alias may stand for anything.
      return inRepository(`git:${UNKNOWN}`, call);
  }
}

/** With a branch of its own it leaves that branch checked out. */
function readRebase(call: GitCall): Operation[] {
  const valued = "--onto -x --exec -s --strategy -X --strategy-option";
  const { operands } = readArguments(call.values, { valued });
  const own = inRepository("git:commit", call, currentBranch(call));
  return operands.length < 2 ? own : [...own, ...inRepository("git:checkout", call)];
}

function inRepository(name: string, call: GitCall, inside?: string): Operation[] {
  return remoteRepositories(undefined, call, "fetch").map((repository) =>
    toOperation(name, ...repositoryResources(repository, inside)),
  );
}

function currentBranch({ local }: GitCall): string {
  return `branches/${toPart(local?.branch)}`;
}

const FETCH_VALUED =
  "-b --branch -o --origin -u --upload-pack --depth --reference --reference-if-able -c --config " +
  "--template -j --jobs --filter --refmap --shallow-since --shallow-exclude -s --strategy -X " +
  "--strategy-option --separate-git-dir --server-option --negotiation-tip --bundle-uri";

function readFetch(call: GitCall): Operation[] {
  const read = readArguments(call.values, { valued: FETCH_VALUED });
  const own = call.verb === "clone" ? { ...call, local: undefined } : call;
  const remote = hasOption(read, "--all", "--multiple") ? undefined : read.operands[0];
  return remoteRepositories(remote, own, "fetch").map((repository) =>
    toOperation("git:read", ...repositoryResources(repository)),
  );
}

function readTag(call: GitCall): Operation[] {
  const valued = "-m --message -F --file -u --local-user --sort --format --points-at --contains";
  const read = readArguments(call.values, { valued });
  const lists = hasOption(read, "-l", "--list", "-v", "--verify", "--contains", "--points-at");
  const [name] = read.operands;
  if (lists || name === undefined) return inRepository("git:read", call);
  return inRepository("git:tag", call, `tags/${toPart(name)}`);
}

function readBranch(call: GitCall): Operation[] {
  const valued = "-u --set-upstream-to --sort --format --points-at --contains --no-contains";
  const read = readArguments(call.values, { valued });
  const lists = "-l --list -r --remotes -a --all --show-current --contains --merged --no-merged";
  const changes = hasOption(
    read,
    "-u",
    "--set-upstream-to",
    "--unset-upstream",
    "--edit-description",
  );
  const [name] = read.operands;
  if (!changes && (name === undefined || hasOption(read, ...lists.split(" "))))
    return inRepository("git:read", call);
  return inRepository("git:branch", call, `branches/${toPart(name)}`);
}

const REMOTE_READS = ["show", "get-url", "update", "-v", "--verbose"];

function isOneOf([first]: readonly string[], names: readonly string[]): boolean {
  return first === undefined || names.includes(first);
}

function readsConfig(values: readonly string[]): boolean {
  const read = readArguments(values, { valued: "-f --file --blob --type --default" });
  const asks = ["--get", "--get-all", "--get-regexp", "--get-urlmatch", "--list", "-l"];
  if (hasOption(read, ...asks)) return true;
  const changes = ["--add", "--unset", "--unset-all", "--replace-all", "--edit", "-e"];
  if (hasOption(read, ...changes)) return false;
  const [first = "", second] = read.operands;
  return first === "get" || first === "list" || (second === undefined && first.includes("."));
}

type Kind = "read" | "checkout" | "commit" | "merge";

const VERBS: Readonly<Record<Kind, string>> = {
  read:
    "log diff show status blame annotate grep describe rev-parse cat-file shortlog ls-files ls-tree " +
    "name-rev archive reflog whatchanged range-diff for-each-ref rev-list merge-base show-ref " +
    "count-objects version help check-ignore check-attr check-mailmap check-ref-format diff-tree " +
    "diff-index diff-files fsck verify-commit verify-tag verify-pack cherry show-branch var difftool " +
    "format-patch request-pull diagnose bugreport merge-tree patch-id stripspace",
  checkout: "checkout switch worktree sparse-checkout bisect restore stash submodule symbolic-ref",
  commit:
    "add am apply bundle cherry-pick clean commit commit-tree fast-import filter-branch gc init maintenance " +
    "mv notes prune rm reset revert stage update-index update-ref read-tree write-tree " +
    "hash-object repack replace rerere pack-refs mktag mktree pack-objects checkout-index",
  merge: "merge",
};

let kinds: ReadonlyMap<string, Kind> | undefined;

function kindOf(verb: string): Kind | undefined {
  kinds ??= new Map(
    (["read", "checkout", "commit", "merge"] as const).flatMap((kind) =>
      VERBS[kind].split(" ").map((each): [string, Kind] => [each, kind]),
    ),
  );
  return kinds.get(verb);
}
