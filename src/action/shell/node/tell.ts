import type {
  Feed,
  Invocation,
  Origin,
  ShellAssignment,
  ShellWord,
} from "../../../model/invocation.ts";
import { UNKNOWN } from "../../../model/invocation.ts";
import type { Call } from "../call.ts";
import type { Frame } from "../frame.ts";
import { feedOrigins, readOrigins, stripMarks } from "../origin.ts";
import { isOfSession } from "../session-variables.ts";
import { readNamed } from "./files.ts";

/** Notes one simple command, without the walk's own marks. */
export function tellCall(call: Call, program: string, frame: Frame): void {
  if (isScriptsOwn(call, program, frame)) return;
  const invocation: Invocation = {
    program,
    words: call.words.map((word) => describeWord(word, frame)),
    assignments: [...call.assignments, ...frame.environment].map(describeAssignment),
    redirects: call.redirects.map(({ access, target }) => ({ access, target: cleanWord(target) })),
    feed: describeFeed(call.feed),
    via: frame.via,
    offset: call.offset,
  };
  frame.engine.ledger.addInvocation(invocation);
}

/** `"$@"`, `$PYTHON x`: which program a script is told to run is no news, but for what comes from afar. */
function isScriptsOwn({ words: [name] }: Call, program: string, { engine }: Frame): boolean {
  return (
    engine.script !== undefined &&
    program === UNKNOWN &&
    !readOrigins(name?.value ?? "").some((each) => each === "download" || each === "decoder")
  );
}

function describeWord(word: ShellWord, frame: Frame): ShellWord {
  const { files } = frame.scope.definitions;
  const named = files.size === 0 ? undefined : readContent(word, frame);
  const origins = [...readOrigins(word.value), ...readOrigins(named ?? "")];
  const clean = cleanWord(word);
  const content = files.size === 0 ? undefined : (named ?? readAttached(word, frame));
  return {
    ...clean,
    ...(content === undefined ? {} : { content: stripMarks(content) }),
    ...(origins.length === 0 ? {} : { origins }),
    ...(comesOfSession(word, frame) ? { isOfSession: true } : {}),
  };
}

/** A script is told of its variables by whoever runs it. */
function comesOfSession(word: ShellWord, { engine, scope }: Frame): boolean {
  if (word.certainty !== "dynamic" || engine.script !== undefined) return false;
  return isOfSession(word, (name) => engine.setNames().has(name) || scope.read(name) !== undefined);
}

/** What the line has written into the file of `x`, `@x` or `name=@x`. */
function readContent(word: ShellWord, frame: Frame): string | undefined {
  const named = readNamed(word, frame);
  const at = word.value.lastIndexOf("@");
  if (named !== undefined || at < 0) return named;
  return readNamed({ ...word, value: word.value.slice(at + 1) }, frame);
}

/** What the line has written into the file of `--config=x` or `-Kx`. */
function readAttached(word: ShellWord, frame: Frame): string | undefined {
  if (!word.value.startsWith("-")) return undefined;
  const value = word.value.replace(/^(?:--[\w-]+=|-\w)/, "");
  return readNamed({ ...word, value }, frame);
}

function cleanWord(word: ShellWord): ShellWord {
  if (word.certainty !== "dynamic") return word;
  return { ...word, text: stripMarks(word.text), value: stripMarks(word.value) };
}

function describeAssignment({ name, value }: ShellAssignment): ShellAssignment {
  return { name, value: cleanWord(value) };
}

function describeFeed(feed: Feed): Feed {
  const origins: readonly Origin[] = feedOrigins(feed);
  if (feed.kind !== "text") return feed;
  const { text, dynamic } = feed;
  const clean: Feed = { kind: "text", text: stripMarks(text), dynamic };
  return origins.length === 0 ? clean : { ...clean, origins };
}
