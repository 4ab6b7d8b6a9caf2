import { expandGlob } from "../tool/expand-glob.ts";

/**
 * The URLs that curl makes of one with `{a,b}` or `[1-3]` in it; of a range only the first. The URL itself
 * where there are too many. Source: https://curl.se/docs/manpage.html, "URL".
 */
export function expandCurlGlob(url: string): readonly string[] {
  if (!/[{[]/.test(url)) return [url];
  const flat = url.replace(/\[([\w.]{1,12})-[\w.]{1,12}(?::\d{1,4})?\]/g, "$1");
  return expandGlob(flat) ?? [url];
}
