import type { Assignment, Command, Redirection, Word } from "unbash";
import type { ShellWord } from "../../../model/invocation.ts";
import { UNKNOWN } from "../../../model/invocation.ts";
import type { Call } from "../call.ts";
import { Choices } from "../choices.ts";
import type { Expansion } from "../expand/expansion.ts";
import { expandWord, openExpansion } from "../expand/word.ts";
import type { Frame, Output } from "../frame.ts";
import { blur } from "../origin.ts";
import type { ExpandedAssignment } from "./assignment.ts";
import { expandAssignment } from "./assignment.ts";
import { runCall } from "./call.ts";
import { readRedirected, readWritten, writeFile } from "./files.ts";
import { isBareExec, readInput, replaceInput } from "./input.ts";
import { tellWebShell } from "./web-shell.ts";
import { toKnownWord } from "../expand/fields.ts";
import { tellCall } from "./tell.ts";
import type { Redirections } from "./redirect.ts";
import { expandRedirections } from "./redirect.ts";

/** The word of a command that is not there: assignments and redirections alone. */
const NULL_COMMAND: ShellWord = { text: "", value: ":", certainty: "known" };

/** Of a loop over more, only that there are many is told. */
const MAX_TOLD_VALUES = 32;

/** Walks a simple command, once for each combination of values that its variables may have. */
export function walkCommandNode(node: Command, frame: Frame): Output {
  return walkVariants(frame, (expansion) => walkVariant(node, expansion));
}

/** Runs `pass` for each variant in a fork of its own and joins what they leave behind. */
export function walkVariants(frame: Frame, pass: (expansion: Expansion) => Output): Output {
  const choices = new Choices();
  const outputs: Expansion["outputs"] = new Map();
  const written = new Set<Output>();
  const forks = [];
  do {
    const scope = frame.scope.fork();
    forks.push(scope);
    written.add(pass(openExpansion({ ...frame, scope }, choices, outputs)));
  } while (choices.next());
  frame.scope.merge(forks, true);
  const [only] = written;
  return written.size === 1 && only !== undefined ? only : blur([...written]);
}

/** Tells redirections that belong to no simple command, as those of a loop. */
export function tellRedirections(redirections: Redirections, offset: number, frame: Frame): void {
  const { redirects } = redirections;
  if (redirects.length === 0) return;
  const call = { words: [NULL_COMMAND], assignments: [], redirects, feed: frame.feed, offset };
  tellCall(call, ":", frame);
}

/** A variable that a loop gives its values: what that makes other programs do is as if it were assigned. */
export interface LoopVariable {
  readonly name: string;
  readonly values: readonly string[];
  readonly offset: number;
}

/** Tells the values of a loop's variable as assignments; of very many, that nobody knows them. */
export function tellAssigned({ name, values, offset }: LoopVariable, frame: Frame): void {
  const told = values.length > MAX_TOLD_VALUES ? [UNKNOWN] : values;
  const assignments = told.map((value) => ({ name, value: toKnownWord(value) }));
  const words = [NULL_COMMAND];
  runCall({ words, assignments, redirects: [], feed: frame.feed, offset }, frame);
}

/** Notes what goes into files. @returns what goes on down the line. */
export function keepOutput(output: Output, { stdout }: Redirections, frame: Frame): Output {
  for (const { path, append } of stdout) {
    const text = append ? (readWritten(path, frame) ?? "") + output : output;
    const isPaid = frame.engine.ledger.spendUnits(text.length);
    writeFile(path, isPaid ? text : UNKNOWN, frame);
    if (isPaid) tellWebShell(path, text, frame);
  }
  return stdout.length > 0 ? "" : output;
}

function walkVariant(node: Command, expansion: Expansion): Output {
  const { frame } = expansion;
  const assignments = node.prefix
    .filter(isAssignment)
    .map((each) => expandAssignment(each, expansion));
  const words = expandWords(node, expansion);
  const redirections = expandRedirections(node.redirects, expansion);
  const call: Call = {
    words: words.length > 0 ? words : [NULL_COMMAND],
    assignments: assignments.map((each) => each.shown),
    redirects: redirections.redirects,
    feed: redirections.feed ?? readInput(expansion),
    offset: frame.origin ?? node.pos,
  };
  if (redirections.feed !== undefined && isBareExec(call)) replaceInput(redirections.feed, frame);
  const output =
    words.length > 0 ? runWith(call, assignments, frame) : runNull(call, assignments, frame);
  return keepOutput(output, redirections, frame);
}

/** Runs a command with assignments that hold for it alone, but for those builtins that keep them. */
function runWith(call: Call, assignments: readonly ExpandedAssignment[], frame: Frame): Output {
  if (assignments.length === 0) return runCall(call, frame);
  const scope = frame.scope.fork();
  for (const { apply } of assignments) apply(scope);
  const output = runCall(call, { ...frame, scope });
  frame.scope.merge([scope], false);
  return output;
}

/** No command word: assignments stay; `$(<file)` is the file. */
function runNull(call: Call, assignments: readonly ExpandedAssignment[], frame: Frame): Output {
  for (const { apply } of assignments) apply(frame.scope);
  if (assignments.length > 0 || call.redirects.length > 0) runCall(call, frame);
  if (call.feed.kind === "text") return call.feed.text;
  if (!call.redirects.some((redirect) => redirect.access === "read")) return "";
  return readRedirected(call, frame) ?? UNKNOWN;
}

function expandWords(node: Command, expansion: Expansion): readonly ShellWord[] {
  const suffix = node.suffix.filter((each): each is Word | Assignment => !isRedirection(each));
  const name = node.name === undefined ? [] : expandWord(node.name, expansion);
  return [...name, ...suffix.flatMap((each) => expandArgument(each, expansion))];
}

/** An assignment among the arguments belongs to `export`, `declare` and the like. */
function expandArgument(node: Word | Assignment, expansion: Expansion): readonly ShellWord[] {
  if (node.type === "Word") return expandWord(node, expansion);
  const { shown, apply } = expandAssignment(node, expansion);
  const array = node.value.type === "ArrayValue";
  if (array || node.append === true || node.index !== undefined) apply(expansion.frame.scope);
  const value = array ? `(${shown.value.value})` : shown.value.value;
  const operator = node.append === true ? "+=" : "=";
  return [{ ...shown.value, text: node.text, value: `${shown.name}${operator}${value}` }];
}

function isAssignment(node: Assignment | Redirection): node is Assignment {
  return node.type === "Assignment";
}

function isRedirection(node: Word | Assignment | Redirection): node is Redirection {
  return node.type === "Redirect" || node.type === "HereDoc" || node.type === "HereString";
}
