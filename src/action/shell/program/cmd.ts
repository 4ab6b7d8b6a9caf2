import type { ShellWord } from "../../../model/invocation.ts";
import type { Inner, Wrapper } from "../call.ts";

/** cmd.exe: whatever stands behind `/c`, `/k` or `/r` is one line. Git's bash writes `//c`. */
export const cmd: Wrapper = {
  names: ["cmd", "command.com"],
  unwrap: ({ words }) => {
    const at = words.findIndex(({ value }, index) => index > 0 && /^\/{1,2}[ckr]/i.test(value));
    const option = words[at]?.value ?? "";
    if (at < 0) return words.length === 1 ? [{ kind: "stdin", language: "cmd" }] : [];
    const attached = option.replace(/^\/{1,2}[ckr]/i, "");
    const line = [attached, ...words.slice(at + 1).map(({ value }) => value)].join(" ").trim();
    return [toSource(line, words)];
  },
};

function toSource(line: string, words: readonly ShellWord[]): Inner {
  // With one pair of quotes around all of it, they are taken off.
  const text = words.length > 0 && /^"[^"]*"$/.test(line) ? line.slice(1, -1) : line;
  return { kind: "source", text, label: "cmd /c", language: "cmd" };
}
