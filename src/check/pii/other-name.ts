import type { Stretch } from "./stands-alone.ts";

/** How far back a name is looked for: longer than most, with what separates it from its value. */
const REACH = 48;

/** Names that say nothing of what the value is: another word beside it may. */
const PLAIN_NAMES =
  /^(?:val(?:ue)?|num(?:ber)?|no|nr|id|ident(?:ifier)?|code|text|data|content|body|query|input|key|result|stdout|string|field|answer|response|message|q|v|x)$/i;

/**
 * The name that a value is given right before it, `MAX` in `MAX = 715792525`; undefined where there is none, or one that
 * may be of anything.
 */
export function nameBefore(text: string, { start }: Pick<Stretch, "start">): string | undefined {
  const before = text.slice(Math.max(0, start - REACH), start);
  // Up to three words, and what separates them from their value, in JSON within JSON too.
  const pattern =
    /((?:[\p{L}_][\p{L}\p{N}_.'-]* ){0,2}[\p{L}_][\p{L}\p{N}_.'-]*)\\{0,2}["']?[ \t]{0,3}[=:][ \t]{0,3}\\{0,2}["']?$/u;
  const [, words] = pattern.exec(before) ?? [];
  const name = words?.replace(/\.$/, "");
  return name === undefined || PLAIN_NAMES.test(name) ? undefined : name;
}
