import type { ShellWord } from "../../../model/invocation.ts";
import type { Inner, Wrapper } from "../call.ts";
import { commandAt, findOperand, readOption } from "./options.ts";
import { readPackageScripts } from "./package-script.ts";

const VALUED = ["-c", "--call", "-p", "--package", "-w", "--workspace", "--prefix"];

/** Packages that run what they are given, and names that are programs of the system as well. */
const OWN =
  /^(?:\/.*|(?:[\w-]*sh|env|node|rm|python\d*|perl|ruby|cross-env(?:-shell)?|tsx|ts-node|vite-node|concurrently|nodemon|dotenvx?|env-cmd|start-server-and-test))$/;

/** Packages that change the files that they are given, when they are told to. */
const FORMATTERS: ReadonlySet<string> = new Set([
  "prettier",
  "eslint",
  "biome",
  "stylelint",
  "oxfmt",
]);

function isOwnProgram(name: string, words: readonly ShellWord[]): boolean {
  if (OWN.test(name)) return true;
  return FORMATTERS.has(name) && words.some(({ value }) => /^--(?:write|fix)$/.test(value));
}

/**
 * npx and its like: `-c source`, and what is no package's own. What a package runs is the package's: of the others
 * only `npm exec` runs anything, and the project's own scripts.
 */
export const packageRunner: Wrapper = {
  names: ["npx", "npm", "bunx", "pnpx", "yarn", "pnpm"],
  unwrap: ({ words }) => [...readVerb(words), ...readPackageScripts(words)],
};

function readVerb(words: readonly ShellWord[]): readonly Inner[] {
  const verb = findOperand(words, 1, { valued: VALUED });
  if (!/(?:npm|yarn)$/.test(words[0]?.value ?? "")) return readRun(words, verb);
  switch (words[verb]?.value) {
    case "exec":
    case "x":
      return readRun(words, findOperand(words, verb + 1, { valued: VALUED }));
    case "explore":
      return commandAt(words, findOperand(words, verb + 2, { valued: [] }));
    default:
      return [];
  }
}

function readRun(words: readonly ShellWord[], at: number): readonly Inner[] {
  const texts = readOption(words.slice(1), ["-c", "--call"]);
  const first = words[at]?.value ?? "";
  // `yarn exec 'a b'` gives it to a shell.
  if (texts.length === 0 && /\s/.test(first))
    return [{ kind: "source", text: first, label: "exec" }];
  if (texts.length === 0) return isOwnProgram(first, words) ? commandAt(words, at) : [];
  return texts.map((text) => ({ kind: "source", text, label: "npx -c" }));
}
