import type { Inner, Wrapper } from "../call.ts";
import { toKnownWord } from "../expand/fields.ts";
import { readCmake } from "./builder.ts";
import { commandAt } from "./options.ts";
import { optionValues } from "./table/option-values.ts";

/** gcc and clang: `-wrapper program,arg` runs instead of each stage. */
const driver: Wrapper = {
  names: ["gcc", "g++", "cc", "c++", "c89", "c99", "clang", "clang++", "gfortran", "gdc", "gccgo"],
  unwrap: ({ words }) =>
    optionValues(words.slice(1), "-wrapper").map((value) => ({
      kind: "command",
      words: value.split(",").map(toKnownWord),
    })),
};

/** cmake: `-E env A=b cmd` and `-E time cmd`, and what its lists start. */
const cmake: Wrapper = {
  names: ["cmake"],
  unwrap: ({ words }) => {
    const at = words.findIndex(({ value }) => value === "-E");
    const verb = words[at + 1]?.value;
    if (at < 0) return readCmake(words);
    if (verb !== "env" && verb !== "time") return [];
    const rest = words.slice(at + 2);
    return verb === "env"
      ? [{ kind: "command", words: [toKnownWord("env"), ...rest] }]
      : commandAt(rest, 0);
  },
};

const COMMAND_KEY =
  /^(?:target\..*\.(?:runner|linker)|build\.(?:rustc|rustdoc)(?:-(?:workspace-)?wrapper)?|credential-alias\..*|registr(?:y|ies\..*)\.credential-provider|env\.(?:RUSTC_WRAPPER|RUSTC))$/;

/** cargo: settings that name a program; `cargo watch -s cmd`. */
const cargo: Wrapper = {
  names: ["cargo"],
  unwrap: ({ words }) => {
    const settings = optionValues(words.slice(1), "--config").flatMap(readSetting);
    const watches = words.slice(1, 4).some(({ value }) => value === "watch");
    const texts = watches ? optionValues(words.slice(1), "-s --shell") : [];
    return [...settings, ...texts.map((text) => toSource(text, "cargo watch"))];
  },
};

/** `target.x.runner="cmd"`, `build.rustc-wrapper=["cmd", "arg"]`. */
function readSetting(text: string): readonly Inner[] {
  const match = /^\s*([^=\s]+)\s*=\s*([\s\S]*)$/.exec(text);
  if (match === null) return [];
  const [, key = "", value = ""] = match;
  const found = value.matchAll(/"((?:[^"\\]|\\.)*)"|'([^']*)'/g);
  const strings = [...found]
    .map(([, escaped, plain]) => plain ?? (escaped ?? "").replaceAll(/\\(["\\])/g, "$1"))
    .join(" ");
  if (!COMMAND_KEY.test(key) && !(key.startsWith("alias.") && strings.startsWith("!"))) return [];
  return [toSource(strings.replace(/^!/, ""), `cargo ${key}`)];
}

const FAILURE = /^-XX:(?:OnError|OnOutOfMemoryError)=([\s\S]*)$/;

/** java: what runs when it fails. */
const java: Wrapper = {
  names: ["java", "javaw"],
  unwrap: ({ words }) =>
    words.flatMap(({ value }) => {
      const text = FAILURE.exec(value)?.[1];
      return text === undefined ? [] : [toSource(text, "java -XX:OnError")];
    }),
};

function toSource(text: string, label: string): Inner {
  return { kind: "source", text, label };
}

/** Compilers, builders and runtimes that run programs which their options name. */
export const compiler: readonly Wrapper[] = [driver, cmake, cargo, java];
