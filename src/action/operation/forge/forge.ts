import { fromTable } from "../from-table.ts";
import { UNKNOWN } from "../../../model/invocation.ts";
import { hasOption, optionValue, type ReadArguments, readArguments } from "../arguments.ts";
import { type GitCall, remoteRepositories, toGitCalls } from "../git/git-call.ts";
import { parseRemoteUrl, type RemoteRepository } from "../git/remote-url.ts";
import { repositoryResources } from "../git/resources.ts";
import {
  type Operation,
  type OperationCall,
  type OperationReader,
  toOperation,
} from "../operation.ts";
import { toPart } from "../resource-part.ts";
import { readApi } from "./api.ts";

/** Options of gh and glab with a value. What reads one too few as valued only sees one more operand. */
const VALUED =
  "-R --repo -b --body -F --body-file -t --title -m --milestone -a --assignee -l --label -B --base " +
  "-H --head -r --reviewer -L --limit --json -q --jq --template -s --state --search -w --workflow " +
  "--ref -f --raw-field --field -X --method --input --hostname -p --project --message --subject " +
  "--match-head-commit --author-email -n --notes --notes-file --target -d --description -D --dir --visibility --default-branch --homepage";

/** GitHub's and GitLab's own programs, in the words of git. */
export const forge: OperationReader = {
  programs: ["gh", "glab"],
  prefix: "git",
  read: readForge,
};

/** Groups that say something of the program itself. */
const OWN = new Set(["", "help", "version", "completion"]);

function readForge(call: OperationCall): readonly Operation[] {
  const read = readArguments(call.values, { valued: VALUED });
  const [group = "", verb = "", target] = read.operands;
  if (OWN.has(group)) return [];
  if (group === "api") return readApi(read, repositoryOf(call, read));
  // `gh repo delete acme/app` has the repository where the others have a number.
  const isRepository = isRepositoryGroup(group);
  const named = target === undefined ? undefined : parseTarget(target, isRepository);
  const repository = named === undefined ? repositoryOf(call, read) : named.repository;
  const inside = isRepository ? "" : insideOf(group, named?.number ?? target);
  const name = nameOf(group, verb, read);
  return [toOperation(name, ...repositoryResources(repository, inside))];
}

/** `-R owner/name`, or what the directory's remote names. */
function repositoryOf(call: OperationCall, read: ReadArguments): RemoteRepository | undefined {
  const given = optionValue(read, "-R", "--repo");
  if (given !== undefined) return parseTarget(given, true)?.repository;
  if (call.invocation.assignments.some(({ name }) => /^(?:GH|GITLAB|GLAB)_/.test(name)))
    return undefined;
  // git's own words would be read as options of git.
  const calls = toGitCalls({ ...call, values: ["status"] });
  const found = calls.flatMap((each) => chosenRepositories(each));
  const [first] = found;
  const isOne = found.every((each) => each?.host === first?.host && each?.path === first?.path);
  return isOne ? first : undefined;
}

/** The remote that `gh repo set-default` has noted, or the only one. */
function chosenRepositories(call: GitCall): readonly (RemoteRepository | undefined)[] {
  const keys = [...(call.local?.config.keys() ?? [])];
  const noted = keys.flatMap((key) => /^remote\.(.+)\.gh-resolved$/.exec(key)?.[1] ?? [])[0];
  const isOnly = keys.filter((key) => /^remote\..+\.url$/.test(key)).length < 2;
  if (noted === undefined && !isOnly) return [undefined];
  return remoteRepositories(noted, call, "fetch");
}

interface Target {
  readonly repository: RemoteRepository | undefined;
  readonly number: string | undefined;
}

/** A number, a branch, `owner/name`, `host/owner/name`, or the page of any of them. */
function parseTarget(word: string, isRepository: boolean): Target | undefined {
  const page =
    /^(https?:\/\/[^/]+\/.+?)\/(?:-\/)?(?:pull|issues|merge_requests|releases\/tag)\/([^/?#]+)/.exec(
      word,
    );
  if (page !== null) return { repository: parseRemoteUrl(page[1] ?? ""), number: page[2] };
  if (!isRepository) return undefined;
  if (word.includes(":")) return { repository: parseRemoteUrl(word), number: undefined };
  const parts = word.split("/");
  const isLong = parts.length > 2 && parts[0]?.includes(".") === true;
  const url = `https://${isLong ? "" : "github.com/"}${word}`;
  // A name alone is one of the user's own.
  const repository = parts.length < 2 ? undefined : parseRemoteUrl(url);
  return { repository, number: undefined };
}

function insideOf(group: string, number: string | undefined): string {
  const kind = fromTable(PLACES, group, "");
  return kind === "" ? "" : `${kind}/${toPart(number)}`;
}

const PLACES: Readonly<Partial<Record<string, string>>> = {
  pr: "pull-requests",
  mr: "pull-requests",
  issue: "issues",
  incident: "issues",
  release: "releases",
  workflow: "workflows",
};

const READS = new Set(
  "list ls view status diff checks watch download get search browse clone checkout verify trace lint".split(
    " ",
  ),
);

function nameOf(group: string, verb: string, read: ReadArguments): string {
  // An extension or an alias may do anything.
  const anything = `git:${UNKNOWN}`;
  if (verb === "" || verb.includes(UNKNOWN)) return anything;
  if (group === "search" || READS.has(verb)) return "git:read";
  if (group === "pr" || group === "mr") return nameOfReview(verb, read);
  if (isRepositoryGroup(group)) return fromTable(REPOSITORY_VERBS, verb, "git:admin");
  return group === "issue" && NOTES.has(verb) ? "git:comment" : fromTable(GROUPS, group, anything);
}

const NOTES = new Set(["comment", "note"]);

function isRepositoryGroup(group: string): boolean {
  return group === "repo" || group === "project";
}

const GROUPS: Readonly<Partial<Record<string, string>>> = {
  auth: "git:auth",
  release: "git:release",
  workflow: "git:workflow",
  run: "git:workflow",
  ci: "git:workflow",
  pipeline: "git:workflow",
  schedule: "git:workflow",
  secret: "git:secret",
  variable: "git:secret",
  issue: "git:issue",
  incident: "git:issue",
  label: "git:issue",
  milestone: "git:issue",
  ruleset: "git:admin",
  "deploy-key": "git:admin",
  "ssh-key": "git:admin",
  "gpg-key": "git:admin",
  org: "git:admin",
  cache: "git:admin",
  token: "git:admin",
};

const REPOSITORY_VERBS: Readonly<Partial<Record<string, string>>> = {
  delete: "git:delete",
  create: "git:create",
  fork: "git:create",
  sync: "git:push",
};

function nameOfReview(verb: string, read: ReadArguments): string {
  switch (verb) {
    case "comment":
    case "note":
      return "git:comment";
    case "review":
      return hasOption(read, "--approve", "-a") ? "git:approve" : "git:comment";
    case "approve":
    case "revoke":
      return "git:approve";
    case "merge":
    case "accept":
      return "git:merge";
    default:
      return "git:pull-request";
  }
}
