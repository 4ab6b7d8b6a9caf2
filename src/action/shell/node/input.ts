import type { Feed } from "../../../model/invocation.ts";
import type { Call } from "../call.ts";
import type { Expansion } from "../expand/expansion.ts";
import type { Frame } from "../frame.ts";
import { readFeed, toFeed } from "../origin.ts";
import type { Value } from "../scope.ts";

const PREFIXES = new Set(["builtin", "command", "--"]);

/** `exec` without a command: its redirections hold for the rest of the shell. */
export function isBareExec({ words }: Call): boolean {
  if (words.at(-1)?.value !== "exec") return false;
  return words.slice(0, -1).every(({ value }) => PREFIXES.has(value));
}

/**
 * Puts another standard input in the place of this frame's. It is kept as a variable is, by the input
 * that it replaces: so it goes as far as an assignment would, and a pipe or a `<file` of the commands
 * behind it, which is another input, goes before it.
 */
export function replaceInput(feed: Feed, { feed: before, scope }: Frame): void {
  const text = readFeed(feed);
  scope.assign(scope.definitions.inputs.get(before) ?? before, text === undefined ? [] : [text]);
}

/** What the commands of this frame read that do not say otherwise. */
export function readInput({ frame, choices }: Expansion): Feed {
  const { feed, scope } = frame;
  const { inputs } = scope.definitions;
  const first = inputs.get(feed) ?? feed;
  const replaced = scope.read(first);
  if (replaced === undefined) return feed;
  // Whether `exec` was reached is not known: what was piped in before may still be there.
  const original = readFeed(first);
  const input = toInput(
    choices.pick("<0", original === undefined ? replaced : [...replaced, [original]]),
  );
  inputs.set(input, first);
  return input;
}

function toInput([text]: Value): Feed {
  return text === undefined ? { kind: "inherited" } : toFeed(text);
}
