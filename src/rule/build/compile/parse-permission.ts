import { braceExpand } from "minimatch";
import { operationPrefixes } from "../../../action/operation/registry.ts";
import { globsOverlap } from "../../overlap.ts";
import { nearest } from "../source/nearest.ts";

/** An entry of a permission rule, taken apart; or what is wrong with it. */
export type ParsedPermission =
  | { readonly names: readonly string[]; readonly resources: readonly string[] }
  | { readonly problem: string };

/** Reads `OPERATION on RESOURCE`; both are globs, and are compared in lower case. */
export function parsePermission(text: string): ParsedPermission {
  const words = text.trim().split(/\s+/);
  const [name = "", joint, resource] = words;
  if (words.length !== 3 || joint !== "on" || resource === undefined)
    return { problem: `must be "OPERATION on RESOURCE"${hintOf(words)}` };
  const problem = findNameMistake(name) ?? findResourceMistake(name, resource);
  if (problem !== undefined) return { problem };
  return { names: expand(name), resources: expand(resource) };
}

function hintOf(words: readonly string[]): string {
  const [name, ...rest] = words;
  const resource = rest.at(-1);
  if (name?.includes(":") !== true) return ": git:push on repos/*";
  return `; did you mean "${name} on ${resource === undefined || resource === "on" ? "*" : resource}"?`;
}

function expand(glob: string): string[] {
  return braceExpand(glob).map((each) => each.toLowerCase());
}

/** What git and the forges' programs are said to do. */
const GIT_NAMES =
  "read comment push force-push delete merge tag branch commit checkout config approve pull-request issue " +
  "release workflow admin create api secret auth";

function findNameMistake(name: string): string | undefined {
  const colon = name.indexOf(":");
  const prefix = name.slice(0, colon).toLowerCase();
  if (colon < 1 || colon === name.length - 1)
    return `no operation is called "${name}": it is PREFIX:NAME, as git:push or aws:ecs:UpdateService`;
  const prefixes = operationPrefixes();
  if (!prefixes.includes(prefix)) {
    const meant = nearest(prefix, prefixes);
    const hint =
      meant === undefined ? `it is one of ${prefixes.join(", ")}` : `did you mean "${meant}"?`;
    return `no operation begins with "${prefix}": ${hint}`;
  }
  return findPartMistake(prefix, name.slice(colon + 1));
}

function findPartMistake(prefix: string, rest: string): string | undefined {
  const parts = rest.split(":");
  const isLong = prefix === "aws" || prefix === "mcp";
  if (isLong && parts.length !== 2 && rest !== "*") {
    const form = prefix === "aws" ? "aws:SERVICE:Operation" : "mcp:SERVER:TOOL";
    return `"${prefix}:${rest}" is not of the form ${form}`;
  }
  if (prefix !== "git") return undefined;
  const names = GIT_NAMES.split(" ");
  const stray = expand(rest).find((each) => !names.some((own) => globsOverlap(each, own)));
  if (stray === undefined) return undefined;
  const meant = nearest(stray, names);
  const hint =
    meant === undefined ? `there are ${names.join(", ")}` : `did you mean "git:${meant}"?`;
  return `there is no operation "git:${stray}": ${hint}`;
}

/** What the resources of each prefix begin with. */
const ROOTS: Readonly<Partial<Record<string, readonly string[]>>> = {
  git: ["repos/*", "api/*"],
  aws: ["arn:*"],
  kubectl: ["clusters/*"],
  helm: ["clusters/*"],
  terraform: ["workspaces/*"],
  pulumi: ["stacks/*"],
  npm: ["packages/*"],
  ssh: ["hosts/*"],
  database: ["hosts/*"],
  mcp: ["servers/*"],
  web: ["*://*"],
  file: ["/*", "~/*"],
};

function findResourceMistake(name: string, resource: string): string | undefined {
  const prefix = name.slice(0, name.indexOf(":")).toLowerCase();
  const roots = ROOTS[prefix];
  if (roots === undefined) return undefined;
  const stray = expand(resource).find((each) => !roots.some((root) => globsOverlap(root, each)));
  if (stray === undefined) return undefined;
  return `no resource of ${prefix} is called "${stray}": it begins with ${roots.join(" or ")}`;
}
