import { fromTable } from "../from-table.ts";
import { UNKNOWN } from "../../../model/invocation.ts";
import { hasOption, optionValue, type ReadArguments } from "../arguments.ts";
import type { RemoteRepository } from "../git/remote-url.ts";
import { repositoryResources } from "../git/resources.ts";
import { type Operation, toOperation } from "../operation.ts";
import { toPart } from "../resource-part.ts";

/** `gh api PATH` and `glab api PATH`: by method and path, as far as those say what is done. */
export function readApi(
  read: ReadArguments,
  current: RemoteRepository | undefined,
): readonly Operation[] {
  const path = toPath(read.operands[1] ?? "");
  const method = methodOf(read);
  if (/^graphql\b/.test(path)) return [readGraphql(read)];
  const [, owner = "", name = "", rest = ""] =
    /^repos\/([^/]+)\/([^/?]+)(?:\/([^?]*))?/.exec(path) ?? [];
  if (owner === "") {
    const name = method === "GET" ? "git:read" : "git:api";
    return [toOperation(name, `api/${toPart(path.replace(/\?.*$/s, ""))}`)];
  }
  const repository = toRepository(owner, name, current);
  return toNames(method, rest.split("/"), read).map((each) =>
    toOperation(each, ...repositoryResources(repository, insideOf(rest.split("/")))),
  );
}

/** Without a host; what leads elsewhere than it says is not known. */
function toPath(written: string): string {
  const path = written.replace(/^https?:\/\/[^/]+(?:\/api\/v\d)?/, "").replace(/^\/+/, "");
  return path === "" || /\.\.|[%\\]|\/\//.test(path) ? UNKNOWN : path;
}

/** gh posts as soon as there is something to send. */
function methodOf(read: ReadArguments): string {
  const given = optionValue(read, "-X", "--method")?.toUpperCase();
  if (given !== undefined) return given;
  return hasOption(read, "-f", "-F", "--field", "--raw-field", "--input") ? "POST" : "GET";
}

/** A query asks; what is no literal text may be a mutation. */
function readGraphql({ options }: ReadArguments): Operation {
  const query = options.find(({ value }) => value?.startsWith("query=") === true)?.value;
  const isQuery =
    query !== undefined &&
    !query.includes(UNKNOWN) &&
    !/^query=(?:@|[\s\S]*\b(?:mutation|subscription)\b)/.test(query);
  return toOperation(isQuery ? "git:read" : "git:api", "api/graphql");
}

function toRepository(
  owner: string,
  name: string,
  current: RemoteRepository | undefined,
): RemoteRepository | undefined {
  const placeholders = /^[{:]?owner\}?$/.test(owner) && /[{:]/.test(owner);
  if (placeholders) return current;
  const path = `${owner}/${name}`.toLowerCase();
  return path.includes(UNKNOWN) ? undefined : { host: "github.com", path };
}

function insideOf([kind, number, ...rest]: readonly string[]): string {
  switch (kind) {
    case "pulls":
      return `pull-requests/${toPart(number)}`;
    case "issues":
      // A pull request is an issue too, and its comments are made here.
      return number === undefined ? `issues/${UNKNOWN}` : `pull-requests/${toPart(number)}`;
    case "releases":
      return `releases/${toPart(number)}`;
    case "git":
    case "contents":
    case "branches":
    case "merges":
      return `branches/${UNKNOWN}`;
    case "actions":
      return number === "workflows" ? `workflows/${toPart(rest[0])}` : "";
    default:
      return "";
  }
}

function toNames(
  method: string,
  [kind = "", number, what]: readonly string[],
  read: ReadArguments,
): readonly string[] {
  if (method === "GET" || method === "HEAD") return ["git:read"];
  const isDeleted = method === "DELETE";
  switch (kind) {
    case "":
      return [isDeleted ? "git:delete" : "git:admin"];
    case "pulls":
      return namesOfPull(number, what, read);
    case "issues":
      return [[number, what].includes("comments") ? "git:comment" : "git:issue"];
    case "git":
    case "contents":
      return ["git:push", isDeleted ? "git:delete" : "git:force-push"];
    default:
      return [nameOfKind(kind, number)];
  }
}

function nameOfKind(kind: string, number: string | undefined): string {
  const isSecret = kind === "actions" && (number === "secrets" || number === "variables");
  return isSecret ? "git:secret" : fromTable(PLAIN, kind, "git:admin");
}

const PLAIN: Readonly<Partial<Record<string, string>>> = {
  actions: "git:workflow",
  releases: "git:release",
  merges: "git:merge",
  dispatches: "git:workflow",
};

function namesOfPull(
  number: string | undefined,
  what: string | undefined,
  { options }: ReadArguments,
): readonly string[] {
  if (what === "comments" || number === "comments") return ["git:comment"];
  if (what === "merge") return ["git:merge"];
  if (what !== "reviews") return ["git:pull-request"];
  const events = options.filter(({ value }) => /^event=/i.test(value ?? ""));
  const isComment = events.every(({ value = "" }) =>
    /^event=(?:COMMENT|REQUEST_CHANGES)$/i.test(value),
  );
  const isKnown = !options.some(({ name }) => name === "--input");
  return isComment && isKnown ? ["git:comment"] : ["git:comment", "git:approve"];
}
