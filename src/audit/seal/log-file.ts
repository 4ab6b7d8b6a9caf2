const NAME = /^(\d{16})\.log$/;

/** What a file of the sealed log is called: the sequence number of its first line, so that names sort as lines do. */
export function toLogFileName(firstSeq: number): string {
  return `${String(firstSeq).padStart(16, "0")}.log`;
}

/** The sequence number that a file begins with, or `undefined` for the name of another kind of file. */
export function readFirstSeq(name: string): number | undefined {
  const digits = NAME.exec(name)?.[1];
  return digits === undefined ? undefined : Number(digits);
}
