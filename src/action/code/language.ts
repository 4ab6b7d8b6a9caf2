import type { Effect } from "./effect.ts";
import type { Dialect } from "./lex/dialect.ts";
import type { Reader } from "./read/reader.ts";
import type { Examination } from "./read/examination.ts";
import type { Scope } from "./read/scope.ts";
import type { Value } from "./value.ts";

/** One call of something known. */
export interface CallSite {
  /** As it was called: `os.system`, or the method alone. */
  readonly name: string;
  readonly args: readonly Value[];
  readonly named: ReadonlyMap<string, Value>;
  /** What a method is called on. */
  readonly on?: Value;
  readonly scope: Scope;
  readonly examination: Examination;
}

/** Notes what a call does. @returns its value; undefined for one that is not known. */
export type Handler = (call: CallSite) => Value | undefined;

/** Handlers by names, several of them in one text, apart by blanks. */
export type Table = readonly (readonly [names: string, handler: Handler])[];

/** How a language puts its expressions together. */
export interface Syntax {
  /** What stands before a member's name. */
  readonly members: readonly string[];
  /** What assigns a value. */
  readonly assigns: readonly string[];
  /** Words that mean nothing here: ` if else return `, each between blanks. */
  readonly noise: string;
  /** Operators of the common ones that this language has not. */
  readonly lacks?: readonly string[];
  /** What stands between the name and the value of an argument. */
  readonly names: readonly string[];
  /** `system "ls"`: a name before a value is a call of it. */
  readonly callsBare?: true;
  /** `a.b` calls `b`. */
  readonly callsMembers?: true;
  /** `send(:system, x)` calls `system`. */
  readonly hasSenders?: true;
  /** `f { |x| … }`: a function behind a call. */
  readonly hasBlocks?: true;
  /** `name => …` and `(a, b) => …` are functions. */
  readonly hasArrows?: true;
  /** `{` begins a record where an expression can stand. */
  readonly hasRecords: boolean;
  /** `a if b else c`. */
  readonly hasTrailingChoice?: true;
  /** `x for y in z` between brackets. */
  readonly hasComprehensions?: true;
  /** A text in place of a function calls the function of that name. */
  readonly callsByName?: true;
  /** Texts side by side are one. */
  readonly joinsAdjacent?: true;
  /** Whatever stands side by side is put together: awk. */
  readonly joinsAny?: true;
  /** Names whose members are global: `builtins`, `globalThis`. */
  readonly globals: readonly string[];
}

export interface Language {
  readonly dialect: Dialect;
  readonly syntax: Syntax;
  readonly calls: Table;
  readonly methods: Table;
  /** Notes what a call does that no table knows. */
  readonly unlisted?: Handler;
  /** The value of a name that is no variable of the code's own. */
  readonly constant?: (name: string, examination: Examination) => Value | undefined;
  /** Reads a statement that is more than an expression; false where none begins here. */
  readonly statement?: (reader: Reader) => boolean;
  /** Reads an operator that means more than a value, and what stands behind it. */
  readonly operator?: (reader: Reader, left: Value) => Value | undefined;
  /** Reads what only this language has where an expression begins. */
  readonly primary?: (reader: Reader) => Value | undefined;
}

/** What code of one language does, given what follows it on its command line. */
export type Examiner = (code: string, args: readonly string[]) => readonly Effect[];
