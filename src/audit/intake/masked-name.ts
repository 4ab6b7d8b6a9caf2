import { maskCredentials } from "../../mask/mask-credentials.ts";
import { maskPersonalShapes } from "../../mask/mask-personal-shapes.ts";
import { maskTokenShapes } from "../../mask/mask-token-shapes.ts";

/** What stands in the place of a secret that the hook knows of its call, and nobody else. */
const SECRET_MASK =
  /"\[pii: [\w-]{1,80}\]"|\[(?:secret|pii): [\w-]{1,80}\]|\[(?:credential|hidden text)\]/;

/** Stands in the place of the whole where a call has too many secrets to look for. */
const ALL_WITHHELD = "[withheld]";

/** A known secret is at least as long. */
const MIN_SECRET_LENGTH = 4;

/** Longer than any name with what masks put into it, so that a hostile one costs nothing. */
const MAX_SHOWN_LENGTH = 4096;

/**
 * Whether a record may show a name so: as it is, as what looks like a person's number or a token in it is masked, or
 * with masks where a secret of the call may have stood. Everything else of it must be the name's own.
 */
export function mayBeShownAs(shown: string, name: string): boolean {
  if (shown === name || shown === ALL_WITHHELD) return true;
  if (shown.length > MAX_SHOWN_LENGTH) return false;
  const masked = maskPersonalShapes(maskCredentials(name));
  const parts = shown.split(SECRET_MASK);
  return [name, masked, maskTokenShapes(masked)].some((form) => isMadeOf(parts, form));
}

/** @param parts What stands before, between and behind the masks: without a mask the whole. */
function isMadeOf(parts: readonly string[], form: string): boolean {
  const [first = "", ...others] = parts;
  const last = others.pop();
  if (last === undefined) return first === form;
  if (!form.startsWith(first)) return false;
  let end = first.length;
  for (const part of others) {
    const at = form.indexOf(part, end + MIN_SECRET_LENGTH);
    if (at === -1) return false;
    end = at + part.length;
  }
  return form.endsWith(last) && form.length - last.length >= end + MIN_SECRET_LENGTH;
}
