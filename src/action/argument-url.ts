import { isUrl } from "./url.ts";

/** Names under which tools take a URL, or a host without a scheme. */
const HOST_KEY = /(?:url|uri|host|hostname|domain|endpoint|webhook|server|origin|proxy|site)s?$/i;

/** A name with a dot in it, and no path. */
const HOST = /^[^./~\s][^\s/]{0,252}\.[^\s]/;

/** Longer than any URL that a server takes. */
const MAX_URL_UNITS = 16_384;

/**
 * The URL that a string of a tool's input is, as fetches read it (blanks around it, tabs and newlines in it do not
 * count); for a host under a key that says so, `http://host`. Prose that mentions a URL is none.
 */
export function argumentUrl(text: string, key: string): string | undefined {
  const isHostKey = HOST_KEY.test(key);
  if (text.length > MAX_URL_UNITS || !(isHostKey || text.includes("://"))) return undefined;
  const plain = /\s/.test(text) ? withoutBreaks(text) : text;
  if (isUrl(plain)) return plain;
  return isHostKey && HOST.test(plain) ? `http://${plain}` : undefined;
}

/** What a fetch makes of it; nothing where it is more than one URL. */
function withoutBreaks(text: string): string {
  const plain = text.replace(/[\t\r\n]/g, "").trim();
  const isOne = !plain.includes(" ") && plain.indexOf("://") === plain.lastIndexOf("://");
  return isOne ? plain : "";
}
