import type { Feed, ShellWord } from "../../../model/invocation.ts";
import { UNKNOWN } from "../../../model/invocation.ts";
import { reenterFrame } from "../../shell/frame.ts";
import { runCall } from "../../shell/node/call.ts";
import { writeFile } from "../../shell/node/files.ts";
import { toFeed } from "../../shell/origin.ts";
import type { Run, Told } from "./run.ts";
import { text, toItems, toText, UNKNOWN_VALUE, type Value } from "./value.ts";

/** Tells one command as bash's walk tells its own, and goes on as that does. */
export function tell(told: Told, run: Run): Value {
  const { label, redirects = [] } = told;
  const frame = label === undefined ? run.frame : reenterFrame(run.frame, label, {});
  if (frame === undefined) return UNKNOWN_VALUE;
  const words = told.words.map((value, at) => toWord(value, told.texts?.[at]));
  const feed = feedOf(told.input, run);
  const call = { words, assignments: [], redirects, feed, offset: run.offset };
  const output = runCall(call, frame);
  for (const { target } of redirects) writeFile(target.value, output, frame);
  return text(output);
}

export function toWord(value: string, written = value): ShellWord {
  return { text: written, value, certainty: value.includes(UNKNOWN) ? "dynamic" : "known" };
}

function feedOf(input: Value | undefined, { frame }: Run): Feed {
  return input === undefined
    ? frame.feed
    : toFeed(
        toItems(input)
          .map((item) => toText(item))
          .join("\n"),
      );
}
