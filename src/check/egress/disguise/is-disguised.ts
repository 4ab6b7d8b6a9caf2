import type { EgressRule } from "../../../model/egress-rule.ts";
import { hostsOf } from "../host-of.ts";
import { isImitation } from "./imitation.ts";
import { toUnicode } from "./punycode.ts";
import { mixesScripts } from "./scripts.ts";

/** Whether a URL's host is written in one of the ways that a rule names, so that it is taken for another one. */
export function isDisguised(rule: EgressRule, host: string, url: string): boolean {
  const { disguise = [], known = [] } = rule;
  return disguise.some((way) => {
    switch (way) {
      case "hidden-character":
        return hasHidden(authorityOf(url));
      case "mixed-script":
        return host.includes("xn--") && mixesScripts(toUnicode(host));
      case "user":
        return hidesBehindUser(url, host, known);
      case "imitation":
        return isImitation(toUnicode(host), known);
    }
  });
}

/** Whether it has what no eye sees, or what turns the line around it. */
function hasHidden(authority: string): boolean {
  // In ASCII nothing hides, and a class of Unicode is dear to make.
  if (Buffer.byteLength(authority) === authority.length) return false;
  return /[\p{Default_Ignorable_Code_Point}\p{Bidi_Control}]/u.test(authority);
}

function authorityOf(url: string): string {
  return /^[a-z][a-z0-9+.-]*:[\\/]*([^/?#]*)/i.exec(url)?.[1] ?? "";
}

/** `https://github.com@x.example`, and `https://github.com\@x.example`, which readers read in two ways. */
function hidesBehindUser(url: string, host: string, known: readonly string[]): boolean {
  const authority = authorityOf(url);
  const at = authority.lastIndexOf("@");
  if (at < 0 || isKnown(host, known)) return false;
  if (authority.includes("\\") && hostsOf(url).length > 1) return true;
  const user = authority.slice(0, at).toLowerCase();
  const name = (user.split(/[:\\@]/)[0] ?? "").replaceAll(/%[0-9a-f]{2}/g, " ");
  return isKnown(name, known) || /^[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|io|dev)$/.test(name);
}

function isKnown(host: string, known: readonly string[]): boolean {
  return known.some((name) => host === name || host.endsWith(`.${name}`));
}
