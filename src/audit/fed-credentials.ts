import { type Invocation, UNKNOWN } from "../model/invocation.ts";
import { spellings } from "./command-credentials.ts";

/** What a program is told, so that it takes a password from its standard input. */
const READERS: Readonly<Record<string, RegExp>> = {
  sudo: /^(?:-[A-Za-z]*S|--stdin)$/,
  passwd: /^--stdin$/,
  smbpasswd: /^-[A-Za-z]*s/,
  gpg: /^--passphrase-fd/,
  gh: /^--with-token$/,
  openssl: /^stdin$/,
};
/** That take nothing else from there. */
const ALWAYS: ReadonlySet<string> = new Set(["chpasswd", "cryptsetup", "kinit", "su"]);
const WRITERS: ReadonlySet<string> = new Set(["echo", "printf"]);

/**
 * Credentials that a line gives a program on its standard input: `echo VALUE | sudo -S`, `chpasswd <<< NAME:VALUE`.
 *
 * @param invocations Of one line, in its order.
 */
export function findFedCredentials(invocations: readonly Invocation[]): readonly string[] {
  return invocations.flatMap((reader, index) => {
    if (!readsPassword(reader)) return [];
    const { feed } = reader;
    if (feed.kind === "text") return feed.text.split("\n").flatMap(valuesOf);
    const writer = invocations[index - 1];
    if (feed.kind !== "pipe" || writer === undefined || !WRITERS.has(writer.program)) return [];
    return writer.words.slice(1).flatMap(spellings).flatMap(valuesOf);
  });
}

function readsPassword({ program, words }: Invocation): boolean {
  if (ALWAYS.has(program)) return true;
  const told = Object.hasOwn(READERS, program) ? READERS[program] : undefined;
  return words.some(({ value }) => value === "--password-stdin" || told?.test(value));
}

/** The text, and what stands behind a name and a colon in it. */
function valuesOf(text: string): readonly string[] {
  const value = text.trim();
  if (value.length < 4 || value.startsWith("-") || value.includes(UNKNOWN)) return [];
  const colon = value.indexOf(":");
  return colon < 0 || value.length - colon < 5 ? [value] : [value, value.slice(colon + 1)];
}
