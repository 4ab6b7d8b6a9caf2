import type { Wrapper } from "../call.ts";
import { optionValues } from "./table/option-values.ts";

/** `enter:execute(cmd)`, `ctrl-r:reload:cmd`, `become{cmd}`. */
const ACTION =
  /\b(?:execute(?:-silent)?|become|reload(?:-sync)?|preview|transform[\w-]*)(?::([\s\S]*)|[([{<~!@#$%^&*;/|]([^)\]}>~]*))/g;

/** fzf, skim: commands for the preview, and those that keys start. */
export const fuzzyFinder: Wrapper = {
  names: ["fzf", "fzf-tmux", "sk"],
  unwrap: ({ words }) => {
    const rest = words.slice(1);
    const bound = optionValues(rest, "--bind").flatMap((text) =>
      [...text.matchAll(ACTION)].map(([, open, closed]) => open ?? closed ?? ""),
    );
    const given = optionValues(rest, "--preview --cmd -c");
    return [...given, ...bound].map((text) => ({ kind: "source", text, label: "fzf" }));
  },
};
