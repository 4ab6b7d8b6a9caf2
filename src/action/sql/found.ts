/** What a text of SQL would do, as far as its words say it. */
export type Found =
  /** A statement: its verb and what it is about, in lower case; flags begin with `--`. */
  | {
      readonly kind: "statement";
      readonly words: readonly string[];
      /** Files that the server or the client opens. */
      readonly reads?: readonly string[];
      readonly writes?: readonly string[];
    }
  /** Text for a shell. */
  | { readonly kind: "shell"; readonly text: string }
  /** Text that is SQL again: the body of a DO block, what EXECUTE is given. */
  | { readonly kind: "sql"; readonly text: string }
  /** A file of SQL. */
  | { readonly kind: "file"; readonly path: string };

export function toStatement(...words: readonly string[]): Found {
  return { kind: "statement", words };
}
