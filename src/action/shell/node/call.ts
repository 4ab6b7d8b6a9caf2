import type { Feed, ShellWord } from "../../../model/invocation.ts";
import { UNKNOWN } from "../../../model/invocation.ts";
import type { Call, Inner } from "../call.ts";
import { joinWords, toProgram } from "../call.ts";
import { toKnownWord } from "../expand/fields.ts";
import type { Frame, Output } from "../frame.ts";
import { reenterFrame } from "../frame.ts";
import { blur, isOnlyFrom, readFeed, refuseMarks } from "../origin.ts";
import { evaluateOutput } from "../output/registry.ts";
import { findWrapper } from "../program/registry.ts";
import { POSITIONAL } from "../scope.ts";
import { readShebang } from "../script.ts";
import { applyBuiltin } from "./builtin.ts";
import { runCode } from "./code.ts";
import { readConventional } from "./conventional.ts";
import { readExecutedAssignments } from "./exec-variables.ts";
import { passFiles, readFile, readWritten } from "./files.ts";
import { followFiles, readCopied } from "./follow-files.ts";
import { guessCommands } from "./guess.ts";
import { attribute } from "./attribute.ts";
import { findFed, findPrinted, findScript, type FoundScript, inScript } from "./script.ts";
import type { Site, SourceSite } from "./source.ts";
import { runSource } from "./source.ts";
import { runStatements } from "./statements.ts";
import { walkOperands } from "./subscript.ts";
import { tellCall } from "./tell.ts";
import { listLoaded } from "./loaded-files.ts";
import { readTyped } from "./typed.ts";

/** Parameters with a name of one digit. */
const MAX_POSITIONAL = 9;

/** What a word costs besides its characters: each is looked at many times over, here and by the rules. */
const UNITS_PER_WORD = 16;

/** Tells one simple command and goes into whatever it would run. @returns what it writes. */
export function runCall(written: Call, frame: Frame): Output {
  const call = resolveProgram(written, frame);
  const [name] = call.words;
  if (name === undefined || !pay(call, frame)) return UNKNOWN;
  if (call.words.length === 1 && isHarmless(name.value, frame)) return name.value;
  const program = toProgram(name);
  tellCall(call, program, frame);
  for (const { label, text } of readExecutedAssignments(call)) {
    runSource(text, { label, frame, call });
  }
  const typed = readTyped(call);
  if (typed !== undefined) runSource(typed, { label: "!", frame, call });
  walkOperands(program, call, frame);
  applyBuiltin(program, call, frame.scope);
  // `$_` is the last word of the command before.
  frame.scope.assign("_", [call.words.at(-1)?.value ?? ""]);
  runDefined(name, call, frame);
  for (const inner of listLoaded(program, call, frame))
    runInner(inner, `loads:${program}`, { frame, call });
  followFiles(program, call, frame);
  return attribute(program, runInside(program, call, frame), { call, frame });
}

function resolveProgram(call: Call, frame: Frame): Call {
  const program = call.words[0] && readConventional(call.words[0], frame);
  return program === undefined ? call : { ...call, words: [program, ...call.words.slice(1)] };
}

/**
 * `eval "$(ssh-agent -s)"`: whoever wrote the line has not written what runs there. `cat f | sh` is no more
 * than `sh f`; what is put together by `eval "$(cat f)"` is for somebody to look at.
 */
function isHarmless(source: string, { via }: Frame): boolean {
  const piped = via.at(-1)?.endsWith("<stdin>") === true;
  return isOnlyFrom(source, piped ? ["local", "generator"] : ["generator"]);
}

/** Every wrapper looks through the words again: they are paid for each time. */
function pay({ words, assignments }: Call, { engine, environment }: Frame): boolean {
  const { ledger } = engine;
  const count = words.length + assignments.length + environment.length;
  const units = words.reduce((sum, { value }) => sum + value.length, count * UNITS_PER_WORD);
  return ledger.spendStep() && ledger.spendUnits(units);
}

function runInside(program: string, call: Call, frame: Frame): Output {
  const inner = findWrapper(program)?.unwrap(call) ?? [];
  for (const guess of inner.length === 0 ? guessCommands(program, call) : [])
    runInner(guess, program, { frame, call });
  if (inner.length === 0)
    return passFiles(program, call, frame) ?? evaluateOutput(program, call, frame.scope);
  const outputs = inner.map((each) => runInner(each, program, { frame, call }));
  // What code prints is told by the whole command where it is told at all: `awk '{print $6}'`.
  if (inner.every(({ kind }) => kind === "code")) return evaluateOutput(program, call, frame.scope);
  const [only] = outputs;
  return outputs.length === 1 && only !== undefined ? only : blur(outputs);
}

