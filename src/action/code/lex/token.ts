/** A stretch of a text between quotes, or an expression in it. */
export type Part = string | { readonly code: string };

export interface Token {
  readonly kind:
    | "name"
    | "number"
    /** Between quotes: `parts` has what it is made of. */
    | "text"
    /** Between quotes that run it. */
    | "shell"
    /** An operator or a bracket. */
    | "mark"
    /** A pattern: what it matches is no matter. */
    | "pattern"
    /** The end of a line that ends a statement. */
    | "line";
  /** As written; empty for texts. */
  readonly text: string;
  readonly parts?: readonly Part[];
  /** Whether blanks or a comment stand before it. */
  readonly isSpaced: boolean;
  /** Of a line: columns before what follows. */
  readonly indent?: number;
}
