/** The command line was not understood; what is printed says where to read on. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}
