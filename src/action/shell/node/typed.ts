import type { Call } from "../call.ts";
import { joinWords } from "../call.ts";

/**
 * `!cmd` and `:!cmd` as a command word: no program of that name exists, but the line before may have started one that
 * reads what is typed, and gives this to a shell. Undefined for any other call.
 */
export function readTyped({ words }: Call): string | undefined {
  const value = words[0]?.value ?? "";
  if (!value.startsWith("!") && !value.startsWith(":!")) return undefined;
  const text = joinWords(words).replace(/^:?!+/, "");
  return text === "" ? undefined : text;
}
