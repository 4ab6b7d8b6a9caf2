import { UNKNOWN } from "../../model/invocation.ts";

const MAX_SHOWN_UNITS = 160;

/** A line as a person reads it: in one row, and not for ever. */
export function clip(line: string): string {
  const plain = line.replace(/\s+/g, " ");
  return plain.length <= MAX_SHOWN_UNITS ? plain : `${plain.slice(0, MAX_SHOWN_UNITS - 1)}…`;
}

/** A text with a word in place of each part that cannot be known. */
export function showUnknown(text: string): string {
  return text.replaceAll(UNKNOWN, "‹unknown›");
}
