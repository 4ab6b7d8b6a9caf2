import type { ShellWord } from "../../../model/invocation.ts";
import type { Inner } from "../call.ts";
import { toKnownWord } from "../expand/fields.ts";
import { findOperand, readOption } from "./options.ts";

const VALUED =
  "-w --workspace --prefix -C --dir --cwd -F --filter --loglevel --registry --cache --userconfig".split(
    " ",
  );

const MANAGERS: ReadonlySet<string> = new Set(["npm", "yarn", "pnpm", "bun"]);

/** Verbs that run the scripts of their own name, npm's abbreviations among them (docs.npmjs.com/cli). */
const OWN: Readonly<Record<string, string>> = {
  test: "test",
  t: "test",
  tst: "test",
  start: "start",
  stop: "stop",
  restart: "restart",
};

/** What installing and publishing run of the project's own scripts. */
const LIFECYCLE: Readonly<Record<string, string>> = {
  install: "install prepare prepublish",
  i: "install prepare prepublish",
  ci: "install prepare prepublish",
  add: "install prepare prepublish",
  pack: "prepack prepare",
  publish: "prepublishOnly prepack prepare publish",
};

const RUN: ReadonlySet<string> = new Set(["run", "run-script", "rum", "urn"]);

/** The scripts of package.json that a call of npm and its like runs, with those before and after each. */
export function readPackageScripts(words: readonly ShellWord[]): readonly Inner[] {
  const program = toProgram(words);
  if (!MANAGERS.has(program)) return [];
  const at = findOperand(words, 1, { valued: VALUED });
  const verb = words[at]?.value ?? "";
  const operand = words[findOperand(words, at + 1, { valued: VALUED })]?.value;
  const names = RUN.has(verb) ? [operand ?? ""] : namesOf(verb, program);
  if (names.length === 0 || names[0] === "") return [];
  const [directory] = readOption(words.slice(1), ["--prefix", "-C", "--dir", "--cwd"]);
  const file = toKnownWord(directory === undefined ? "package.json" : `${directory}/package.json`);
  const toSources = (text: string): readonly string[] => readScripts(text, names);
  return [{ kind: "code", option: "run", file, toSources }];
}

/** yarn, pnpm and bun run a script by its bare name too. */
function namesOf(verb: string, program: string): readonly string[] {
  const own = OWN[verb];
  if (own !== undefined) return [own];
  const lifecycle = LIFECYCLE[verb];
  if (lifecycle !== undefined) return lifecycle.split(" ");
  if (verb === "" && program === "yarn") return ["install", "prepare"];
  return program === "npm" ? [] : [verb];
}

function toProgram([name]: readonly ShellWord[]): string {
  return name?.value.slice(name.value.lastIndexOf("/") + 1) ?? "";
}

function readScripts(text: string, names: readonly string[]): readonly string[] {
  const scripts = parseScripts(text);
  return names
    .flatMap((name) => [`pre${name}`, name, `post${name}`])
    .flatMap((name) => scripts.get(name) ?? []);
}

/** https://docs.npmjs.com/cli/using-npm/scripts. A file that does not parse runs nothing. */
function parseScripts(text: string): ReadonlyMap<string, string> {
  const scripts = new Map<string, string>();
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    return scripts;
  }
  const given = isRecord(parsed) ? parsed["scripts"] : undefined;
  for (const [name, source] of isRecord(given) ? Object.entries(given) : []) {
    if (typeof source === "string") scripts.set(name, source);
  }
  return scripts;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
