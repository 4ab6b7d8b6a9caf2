/** Code points, both ends inclusive. */
export type CodeRange = readonly [low: number, high: number];

/** A Unicode property inside a class, `\pL` or `\p{Greek}`. */
export interface UnicodeProperty {
  readonly name: string;
  readonly negated: boolean;
}

export type Re2Assertion = "textStart" | "textEnd" | "lineStart" | "lineEnd" | "word" | "notWord";

/** One code point out of a set. `fold`: letters match in either case. */
export interface Re2Class {
  readonly kind: "class";
  readonly ranges: readonly CodeRange[];
  readonly properties: readonly UnicodeProperty[];
  readonly negated: boolean;
  readonly fold: boolean;
}

export interface Re2Repeat {
  readonly kind: "repeat";
  readonly body: Re2Node;
  readonly min: number;
  /** `Infinity` when unbounded. */
  readonly max: number;
  readonly greedy: boolean;
  /** It is written with counts, as in `{2,5}`, and not as `*`, `+` or `?`. */
  readonly counted: boolean;
}

/** A regular expression in Go's RE2 syntax, flags already applied to the nodes they govern. */
export type Re2Node =
  | { readonly kind: "literal"; readonly code: number; readonly fold: boolean }
  | Re2Class
  | { readonly kind: "assertion"; readonly which: Re2Assertion }
  | { readonly kind: "group"; readonly captures: boolean; readonly body: Re2Node }
  | { readonly kind: "sequence"; readonly parts: readonly Re2Node[] }
  | { readonly kind: "alternatives"; readonly options: readonly Re2Node[] }
  | Re2Repeat;

export const MAX_CODE_POINT = 0x10ffff;

/** A pattern that is not RE2, or that V8 cannot run as RE2 would. `offset` counts UTF-16 units. */
export class Re2Error extends Error {
  readonly offset: number;

  constructor(message: string, offset: number) {
    super(message);
    this.name = "Re2Error";
    this.offset = offset;
  }
}
