import type { Feed, ShellWord } from "../../../model/invocation.ts";
import { UNKNOWN } from "../../../model/invocation.ts";
import type { Call, Inner } from "../call.ts";
import { joinWords, toProgram } from "../call.ts";
import type { Frame, Output } from "../frame.ts";
import { reenterFrame } from "../frame.ts";
import { evaluateOutput } from "../output/registry.ts";
import { findWrapper } from "../program/registry.ts";
import { POSITIONAL } from "../scope.ts";
import { applyBuiltin } from "./builtin.ts";
import { passFiles, readFile, readScript } from "./files.ts";
import { readExecutedAssignments } from "./exec-variables.ts";

/** Tells one simple command and goes into whatever it would run. @returns what it writes. */
export function runCall(call: Call, frame: Frame): Output {
  const { ledger } = frame.engine;
  const [name] = call.words;
  // Every wrapper looks through the words again: they are paid for each time.
  if (name === undefined || !ledger.spendStep() || !ledger.spendUnits(call.words.length)) {
    return UNKNOWN;
  }
  const program = toProgram(name);
  ledger.addInvocation({ ...call, program, via: frame.via });
  for (const { name: variable, value } of readExecutedAssignments(call)) {
    runSource(value.value, { label: `${variable}=`, frame, call });
  }
  applyBuiltin(program, call, frame.scope);
  runDefined(name, call, frame);
  const inner = findWrapper(program)?.unwrap(call);
  if (inner === undefined)
    return passFiles(program, call, frame) ?? evaluateOutput(program, call.words, call.feed);
  const outputs = inner.map((each) => runInner(each, program, { frame, call }));
  return outputs.length === 1 ? (outputs[0] ?? UNKNOWN) : UNKNOWN;
}

/** Goes into a function, an alias or a script of that name that the line itself defines. */
function runDefined(name: ShellWord, call: Call, frame: Frame): void {
  const { functions, ledger } = frame.engine;
  const alias = frame.scope.definitions.aliases.get(name.value);
  if (alias !== undefined && ledger.spendUnits(alias.length)) {
    const text = `${alias} ${joinWords(call.words.slice(1))}`;
    runSource(text, { label: `alias ${name.value}`, frame, call });
  }
  const script = readScript(name, frame);
  if (script !== undefined) {
    runSource(script, { label: name.value, frame, call, args: call.words.slice(1) });
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
  const inner = reenterFrame(frame, `${name.value}()`, { feed: call.feed, origin });
  if (inner !== undefined) frame.engine.visitNode(definition.node.body, inner);
  if (before !== undefined) scope.assignAny(POSITIONAL, before);
  functions.leave(definition);
}

interface Site {
  readonly frame: Frame;
  readonly call: Call;
}

function runInner(inner: Inner, program: string, site: Site): Output {
  const { frame, call } = site;
  if (inner.kind === "command") return runInnerCommand(inner, program, site);
  const { args, here } = inner;
  switch (inner.kind) {
    case "source":
      return runSource(inner.text, { label: inner.label ?? program, frame, call, args, here });
    case "stdin":
      if (call.feed.kind !== "text") return UNKNOWN;
      // What is left of the text for the commands in it is walked as commands anyway.
      return runSource(call.feed.text, {
        label: `${program} <stdin>`,
        frame,
        call: { ...call, feed: { kind: "inherited" } },
        args,
        here,
      });
    case "file": {
      const text = readFile(inner.word, call, frame);
      if (text === undefined) return UNKNOWN;
      return runSource(text, { label: `${program} ${inner.word.text}`, frame, call, args, here });
    }
  }
}

function runInnerCommand(
  inner: Extract<Inner, { kind: "command" }>,
  program: string,
  { frame, call }: Site,
): Output {
  const feed: Feed = inner.feed ?? call.feed;
  const next = reenterFrame(frame, program, { feed });
  if (next === undefined) return UNKNOWN;
  const { words, assignments = [] } = inner;
  return runCall({ words, assignments, redirects: [], feed, offset: call.offset }, next);
}

interface SourceSite extends Site {
  readonly label: string;
  readonly args?: readonly ShellWord[] | undefined;
  /** The same shell parses it: assignments stay. */
  readonly here?: boolean | undefined;
}

function runSource(text: string, site: SourceSite): Output {
  const { frame, call, args, here } = site;
  const scope = here === true ? frame.scope : frame.scope.fork();
  if (args !== undefined && (here !== true || args.length > 0)) {
    scope.assign(
      POSITIONAL,
      args.map((word) => word.value),
    );
  }
  const origin = frame.origin ?? call.offset;
  const next = reenterFrame(frame, site.label, { scope, feed: call.feed, origin });
  return next === undefined ? UNKNOWN : frame.engine.walkSource(text, next);
}
