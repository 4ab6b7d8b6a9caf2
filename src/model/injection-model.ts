/** A logistic regression over hashed words and parts of words (docs/INJECTION-MODEL.md). */
export interface InjectionModel {
  readonly version: string;
  /** There are two to the power of this many weights. */
  readonly bits: number;
  /** Tokens that are looked at together. */
  readonly window: number;
  /** Features that say nothing, taken to be in every window: few words are little evidence. */
  readonly padding: number;
  readonly bias: number;
  /** What a step of a weight is worth. */
  readonly scale: number;
  /** Signed bytes in base64. */
  readonly weights: string;
}
