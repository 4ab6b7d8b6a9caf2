import type { ShellWord } from "../../../../model/invocation.ts";
import type { Call, Inner, Wrapper } from "../../call.ts";
import { joinWords } from "../../call.ts";
import { toKnownWord } from "../../expand/fields.ts";
import { readAssignedPrograms } from "../language/assigned.ts";
import { MAX_UNITS, readCalls } from "../language/calls.ts";
import { readEscapes } from "../language/escapes.ts";
import { readSocketShells } from "../language/socket-shells.ts";
import { assignedCommandAt, findOperand } from "../options.ts";
import { optionValues } from "./option-values.ts";
import type { Reading } from "./reading.ts";

/** A wrapper that reads words as the table says. */
export function toWrapper(name: string, reading: Reading): Wrapper {
  return { names: [name], unwrap: (call) => readWords(name, reading, call) };
}

function readWords(name: string, reading: Reading, call: Call): readonly Inner[] {
  const { source, calls, lines, code, python } = reading;
  const rest = call.words.slice(1);
  const values = (names: string | undefined) =>
    names === undefined ? [] : optionValues(rest, names);
  return [
    ...values(source).map((text) => toSource(text, name)),
    ...values(calls).flatMap((text) => readAs("calls", text, name)),
    ...values(lines).flatMap((text) => readEscapes(text, name)),
    ...values(code).map((text) => ({ kind: "code", option: "-e", text }) as const),
    ...values(python).map(toPython),
    ...readOperands(name, reading, call),
    ...readInput(name, reading, call),
    ...readCommand(name, reading, call),
  ];
}

function readAs(kind: Reading["operands"], text: string, name: string): readonly Inner[] {
  switch (kind) {
    case "source":
      return [toSource(text, name)];
    case "calls":
      return [
        ...readCalls(text, name),
        ...readAssignedPrograms(text),
        ...readSocketShells(text.slice(0, MAX_UNITS)),
      ];
    case "lines":
      return readEscapes(text, name);
    case undefined:
      return [];
  }
}

function readOperands(name: string, { operands }: Reading, { words }: Call): readonly Inner[] {
  if (operands === undefined) return [];
  const given = words.slice(1).filter(({ value }) => !value.startsWith("-"));
  return given.flatMap(({ value }) => readAs(operands, value, name));
}

function readInput(name: string, { input, obeys }: Reading, { feed }: Call): readonly Inner[] {
  const isObeyed = obeys === true || input === "calls" || input === "source";
  if (isObeyed && isSent(feed)) return [{ kind: "code", option: "-" }];
  if (feed.kind !== "text") return [];
  return readAs(input, feed.text, name).map(withoutInput);
}

/** Whether it comes over the network. */
export function isSent(feed: Call["feed"]): boolean {
  return feed.kind === "pipe" && feed.origins?.includes("download") === true;
}

function readCommand(name: string, reading: Reading, { words }: Call): readonly Inner[] {
  const { shell, joined, program } = reading;
  const start = commandIndex(words, reading) ?? indexBehind(words, reading);
  if (start === undefined) return [];
  if (program !== undefined)
    return [{ kind: "command", words: [toKnownWord(program), ...words.slice(start)] }];
  if (start >= words.length) return shell === true ? [toSource("sh", name)] : [];
  if (joined === true) return [toSource(joinWords(words.slice(start)), name)];
  return assignedCommandAt(words, start);
}

function indexBehind(words: readonly ShellWord[], { behind }: Reading): number | undefined {
  const at = behind === undefined ? -1 : words.findIndex(({ value }) => value === behind);
  return at < 0 ? undefined : at + 1;
}

/** Where the command starts by its operands; undefined where the table does not say or the verb is another. */
function commandIndex(words: readonly ShellWord[], reading: Reading): number | undefined {
  const { verbs, after, valued = "" } = reading;
  if (verbs === undefined && after === undefined) return undefined;
  const syntax = { valued: valued.split(" ") };
  let at = findOperand(words, 1, syntax);
  if (verbs !== undefined) {
    if (!verbs.split(" ").includes(words[at]?.value ?? "")) return undefined;
    at = findOperand(words, at + 1, syntax);
  }
  for (let left = after ?? 0; left > 0; left -= 1) at = findOperand(words, at + 1, syntax);
  return at;
}

/** What the program has read itself is not there for what it runs. */
function withoutInput(inner: Inner): Inner {
  const feed = { kind: "inherited" } as const;
  return inner.kind === "source" || inner.kind === "command" ? { ...inner, feed } : inner;
}

function toPython(code: string): Inner {
  return { kind: "command", words: ["python3", "-c", code].map(toKnownWord) };
}

function toSource(text: string, label: string): Inner {
  return { kind: "source", text, label };
}
