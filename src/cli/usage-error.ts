/** The command line was not understood; the usage text follows the message. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}
