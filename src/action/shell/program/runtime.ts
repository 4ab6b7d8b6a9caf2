import type { ShellWord } from "../../../model/invocation.ts";
import type { Inner, Wrapper } from "../call.ts";
import { toKnownWord } from "../expand/fields.ts";

/** Options of deno and bun that give code. */
const CODE = /^(?:-e|-p|--eval|--print)(?:=|$)/;

/** deno and bun: `run file`, `eval code`, `-e code`; a dash is standard input. */
export const runtime: Wrapper = {
  names: ["deno", "bun"],
  unwrap: ({ words }) => readEval(words) ?? readVerb(words),
};

/** `bun -e code`, `deno repl --eval=code`. */
function readEval(words: readonly ShellWord[]): readonly Inner[] | undefined {
  const at = words.findIndex(({ value }, index) => index > 0 && CODE.test(value));
  const { value } = words[at] ?? { value: "" };
  if (at < 0 || words.slice(1, at).some((word) => word.value === "run" || word.value === "eval"))
    return undefined;
  const equals = value.indexOf("=");
  const text = equals < 0 ? (words[at + 1]?.value ?? "") : value.slice(equals + 1);
  return [toCode({ text }, words.slice(at + 2))];
}

function readVerb(words: readonly ShellWord[]): readonly Inner[] {
  const [verb, operand, ...rest] = words.slice(1).filter(({ value }) => !/^-./.test(value));
  if (verb === undefined) return [];
  if (verb.value === "run") return operand === undefined ? [] : [readFile(operand, rest)];
  if (verb.value === "eval") return [toCode({ text: operand?.value ?? "" }, rest)];
  if (verb.value !== "-" && !/[./]/.test(verb.value)) return [];
  return [readFile(verb, operand === undefined ? rest : [operand, ...rest])];
}

/** Registries of modules, where code is published under a name. */
const REGISTRY = /^(?:https:\/\/(?:deno\.land\/(?:x|std)|jsr\.io|esm\.sh)[/@]|(?:jsr|npm):)/;

function readFile(word: ShellWord, rest: readonly ShellWord[]): Inner {
  if (/^https?:\/\//.test(word.value) && !REGISTRY.test(word.value))
    return { kind: "command", words: [toKnownWord("run-url"), word, ...rest] };
  return toCode(word.value === "-" ? {} : { file: word }, rest);
}

function toCode(
  place: { readonly text?: string; readonly file?: ShellWord },
  rest: readonly ShellWord[],
): Inner {
  return { kind: "code", option: "-e", args: rest.map(({ value }) => value), ...place };
}
