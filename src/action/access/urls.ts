import type { Invocation } from "../../model/invocation.ts";
import { isUrl } from "../url.ts";

/** Programs that print or compare their words, and open none. */
const PRINTERS: ReadonlySet<string> = new Set([
  "echo",
  "printf",
  "test",
  "[",
  "[[",
  "export",
  "set",
]);

/** Programs whose first operand is a pattern. */
const MATCHERS: ReadonlySet<string> = new Set([
  "grep",
  "egrep",
  "fgrep",
  "rg",
  "ag",
  "sed",
  "awk",
  "jq",
]);

/** The URLs that a command names, as words or behind an option (`--url=x`, `-Lx`). */
export function urlsOf({ program, words }: Invocation): string[] {
  if (PRINTERS.has(program)) return [];
  const values = words.slice(1).map(({ value }) => value);
  const pattern = MATCHERS.has(program) ? values.findIndex((value) => !value.startsWith("-")) : -1;
  return values.flatMap((value, at) => {
    const url = value.replace(
      /^(?:-{1,2}[A-Za-z][\w-]*=|[a-z]{2,8}=@?|@|-[A-Za-z](?=[a-z]+:\/\/))/,
      "",
    );
    return at === pattern || !isUrl(url) ? [] : [url];
  });
}