/** Goes into a function, an alias, a script or a copy of a program that the line itself makes. */
function runDefined(name: ShellWord, call: Call, frame: Frame): void {
  const { functions, ledger } = frame.engine;
  const alias = frame.scope.definitions.aliases.get(name.value);
  if (alias !== undefined && ledger.spendUnits(alias.length)) {
    const text = `${alias} ${joinWords(call.words.slice(1))}`;
    runSource(text, { label: `alias ${name.value}`, frame, call });
  }
  runExecutable(name, { frame, call });
  const copied = readCopied(name, frame);
  if (copied !== undefined) {
    const words = [{ ...name, value: copied }, ...call.words.slice(1)];
    runInnerCommand({ kind: "command", words }, name.value, { frame, call });
  }
  const definition = functions.enter(name.value);
  if (definition === undefined) return;
  const { scope } = frame;
  const before = scope.read(POSITIONAL);
  scope.assign(
    POSITIONAL,
    call.words.slice(1).map((word) => word.value),
  );
  const origin = frame.origin ?? call.offset;
  const environment = [...call.assignments, ...frame.environment];
  const inner = reenterFrame(frame, `${name.value}()`, { feed: call.feed, origin, environment });
  if (inner !== undefined) frame.engine.visitNode(definition.node.body, inner);
  if (before !== undefined) scope.assignAny(POSITIONAL, before);
  functions.leave(definition);
}

/** Goes into the script that a command word names by its path: one of the line's own writing, or one on the disk. */
function runExecutable(name: ShellWord, site: Site): void {
  if (!name.value.includes("/")) return;
  const { frame, call } = site;
  const written = readWritten(name.value, frame);
  const found = written === undefined ? findScript(name, frame) : undefined;
  const text = written ?? found?.text;
  if (text === undefined) return;
  const args = call.words.slice(1);
  const shebang = readShebang(text);
  if (shebang !== undefined) {
    const words = [...shebang.map(toKnownWord), name, ...args];
    runInnerCommand({ kind: "command", words }, name.value, site);
  } else if (found === undefined) runSource(text, { label: name.value, frame, call, args });
  else runScript(found, { label: name.value, frame, call, args });
}

function runScript(found: FoundScript, site: SourceSite): Output {
  inScript(found, site.frame, (frame) => {
    runSource(refuseMarks(found.text), { ...site, frame, args: argumentsOf(site, frame) });
  });
  return UNKNOWN;
}

/**
 * A script from before looks whether it was given what it needs, so what it was not given may as well be anything:
 * `rm -rf "$2/"` is not `rm -rf /`.
 */
function argumentsOf({ args = [] }: SourceSite, { engine }: Frame): readonly ShellWord[] {
  const missing = engine.script?.isNew === false ? MAX_POSITIONAL - args.length : 0;
  const unknown = Array.from({ length: Math.max(0, missing) }, () => toKnownWord(UNKNOWN));
  return [...args, ...unknown];
}

function runInner(inner: Inner, program: string, site: Site): Output {
  if (inner.kind === "command") return runInnerCommand(inner, program, site);
  if (inner.kind === "code") return runCode(inner, program, { ...site, runInner });
  if (inner.kind === "statements")
    return runStatements(inner, site, (each, at) => runInner(each, program, at));
  switch (inner.kind) {
    case "source":
      return runGiven(inner, program, site);
    case "stdin":
      return runFed(inner, program, site);
    case "file":
      return runFile(inner, program, site);
  }
}

type Of<Kind extends Inner["kind"]> = Extract<Inner, { kind: Kind }>;

function runGiven(inner: Of<"source">, program: string, { frame, call }: Site): Output {
  const { text, label = program, args, here, language } = inner;
  const fed = inner.feed === undefined ? call : { ...call, feed: inner.feed };
  const printed = findPrinted(text, frame);
  for (const found of printed) runScript(found, { label, frame, call: fed, args, here, language });
  if (printed.length > 0) return UNKNOWN;
  return runSource(text, { label, frame, call: fed, args, here, language });
}

function runFed({ args, here, language }: Of<"stdin">, program: string, site: Site): Output {
  const { frame, call } = site;
  const label = `${program} <stdin>`;
  for (const found of findFed(call, frame))
    runScript(found, { label, frame, call, args, language });
  const text = readFeed(call.feed);
  if (text === undefined) return UNKNOWN;
  // What is left of the text for the commands in it is walked as commands anyway.
  const inside: Call = { ...call, feed: { kind: "inherited" } };
  return runSource(text, { label, frame, call: inside, args, here, language });
}

function runFile(inner: Of<"file">, program: string, { frame, call }: Site): Output {
  const { word, args, here, language } = inner;
  const text = readFile(word, call, frame);
  const found = text === undefined ? findScript(word, frame) : undefined;
  const site = { label: `${program} ${word.text}`, frame, call, args, here, language };
  if (found !== undefined) return runScript(found, site);
  return text === undefined ? UNKNOWN : runSource(text, site);
}

function runInnerCommand(inner: Of<"command">, program: string, { frame, call }: Site): Output {
  const feed: Feed = inner.feed ?? call.feed;
  const environment = [...call.assignments, ...frame.environment];
  const next = reenterFrame(frame, program, { feed, environment });
  if (next === undefined) return UNKNOWN;
  const { words, assignments = [], redirects = [] } = inner;
  return runCall({ words, assignments, redirects, feed, offset: call.offset }, next);
}
