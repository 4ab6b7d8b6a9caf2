import type { ReadCommand } from "../read-command.ts";
import { operandsOf } from "./host-url.ts";

/** The names that a program looks up, which whoever answers for them learns; and the server it asks by name. */
export function lookedUpNames(program: string, read: ReadCommand): string[] {
  const operands = operandsOf(read);
  // Its other databases are this machine's.
  if (program === "getent" && !/^a?hosts/.test(operands[0] ?? "")) return [];
  const asked = read.args.flatMap(({ option, value }) =>
    option === "-q" && value !== undefined ? [value] : [],
  );
  return [...operands, ...asked].flatMap(toName);
}

/** An address is no name. */
function toName(word: string): string[] {
  const name = word.startsWith("@") ? word.slice(1) : word;
  if (/^[\d.]+$/.test(name)) return [];
  return /^[^@+\s/][^\s/]*\.[^\s/]/.test(name) ? [`dns://${name}`] : [];
}
