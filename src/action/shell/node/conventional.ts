import type { ShellWord } from "../../../model/invocation.ts";
import { UNKNOWN } from "../../../model/invocation.ts";
import type { Frame } from "../frame.ts";
import { isOfSession } from "../session-variables.ts";

/** Variables that by convention hold the name of a program, by one of those that they may hold. */
const PROGRAMS: Readonly<Record<string, string>> = {
  AR: "ar",
  AWK: "awk",
  BASH: "bash",
  BROWSER: "xdg-open",
  CARGO: "cargo",
  CC: "cc",
  CMAKE: "cmake",
  CPP: "cpp",
  CXX: "c++",
  DIFF: "diff",
  DOCKER: "docker",
  EDITOR: "vi",
  FC: "gfortran",
  GIT: "git",
  GIT_EDITOR: "vi",
  GIT_PAGER: "less",
  GO: "go",
  GREP: "grep",
  JAVA: "java",
  KUBECTL: "kubectl",
  LD: "ld",
  MAKE: "make",
  MANPAGER: "less",
  NM: "nm",
  NODE: "node",
  NPM: "npm",
  OBJDUMP: "objdump",
  PAGER: "less",
  PERL: "perl",
  PIP: "pip",
  PYTHON: "python3",
  PYTHON3: "python3",
  RANLIB: "ranlib",
  RUBY: "ruby",
  RUSTC: "rustc",
  SED: "sed",
  SHELL: "sh",
  STRIP: "strip",
  TAR: "tar",
  VISUAL: "vi",
};

/**
 * The command word `$EDITOR`, `"$PYTHON"`, `${CC}` as a program of the kind that it stands for, where the line has not
 * set the variable itself. Undefined for any other word.
 */
export function readConventional(word: ShellWord, frame: Frame): ShellWord | undefined {
  if (word.certainty !== "dynamic" || word.value !== UNKNOWN) return undefined;
  const name = /^"?\$(?:([A-Z][A-Z0-9_]*)|\{([A-Z][A-Z0-9_]*)\})"?$/.exec(word.text);
  const variable = name?.[1] ?? name?.[2] ?? "";
  const value = Object.hasOwn(PROGRAMS, variable) ? PROGRAMS[variable] : undefined;
  const { engine, scope } = frame;
  const isSet = (each: string) => engine.setNames().has(each) || scope.read(each) !== undefined;
  if (value === undefined || !isOfSession(word, isSet)) return undefined;
  return { text: word.text, value, certainty: "known", isOfSession: true };
}
