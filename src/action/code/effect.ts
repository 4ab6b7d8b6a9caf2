import type { DialectName } from "../sql/dialect.ts";

/**
 * What code does besides computing. Texts may hold `UNKNOWN`, with the walk's marks of where that comes from
 * behind it (shell/origin.ts).
 */
export type Effect =
  | { readonly kind: "reads"; readonly path: string }
  /** `text`: what it writes there, as far as that is known. */
  | { readonly kind: "writes"; readonly path: string; readonly text?: string }
  | { readonly kind: "deletes"; readonly path: string; readonly isRecursive: boolean }
  /** Anything else that a program of the shell's does with the same words: `cp`, `chmod`, `cd`. */
  | { readonly kind: "does"; readonly words: readonly string[] }
  /** A text for a shell. `input`: what it is fed. */
  | { readonly kind: "runs"; readonly text: string; readonly input?: string }
  /** An argument vector. */
  | { readonly kind: "spawns"; readonly words: readonly string[]; readonly input?: string }
  /** Code that cannot be read, or was decoded. */
  | { readonly kind: "evaluates"; readonly code: string }
  /** `sent`: what goes there, `@path` for a file. */
  | { readonly kind: "requests"; readonly url: string; readonly sent: readonly string[] }
  | { readonly kind: "downloads"; readonly url: string; readonly path: string }
  /** A text of SQL that a database is given. */
  | { readonly kind: "queries"; readonly text: string; readonly dialect: DialectName }
  /** What a store of data or a cloud is told, in the words of its client: `redis flushall`, `aws s3api delete-bucket`. */
  | { readonly kind: "orders"; readonly words: readonly string[] }
  /** A shell whose input and output is a connection; `isServer`: one that others make. */
  | {
      readonly kind: "shell on socket";
      readonly host: string;
      readonly port: string;
      readonly isServer: boolean;
    };
