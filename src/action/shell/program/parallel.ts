import type { ShellWord } from "../../../model/invocation.ts";
import { UNKNOWN } from "../../../model/invocation.ts";
import { MAX_FED_WORDS } from "../bounds.ts";
import type { Call, Inner, Wrapper } from "../call.ts";
import { joinWords } from "../call.ts";
import { toKnownWord } from "../expand/fields.ts";
import { readFeed } from "../origin.ts";
import { findOperand } from "./options.ts";
import { fillPlaceholder } from "./xargs.ts";

const VALUED = (
  "-j --jobs -a --arg-file -I -N -n --max-args -L -d -C --delimiter --colsep -S " +
  "--sshlogin --timeout --delay --joblog --results --retries --tagstring --workdir " +
  "--wd --tmpdir --env --load -P --nice"
).split(" ");

/** GNU parallel: a command as shell text with inputs filled in, or, without one, inputs that are commands. */
export const parallel: Wrapper = {
  names: ["parallel"],
  unwrap: (call) => {
    const at = findOperand(call.words, 1, { valued: VALUED });
    const lists = call.words.findIndex((word) => word.value.startsWith(":::"));
    const command = call.words.slice(at, lists < 0 ? undefined : Math.max(at, lists));
    const inputs = readInputs(call, lists);
    if (command.length === 0) return inputs.map((input) => toSource(input.value));
    const text = joinWords(command);
    if (!/\{[^}{]{0,8}\}/.test(text))
      return inputs.map((input) => toSource(`${text} ${input.value}`));
    const template = toKnownWord(text.replaceAll(/\{[^}{]{0,8}\}/g, "{}"));
    return fillPlaceholder([template], "{}", inputs).map((word) => toSource(word.value));
  },
};

function toSource(text: string): Inner {
  return { kind: "source", text };
}

/** Words behind `:::`, else the lines of a known input; unknown where neither says. */
function readInputs(call: Call, lists: number): readonly ShellWord[] {
  const unknown = [toKnownWord(UNKNOWN)];
  if (lists >= 0) {
    const given = call.words.slice(lists + 1).filter((word) => !word.value.startsWith(":::"));
    const known = call.words[lists]?.value === ":::" && given.length <= MAX_FED_WORDS;
    return known && given.length > 0 ? given : unknown;
  }
  if (call.feed.kind !== "text") return [toKnownWord(readFeed(call.feed) ?? UNKNOWN)];
  const lines = call.feed.text.split("\n").filter((line) => line !== "");
  return lines.length > MAX_FED_WORDS ? unknown : lines.map(toKnownWord);
}
