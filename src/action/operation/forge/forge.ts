import { UNKNOWN } from "../../../model/invocation.ts";
import { hasOption, optionValue, type ReadArguments, readArguments } from "../arguments.ts";
import { remoteRepositories, toGitCalls } from "../git/git-call.ts";
import { parseRemoteUrl, type RemoteRepository } from "../git/remote-url.ts";
import { repositoryResources } from "../git/resources.ts";
import { type Operation, type OperationCall, type OperationReader, toOperation } from "../operation.ts";
import { toPart } from "../resource-part.ts";
import { readApi } from "./api.ts";

/** Options of gh and glab with a value. What reads one too few as valued only sees one more operand. */
const VALUED =
  "-R --repo -b --body -F --body-file -t --title -m --milestone -a --assignee -l --label -B --base " +
  "-H --head -r --reviewer -L --limit --json -q --jq --template -s --state --search -w --workflow " +
  "--ref -f --raw-field --field -X --method --input --hostname -p --project --message --subject " +
  "--match-head-commit --author-email -n --notes --notes-file --target -d --description -D --dir";

/** GitHub's and GitLab's own programs, in the words of git. */
export const forge: OperationReader = {
  programs: ["gh", "glab"],
  prefix: "git",
  read: readForge,
};

function readForge(call: OperationCall): readonly Operation[] {
  const read = readArguments(call.values, { valued: VALUED });
  const [group = "", verb = "", target] = read.operands;
  if (group === "api") return readApi(read, repositoryOf(call, read));
  if (group === "" || group === "help" || group === "version" || group === "completion") return [];
  const name = nameOf(group, verb, read);
  // `gh repo delete acme/app` has the repository where the others have a number.
  const isRepository = group === "repo" || group === "project";
  const named = target === undefined ? undefined : parseTarget(target, isRepository);
  const repository = named?.repository ?? repositoryOf(call, read);
  const number = named?.number ?? (isRepository ? undefined : target);
  return [toOperation(name, ...repositoryResources(repository, insideOf(group, number)))];
}

/** `-R owner/name`, or what the directory's remote names. */
function repositoryOf(call: OperationCall, read: ReadArguments): RemoteRepository | undefined {
  const given = optionValue(read, "-R", "--repo");
  if (given !== undefined) return parseTarget(given, true)?.repository;
  if (call.invocation.assignments.some(({ name }) => /^(?:GH|GITLAB|GLAB)_/.test(name)))
    return undefined;
  // git's own words would be read as options of git.
  const calls = toGitCalls({ ...call, values: ["status"] });
  const found = calls.flatMap((each) => remoteRepositories(undefined, each, "fetch"));
  const [first] = found;
  const isOne = found.every((each) => each?.host === first?.host && each?.path === first?.path);
  return isOne ? first : undefined;
}

interface Target {
  readonly repository: RemoteRepository | undefined;
  readonly number: string | undefined;
}

/** A number, a branch, `owner/name`, `host/owner/name`, or the page of any of them. */
function parseTarget(word: string, isRepository: boolean): Target | undefined {
  const page =
    /^(https?:\/\/[^/]+\/.+?)\/(?:-\/)?(?:pull|issues|merge_requests|releases\/tag)\/([^/?#]+)/.exec(word);
  if (page !== null) return { repository: parseRemoteUrl(page[1] ?? ""), number: page[2] };
  if (!isRepository) return undefined;
  if (word.includes(":")) return { repository: parseRemoteUrl(word), number: undefined };
  const parts = word.split("/");
  const isLong = parts.length > 2 && parts[0]?.includes(".") === true;
  const url = `https://${isLong ? "" : "github.com/"}${word}`;
  return parts.length < 2 ? undefined : { repository: parseRemoteUrl(url), number: undefined };
}

function insideOf(group: string, number: string | undefined): string {
  const kind = PLACES[group];
  return kind === undefined ? "" : `${kind}/${toPart(number)}`;
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
  "list ls view status diff checks watch download get search browse clone checkout verify trace lint".split(" "),
);

function nameOf(group: string, verb: string, read: ReadArguments): string {
  if (verb === "" || verb.includes(UNKNOWN)) return `git:${UNKNOWN}`;
  if (group === "auth") return "git:auth";
  if (group === "search" || READS.has(verb)) return "git:read";
  switch (group) {
    case "pr":
    case "mr":
      return nameOfReview(verb, read);
    case "issue":
    case "incident":
      return verb === "comment" || verb === "note" ? "git:comment" : "git:issue";
    case "release":
      return "git:release";
    case "workflow":
    case "run":
    case "ci":
    case "pipeline":
    case "schedule":
      return "git:workflow";
    case "secret":
    case "variable":
      return "git:secret";
    case "repo":
    case "project":
      return REPOSITORY_VERBS[verb] ?? "git:admin";
    case "label":
    case "milestone":
      return "git:issue";
    case "ruleset":
    case "deploy-key":
    case "ssh-key":
    case "gpg-key":
    case "org":
    case "cache":
    case "token":
      return "git:admin";
    default:
      // An extension or an alias may do anything.
      return `git:${UNKNOWN}`;
  }
}

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
