/** How well a word of a command line is known before it runs. */
export type Certainty =
  /** Exactly `value`. */
  | "known"
  /** `value` is a pattern that the shell expands against the disk. */
  | "glob"
  /** Part of it comes from something that only running can tell; `value` has `UNKNOWN` in its place. */
  | "dynamic";

/** Stands in a word's `value` for each part that cannot be known. Never part of a known value. */
export const UNKNOWN = "\uFFFC";

/**
 * Where a text that only running can tell comes from, as far as the line says it: the network, a program
 * that decodes or unpacks, the whole environment, a named file of this machine, a generator of shell
 * settings that is known to be harmless, or a whole tree of files that the line fetches: a clone, an archive.
 */
export type Origin = "download" | "decoder" | "environment" | "local" | "generator" | "fetched";

/** One word after quote removal and every expansion that can be known. */
export interface ShellWord {
  /** As written. */
  readonly text: string;
  /** As the program would get it. `~` and `$HOME` at the start are left as `~`. */
  readonly value: string;
  readonly certainty: Certainty;
  /**
   * Where the unknown parts of the word come from, and what the line itself has put into the file that the
   * word names. Absent where the line does not say.
   */
  readonly origins?: readonly Origin[];
  /** What the line itself has put into the file that the word names. Absent where it has not. */
  readonly content?: string;
  /**
   * All that is unknown of it are variables of the session that the line does not set. Of a known command word:
   * it is one such, and `value` a program of the kind that it stands for by convention, as `vi` for `$EDITOR`.
   */
  readonly isOfSession?: true;
}

export interface ShellAssignment {
  readonly name: string;
  readonly value: ShellWord;
}

/** A redirection of a simple command to or from a file. */
export interface ShellRedirect {
  readonly access: "read" | "write";
  readonly target: ShellWord;
}

/** What feeds a command's standard input, when the command line says it. */
export type Feed =
  /** The shell's own input; `file`: what `<` names, of which the line says nothing. */
  | { readonly kind: "inherited"; readonly file?: true }
  /** The output of another command in the same line. */
  | { readonly kind: "pipe"; readonly origins?: readonly Origin[] }
  /** A heredoc or here-string, after the expansions that can be known. */
  | {
      readonly kind: "text";
      readonly text: string;
      readonly dynamic: boolean;
      readonly origins?: readonly Origin[];
    };

/** A script on this machine's disk that a line runs. */
export interface ScriptOrigin {
  /** As the line names it, from the directory that it is named in. */
  readonly path: string;
  /** Written or changed since the session began: the agent may have put there what it could not say. */
  readonly isNew: boolean;
}

/** A simple command that could run when the line runs. */
export interface Invocation {
  /**
   * Last path segment of the command word, or `UNKNOWN` when that segment is dynamic or a pattern.
   * `:` where assignments or redirections stand without a command.
   */
  readonly program: string;
  /** The command word first; never empty. */
  readonly words: readonly ShellWord[];
  /** Its own, then those of the programs that it runs inside of, as in `A=1 timeout 5 x`. */
  readonly assignments: readonly ShellAssignment[];
  readonly redirects: readonly ShellRedirect[];
  readonly feed: Feed;
  /** How the walk got here, outermost first: `["sudo", "bash -c", "$(…)"]`. Empty at the top level. */
  readonly via: readonly string[];
  /** Offset of the command in the outermost source, in UTF-16 units. */
  readonly offset: number;
  /** The script that it stands in, where the line only names one. */
  readonly script?: ScriptOrigin;
}

/** Everything that a command line could run, and what of it could not be understood. */
export interface Walk {
  readonly invocations: readonly Invocation[];
  /** Texts handed to programs as data or code (heredocs, here-strings), for checks that read text. */
  readonly texts: readonly string[];
  /** Empty when the walk is complete: parse errors, bounds, constructs not understood. */
  readonly gaps: readonly string[];
}
