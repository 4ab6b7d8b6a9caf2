/**
 * What stands in one token, as numbers of weights; and where the token stands in the text. One and the same for all
 * tokens of a text: a long one has tens of thousands, and an object for each would be most of the work.
 */
export interface Token {
  readonly features: Int32Array;
  /** How many of `features` are this token's. */
  count: number;
  start: number;
}
