import type { Feed, ShellAssignment, ShellRedirect, ShellWord } from "../../model/invocation.ts";
import { UNKNOWN } from "../../model/invocation.ts";

/** A simple command after its expansions, about to be told and looked into. */
export interface Call {
  /** Never empty. */
  readonly words: readonly ShellWord[];
  readonly assignments: readonly ShellAssignment[];
  readonly redirects: readonly ShellRedirect[];
  readonly feed: Feed;
  readonly offset: number;
}

/** Which shell reads a text: one of bash's kind where nothing is said. */
export type Language = "powershell" | "cmd";

/** What a program that runs other programs would run. */
export type Inner =
  /** A command, given as words. `feed` where it is not the wrapper's own. */
  | {
      readonly kind: "command";
      readonly words: readonly ShellWord[];
      readonly assignments?: readonly ShellAssignment[];
      readonly redirects?: readonly ShellRedirect[];
      readonly feed?: Feed;
    }
  /** Text that a shell parses. `here`: the same shell, so that what it assigns stays. */
  | {
      readonly kind: "source";
      readonly text: string;
      readonly label?: string;
      readonly args?: readonly ShellWord[];
      readonly here?: boolean;
      /** Where it is not the wrapper's own. */
      readonly feed?: Feed;
      readonly language?: Language;
    }
  /** Code of another language: after `-e`, in a file, or on standard input. */
  | {
      readonly kind: "code";
      /** The option that gives code to the program, as rules know it: `-c`, `-e`. */
      readonly option: string;
      /** The program whose language it is, where that is not the one that runs it. */
      readonly language?: string;
      /** What the code itself is given behind it. */
      readonly args?: readonly string[];
      readonly text?: string;
      readonly file?: ShellWord;
      /** The file counts only where the line itself has written it. */
      readonly written?: true;
      /** What of the code, when it is known, is for a shell. */
      readonly toSources?: (code: string) => readonly string[];
    }
  /** A text in a language of the program's own (an option's, a file's, or what it is fed): SQL, redis commands. */
  | {
      readonly kind: "statements";
      readonly text?: string;
      readonly file?: ShellWord;
      /** The file counts only where the line itself has written it. */
      readonly written?: true;
      /** What it would run. Linear in the text. */
      readonly read: (text: string) => readonly Inner[];
    }
  /** Whatever arrives on its standard input is parsed by a shell. */
  | {
      readonly kind: "stdin";
      readonly args?: readonly ShellWord[];
      readonly here?: boolean;
      readonly language?: Language;
    }
  /** A file that a shell reads. */
  | {
      readonly kind: "file";
      readonly word: ShellWord;
      readonly args?: readonly ShellWord[];
      readonly here?: boolean;
      readonly language?: Language;
    };

/** One program, or several with the same command line, that run what they are told to run. */
export interface Wrapper {
  /** Names without a directory. */
  readonly names: readonly string[];
  /** What the call would run, as far as its words say; the engine goes on from there. */
  readonly unwrap: (call: Call) => readonly Inner[];
}

/** What `sh` would be told after `-c`, as the words of an argument vector become one text. */
export function joinWords(words: readonly ShellWord[]): string {
  return words.map((word) => word.value).join(" ");
}

/** Last segment of the path in a command word, or `UNKNOWN` when only running can tell it. */
export function toProgram(word: ShellWord): string {
  const segment = word.value.slice(word.value.lastIndexOf("/") + 1);
  if (segment.includes(UNKNOWN)) return UNKNOWN;
  if (word.certainty === "glob" && /[*?]|\[./.test(segment)) return UNKNOWN;
  // zsh: `=rm` is the path of rm.
  if (segment.length > 1 && word.value.startsWith("=")) return segment.replace(/^=/, "");
  return segment === "" ? word.value : segment;
}
