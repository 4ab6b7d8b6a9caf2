/**
 * How the words of one program lead to what it runs, as data: for the long tail of programs that need no code of
 * their own. Options stand apart by spaces. Of one letter they may be joined and in clusters (`-e`, `-vex`), else they
 * are words (`-ex`, `--rsh`), which take `=`; long ones may be cut short.
 */
export interface Reading {
  /** Options whose value a shell parses, or that name a program to start. */
  readonly source?: string;
  /** Options whose value is code, of which the calls that start programs are read. */
  readonly calls?: string;
  /** Options whose value is lines of the program's own language, some of which leave it: `!cmd`. */
  readonly lines?: string;
  /** Options whose value is code of a language that is examined. */
  readonly code?: string;
  /** Options whose value is Python. */
  readonly python?: string;
  /** The operands are that too. */
  readonly operands?: "source" | "calls" | "lines";
  /** What it reads from a known standard input. */
  readonly input?: "source" | "calls" | "lines";
  /** All of its input are commands of its own, or code: what the network sends, it runs. */
  readonly obeys?: true;
  /** A command stands behind one of these words, which must be the first operand. */
  readonly verbs?: string;
  /** A command stands behind so many operands, after the verb if there is one. */
  readonly after?: number;
  /** Options of the program that take the next word, so that the operands can be told. */
  readonly valued?: string;
  /** A command stands behind this word. */
  readonly behind?: string;
  /** The command's words are those of this program. */
  readonly program?: string;
  /** The words of the command, joined, are parsed by a shell. */
  readonly joined?: true;
  /** Without a command it starts a shell. */
  readonly shell?: true;
}

/** Readings by the name of the program. */
export type Readings = Readonly<Record<string, Reading>>;
