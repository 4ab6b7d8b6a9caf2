import { expandGlob } from "../tool/expand-glob.ts";

const RANGE = /\[(\w{1,12})-(\w{1,12})(?::(\d{1,4}))?\]/g;

/** A range with more values is only its first: no glob of ours has that many alternatives. */
const MAX_VALUES = 256;

/**
 * The URLs that curl makes of one with `{a,b}` or `[1-3]` in it; of a range behind the host only the first. The URL
 * itself where there are too many. Source: https://curl.se/docs/manpage.html, "URL".
 */
export function expandCurlGlob(url: string): readonly string[] {
  if (!/[{[]/.test(url)) return [url];
  return expandGlob(spreadRanges(url)) ?? expandGlob(url.replace(RANGE, "$1")) ?? [url];
}

/** `[1-3]` as `{1,2,3}`. */
function spreadRanges(url: string): string {
  const end = hostEnd(url);
  let spread = "";
  let done = 0;
  for (const match of url.matchAll(RANGE)) {
    const [whole, from = "", to = "", step = "1"] = match;
    const values = match.index < end ? rangeValues(from, to, Number(step)) : [from];
    const choice = values.length === 0 ? whole : `{${values.join(",")}}`;
    spread += url.slice(done, match.index) + choice;
    done = match.index + whole.length;
  }
  return spread + url.slice(done);
}

function hostEnd(url: string): number {
  const scheme = url.indexOf("://");
  const end = url.indexOf("/", scheme < 0 ? 0 : scheme + 3);
  return end < 0 ? url.length : end;
}

function rangeValues(from: string, to: string, step: number): string[] {
  const isNumber = /^\d+$/.test(from) && /^\d+$/.test(to);
  if (!isNumber && !(/^[A-Za-z]$/.test(from) && /^[A-Za-z]$/.test(to))) return [];
  const first = isNumber ? Number(from) : from.charCodeAt(0);
  const last = isNumber ? Number(to) : to.charCodeAt(0);
  const count = Math.floor((last - first) / Math.max(step, 1)) + 1;
  if (!(count >= 1 && count <= MAX_VALUES)) return [from];
  return Array.from({ length: count }, (_, index) => {
    const value = first + index * Math.max(step, 1);
    return isNumber ? String(value).padStart(from.length, "0") : String.fromCharCode(value);
  });
}
