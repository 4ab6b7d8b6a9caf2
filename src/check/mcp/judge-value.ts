import { argumentUrls } from "../../action/argument-url.ts";
import { isFixed, toAbsolute } from "../../action/paths.ts";
import type { ToolSurface } from "../../model/action.ts";
import type { Machine } from "../../model/check.ts";
import type { Json, JsonObject } from "../../model/json.ts";
import type { GlobSet } from "../../model/rule.ts";
import type { ArgumentRule } from "../../model/tool-rule.ts";
import { matchAny } from "../../rule/glob.ts";
import { matchPath, prepareGlob, preparePath } from "../../rule/match-path.ts";
import { hostsOf } from "../egress/host-of.ts";

/** A call as its arguments are held against a rule's. */
export interface ToolArguments {
  readonly input: JsonObject;
  readonly cwd: ToolSurface["cwd"];
  readonly machine: Machine;
}

/** Whether a value is what a rule says; `unknown` where it is of another kind, or may be read in another way. */
export type Answer = "yes" | "no" | "unknown";

type Setting = Pick<ToolArguments, "cwd" | "machine">;

/** Of what the rule says of a value all must hold. */
export function judgeValue(rule: ArgumentRule, value: Json, setting: Setting): Answer {
  return all([...judgeScalar(rule, value), ...judgeText(rule, value, setting)]);
}

function all(answers: readonly Answer[]): Answer {
  if (answers.includes("no")) return "no";
  return answers.includes("unknown") ? "unknown" : "yes";
}

function judgeScalar({ is, min, max }: ArgumentRule, value: Json): Answer[] {
  const answers: Answer[] = [];
  if (is !== undefined) answers.push(typeof value === typeof is ? say(value === is) : "unknown");
  if (min !== undefined || max !== undefined) {
    const isIn = (number: number) => number >= (min ?? -Infinity) && number <= (max ?? Infinity);
    answers.push(typeof value === "number" ? say(isIn(value)) : "unknown");
  }
  return answers;
}

function judgeText(rule: ArgumentRule, value: Json, setting: Setting): Answer[] {
  const { matches, paths, hosts, minLength, maxLength } = rule;
  const wanted = [matches, paths, hosts, minLength, maxLength].some((part) => part !== undefined);
  if (!wanted) return [];
  if (typeof value !== "string") return ["unknown"];
  const answers: Answer[] = [];
  if (minLength !== undefined) answers.push(say(value.length >= minLength));
  if (maxLength !== undefined) answers.push(say(value.length <= maxLength));
  if (matches !== undefined) answers.push(judgeGlobs(matches, value));
  if (paths !== undefined) answers.push(judgePath(paths, value, setting));
  if (hosts !== undefined) answers.push(judgeHosts(hosts, value));
  return answers;
}

function say(holds: boolean): Answer {
  return holds ? "yes" : "no";
}

/** What steps up or hides a character may lead elsewhere than a glob with a slash in it says. */
const UNPLAIN = /(?:^|[\\/])\.\.(?:[\\/]|$)|%(?:2e|2f|5c|00)|\0/i;

function judgeGlobs(globs: GlobSet, value: string): Answer {
  if (globs.some((glob) => glob.includes("/")) && UNPLAIN.test(value)) return "unknown";
  if (matchAny(globs, value)) return "yes";
  const folded = fold(value);
  return globs.some((glob) => matchAny([fold(glob)], folded)) ? "unknown" : "no";
}

function fold(text: string): string {
  return text.normalize("NFKC").toLowerCase().trim();
}

/** The path as written and where its links lead. */
function judgePath(globs: GlobSet, value: string, { cwd, machine }: Setting): Answer {
  if (value === "" || /[\0\n]|%(?:2e|2f|5c|00)/i.test(value)) return "unknown";
  if (cwd === undefined && !isFixed(value)) return "unknown";
  const path = toAbsolute(value, { cwd, home: machine.home });
  const forms = [...new Set([path, machine.realPath(path)])];
  const named = forms.filter((form) => {
    const prepared = preparePath(form, machine.home);
    return globs.some((glob) => matchPath(prepareGlob(glob), prepared));
  });
  if (named.length === 0) return "no";
  return named.length === forms.length ? "yes" : "unknown";
}

/** Every host that a reader of the URL may see. */
function judgeHosts(globs: GlobSet, value: string): Answer {
  const hosts = argumentUrls(value, "url").flatMap(hostsOf);
  if (hosts.length === 0) return "unknown";
  const named = hosts.filter((host) => matchAny(globs, host));
  if (named.length === 0) return "no";
  return named.length === hosts.length ? "yes" : "unknown";
}
