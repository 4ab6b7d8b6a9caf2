/** A mistake in a rule source, for the person who wrote it: `file:line:column: what is wrong`. */
export class RuleError extends Error {
  readonly file: string;
  /** Line and column count from 1, in UTF-16 units. */
  readonly line: number;
  readonly column: number;

  constructor(place: RulePlace, problem: string) {
    super(`${place.file}:${place.line}:${place.column}: ${problem}`);
    this.name = "RuleError";
    this.file = place.file;
    this.line = place.line;
    this.column = place.column;
  }
}

/** A place in a rule source; line and column count from 1. */
export interface RulePlace {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** Every mistake that a build met, so that they can be mended in one go; one a line. */
export class RuleErrors extends Error {
  readonly errors: readonly RuleError[];

  constructor(errors: readonly RuleError[]) {
    super(errors.map(({ message }) => message).join("\n"));
    this.name = "RuleErrors";
    this.errors = errors;
  }
}
