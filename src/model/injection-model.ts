/** A logistic regression over hashed words, classes of words and parts of words (docs/INJECTION-MODEL.md). */
export interface InjectionModel {
  readonly version: string;
  /** There are two to the power of this many weights. */
  readonly bits: number;
  /** Tokens that are looked at together. */
  readonly window: number;
  /** What every window is taken to hold that says nothing, in squares of rarities: few words are little evidence. */
  readonly padding: number;
  readonly bias: number;
  /** What a step of a weight is worth. */
  readonly scale: number;
  /** How much each feature speaks for an instruction. Signed bytes in base64. */
  readonly weights: string;
  /** How seldom each feature is met: a window is measured by them. Unsigned bytes in base64. */
  readonly rarities: string;
  /** The classes of words, as `src/check/injection/classifier/word-classes.ts` reads them, in base64. */
  readonly classes: string;
}
