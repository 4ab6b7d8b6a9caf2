import type { Access } from "../../model/action.ts";

/** What a program does with a path that stands in the place of one of its words. */
export type Effect =
  | Access
  /** It is not opened, or used and not shown: a name, a pattern, the key of a program meant for it. */
  | "none"
  /** Read and written. */
  | "edit"
  /** Read and then removed: packed away. */
  | "consume"
  /** A directory that files are put into, under names that the command does not say. */
  | "fill"
  /** A directory from which the relative paths of the command count. */
  | "place"
  /** Its mode is narrowed: harmless to what is one's own. */
  | "tighten"
  /** Sourced: an environment file is used so, not shown. */
  | "source"
  /** `@file`; anything else is the data itself. */
  | "data"
  /** `@file`, `name@file`. */
  | "labelled"
  /** `name@file`, `name=@file`, `name:=@file`; `@file`. */
  | "item"
  /** `name=@file;type=x`, `name=<file`. */
  | "form"
  /** `host:container:options`, `source=host,target=container`. */
  | "mount"
  /** `if=file`, `of=file`. */
  | "pair"
  /** A URL, which may be a file's. */
  | "url"
  /** As `url`, saved under its last segment. */
  | "download"
  /** A path, or `revision:path`. */
  | "revision"
  /** A glob that chooses among the files that are read; `!` leaves out. */
  | "filter"
  /** Its operands are sources and, last, the target they are copied or moved to. */
  | "copy"
  | "move"
  /** The directory that operands are copied or moved into. */
  | "target";

/** What may happen to the value of an option. */
export const VALUE_EFFECTS = [
  "none",
  "read",
  "write",
  "mention",
  "place",
  "fill",
  "data",
  "labelled",
  "form",
  "mount",
  "filter",
  "url",
  "target",
] as const satisfies readonly Effect[];

/** A path as a command names it. */
export interface NamedPath {
  readonly written: string;
  readonly access: Access;
  /** Of no interest where it lies in the home or the working directory. */
  readonly elsewhere?: true;
}

/** How a program reads its words, as far as paths go. Several options in one string. */
export interface ProgramUse {
  /** What happens to an operand. */
  readonly operands: Effect;
  /** What happens to the first operand, where that is another thing: a pattern, a mode, a verb. */
  readonly first?: Effect;
  /** Options that stand for the first operand: with one of them no operand is the pattern. */
  readonly instead?: string;
  /** Options that take a value, by what happens to the value. */
  readonly values?: Partial<Record<(typeof VALUE_EFFECTS)[number], string>>;
  /** Options whose value, if any, is the rest of their word: `-i.bak`. */
  readonly attached?: string;
  /** Options after which every operand is a name: `zip -x a b c`. */
  readonly names?: string;
  /** `-in` is one option, not two letters. */
  readonly style?: "words";
  /** What chooses among the program's variants (`git rm`, `tar x`, `sed -i`, `curl -O`, `zip -m`). */
  readonly variant?: "verb" | "archive" | "in-place" | "saving" | "moving";
  /** Operands may be on another host: `host:path`. */
  readonly hosts?: true;
  /** With one of these options the operands are read after all: `git log -p`. */
  readonly shows?: string;
}
