import { embeddedUrls } from "./embedded-urls.ts";
import { isUrl } from "./url.ts";

/** Names under which tools take a URL, or a host without a scheme. */
const HOST_KEY =
  /(?:url|uri|host|hostname|domain|endpoint|webhook|server|origin|proxy|site|link|href|address|target|upstream|remote|registry)(?:s|es)?$/i;

/** Names under which tools take code that runs, in which a URL may stand anywhere. */
const CODE_KEY = /(?:code|script|expression|javascript|js|python|function|snippet|program)s?$/i;

/** Names of what is kept or shown: a URL in it is only spoken of. */
const PROSE_KEY =
  /(?:content|contents|text|string|description|title|message|markdown|comment|prompt|summary)$/i;

/** Whether what stands under a key is kept or shown, and not acted on. */
export function isProseKey(key: string): boolean {
  return PROSE_KEY.test(key);
}

/** A name with a dot in it, and no path. */
const HOST = /^[^./~\s][^\s/]{0,252}\.[^\s]/;

/** An address in one number, or of IPv6 without brackets. */
const NUMBER = /^(?:0x[\da-f]{8,32}|\d{8,32})(?:[:/]|$)/i;
const BARE_V6 = /^[\da-f]{0,4}:[\da-f:.]{0,64}:[\da-f.]{0,15}$/i;

/** To the URL standard one slash, none, or a backslash is as good as two. */
const LOOSE_URL = /^(?:https?|wss?|ftp):[\\/]*[^\\/\s]\S*$/i;

/** The page's own scheme. */
const SCHEMELESS = /^[\\/]{2}[^\\/\s]\S*$/;

/** Longer than any URL that a server takes. */
const MAX_URL_UNITS = 16_384;

/**
 * The URLs in a string of a tool's input: the one that it is, as fetches read it (blanks around it, tabs and newlines
 * in it do not count), for a host under a key that says so `http://host`; and those in code and in JSON. Prose that
 * mentions a URL has none.
 */
export function argumentUrls(text: string, key: string): readonly string[] {
  const own = ownUrl(text, key);
  return own === undefined ? innerUrls(text, key) : [own];
}

function ownUrl(text: string, key: string): string | undefined {
  const isHostKey = HOST_KEY.test(key);
  if (text.length > MAX_URL_UNITS || !(isHostKey || mayBeUrl(text))) return undefined;
  const plain = /\s/.test(text) ? withoutBreaks(text) : text;
  const isWhole = isUrl(plain) || LOOSE_URL.test(plain);
  return isWhole ? plain : impliedUrl(plain, isHostKey ? key : undefined);
}

/** @param hostKey The key, where it says that a host stands under it. */
function impliedUrl(plain: string, hostKey: string | undefined): string | undefined {
  if (SCHEMELESS.test(plain) && (hostKey !== undefined || plain.includes("."))) {
    return `http:${plain}`;
  }
  return hostKey === undefined ? undefined : hostUrl(plain, hostKey);
}

function mayBeUrl(text: string): boolean {
  return text.includes(":") || text.includes("//") || text.includes("\\\\");
}

function hostUrl(plain: string, key: string): string | undefined {
  // An address of mail is written to by way of its own server.
  if (/address(?:es)?$/i.test(key) && plain.includes("@")) return undefined;
  if (BARE_V6.test(plain)) return `http://[${plain}]`;
  return HOST.test(plain) || NUMBER.test(plain) ? `http://${plain}` : undefined;
}

/** What a fetch makes of it; nothing where it is more than one URL. */
function withoutBreaks(text: string): string {
  const plain = text.replace(/[\t\r\n]/g, "").trim();
  const isOne = !plain.includes(" ") && plain.indexOf("://") === plain.lastIndexOf("://");
  return isOne ? plain : "";
}

function innerUrls(text: string, key: string): string[] {
  // In JSON a slash may be escaped.
  if (!(text.includes("://") || text.includes(":\\/"))) return [];
  const isInside = CODE_KEY.test(key) || (!PROSE_KEY.test(key) && (isJson(text) || isCode(text)));
  return isInside ? embeddedUrls(text.replaceAll("\\/", "/")) : [];
}

function isJson(text: string): boolean {
  return /^\s*[[{]/.test(text) && /[\]}]\s*$/.test(text.slice(-64));
}

/** A call or an assignment with the URL in quotes. */
function isCode(text: string): boolean {
  return /[(=]\s{0,8}["'`](?:https?|wss?|ftp):/i.test(text);
}
