/** A value as written; what it comes to is evaluated by run/evaluate.ts. */
export type Term =
  | { readonly kind: "text"; readonly value: string }
  /** Lower case, with its drive (`env:path`) but without its scope (`global:`); `@name` where it is splatted. */
  | { readonly kind: "variable"; readonly name: string }
  /** Parts of one string or bare word. */
  | { readonly kind: "join"; readonly parts: readonly Term[] }
  /** `(…)`, `$(…)`, `@(…)`. */
  | { readonly kind: "sub"; readonly body: readonly Statement[] }
  | Block
  | { readonly kind: "list"; readonly items: readonly Term[] }
  | { readonly kind: "table"; readonly entries: readonly (readonly [Term, Statement])[] }
  | {
      readonly kind: "binary";
      /** Lower case: `+`, `-join`. */
      readonly operator: string;
      readonly left: Term;
      readonly right: Term;
    }
  | { readonly kind: "unary"; readonly operator: string; readonly of: Term }
  /** `[type] value`. */
  | { readonly kind: "cast"; readonly type: string; readonly of: Term }
  /** `[type]`, lower case, without brackets. */
  | { readonly kind: "type"; readonly name: string }
  /** `x.name`, `x::name`; a call where it has arguments. */
  | {
      readonly kind: "member";
      readonly of: Term;
      readonly name: Term;
      readonly args?: readonly Term[];
    }
  | { readonly kind: "index"; readonly of: Term; readonly at: Term };

/** `{…}`. */
export interface Block {
  readonly kind: "block";
  readonly body: readonly Statement[];
  /** What stands between the braces. */
  readonly text: string;
}

/** One argument of a command. */
export interface Argument {
  /** As written. */
  readonly text: string;
  /** `-Name`, with its dash; its value in `term` where the two are joined (`-Name:value`). */
  readonly flag?: string;
  readonly term?: Term;
}

export interface Redirect {
  readonly target: Term;
}

export interface Command {
  readonly kind: "command";
  /** The call operator: `&` and `.` take the name from a value. */
  readonly name: Argument;
  readonly args: readonly Argument[];
  readonly redirects: readonly Redirect[];
  /** Offset in the source. */
  readonly start: number;
}

/** One stage of a pipeline. */
export type Stage =
  | Command
  | {
      readonly kind: "expression";
      readonly term: Term;
      readonly redirects: readonly Redirect[];
      readonly start: number;
    };

export type Statement =
  | { readonly kind: "pipeline"; readonly stages: readonly Stage[] }
  | {
      readonly kind: "assignment";
      readonly target: Term;
      readonly operator: string;
      readonly value: Statement;
    }
  /** Statements that run in turn; `isConditional` where any of them may not. */
  | {
      readonly kind: "group";
      readonly isConditional: boolean;
      readonly parts: readonly Statement[];
    }
  | {
      readonly kind: "each";
      readonly variable: string;
      readonly over: readonly Statement[];
      readonly body: readonly Statement[];
    }
  | {
      readonly kind: "function";
      readonly name: string;
      readonly body: readonly Statement[];
    }
  /** `param(…)`: the names, lower case, in order. */
  | { readonly kind: "parameters"; readonly names: readonly string[] };

export const NOTHING: Term = { kind: "list", items: [] };
