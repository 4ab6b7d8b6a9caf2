import type { ShellWord } from "../../../model/invocation.ts";
import type { Inner, Wrapper } from "../call.ts";
import { joinWords } from "../call.ts";
import { commandAt, findOperand, readOption } from "./options.ts";
import { readPackageScripts } from "./package-script.ts";

const TERMINALS =
  "xterm uxterm rxvt urxvt konsole alacritty kitty gnome-terminal xfce4-terminal st";

/** Terminals: `-e command`, `-- command`. */
const terminal: Wrapper = {
  names: TERMINALS.split(" "),
  unwrap: ({ words }) => {
    const at = words.findIndex(({ value }) => /^(?:-e|-x|--|--command)$/.test(value));
    if (at < 0) return [];
    const rest = words.slice(at + 1);
    return rest.length === 1 ? [toSource(joinWords(rest), "-e")] : commandAt(rest, 0);
  },
};

/** tar: commands among its options. */
const tar: Wrapper = {
  names: ["tar", "gtar", "bsdtar"],
  unwrap: ({ words }) => {
    const names = ["--to-command", "--use-compress-program", "--info-script", "--rsh-command"];
    const actions = readOption(words.slice(1), ["--checkpoint-action"]).flatMap((action) =>
      action.startsWith("exec=") ? [action.slice("exec=".length)] : [],
    );
    const options = readOption(words.slice(1), names);
    return [...options, ...actions].map((text) => toSource(text, "tar option"));
  },
};

/** hyperfine: every operand, and what stands before and after each run, is parsed by a shell. */
const hyperfine: Wrapper = {
  names: ["hyperfine"],
  unwrap: ({ words }) =>
    words
      .slice(1)
      .filter(({ value }) => !value.startsWith("-"))
      .map(({ value }) => toSource(value, "hyperfine")),
};

/** entr: a command; with `-s` a source. */
const entr: Wrapper = {
  names: ["entr"],
  unwrap: ({ words }) => {
    const at = findOperand(words, 1, { valued: [] });
    const isSource = words.slice(1, at).some(({ value }) => /^-[a-z]*s/.test(value));
    return isSource ? [toSource(words[at]?.value ?? "", "entr -s")] : commandAt(words, at);
  },
};

const PACKAGE_OPTIONS = ["-c", "--call", "-p", "--package", "-w", "--workspace", "--prefix"];

/** npx and its like: `-c source`, and the project's own scripts. What a package runs is the package's own. */
const packageRunner: Wrapper = {
  names: ["npx", "npm", "bunx", "pnpx", "yarn", "pnpm"],
  unwrap: ({ words }) => [...readCalled(words), ...readPackageScripts(words)],
};

function readCalled(words: readonly ShellWord[]): readonly Inner[] {
  const verb = words[findOperand(words, 1, { valued: PACKAGE_OPTIONS })]?.value ?? "";
  const isExec = words[0]?.value.endsWith("npm") !== true || ["exec", "x"].includes(verb);
  if (!isExec) return [];
  return readOption(words.slice(1), ["-c", "--call"]).map((text) => toSource(text, "npx -c"));
}

/** go: the programs that run what it has built, or the tools that build it. */
const go: Wrapper = {
  names: ["go"],
  unwrap: ({ words }) =>
    words.flatMap(({ value }, at) => {
      const match = /^--?(?:exec|toolexec|vettool)(?:=([\s\S]*))?$/.exec(value);
      return match === null ? [] : [toSource(match[1] ?? words[at + 1]?.value ?? "", "go option")];
    }),
};

/** crontab: a table on standard input, each line of which ends in a command. */
const crontab: Wrapper = {
  names: ["crontab"],
  unwrap: ({ words, feed }) => {
    const operand = words[findOperand(words, 1, { valued: ["-u"] })];
    if (operand !== undefined && operand.value !== "-" && operand.value !== "/dev/stdin")
      return [{ kind: "code", option: "-", file: operand }];
    if (feed.kind !== "text") return [{ kind: "code", option: "-" }];
    return feed.text.split("\n").flatMap(readEntry);
  },
};

/** `m h dom mon dow command`, `@daily command`. */
function readEntry(line: string): readonly Inner[] {
  const match = /^\s*(?:@\w+\s+|(?:\S+\s+){5})(\S.*)$/.exec(line);
  return match === null ? [] : [toSource(match[1] ?? "", "crontab")];
}

function toSource(text: string, label: string): Inner {
  return { kind: "source", text, label };
}

/** Programs that take a command in an option, or in a table. */
export const commandOption: readonly Wrapper[] = [
  terminal,
  tar,
  hyperfine,
  entr,
  packageRunner,
  go,
  crontab,
];
