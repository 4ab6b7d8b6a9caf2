/** Schemes whose hosts the URL standard reads as hosts (https://url.spec.whatwg.org/#special-scheme). */
const SPECIAL = /^(?:https?|wss?|ftp|file):/i;

/** An IPv4 address inside an IPv6 one: mapped (RFC 4291) or behind NAT64 (RFC 6052). */
const EMBEDDED = /^(?:::ffff:|64:ff9b::)([0-9a-f]{1,4}):([0-9a-f]{1,4})$/;

/**
 * The host that a URL names, as it is compared: lower case, in ASCII (IDNA), without brackets, user, port and final
 * dots; an address in its usual form, however it is written (`0x7f.1` and `::ffff:7f00:1` are `127.0.0.1`). By the
 * URL standard, which is what fetches use; another scheme's host is read as http's. `undefined` for what is no
 * URL with a host.
 */
export function hostOf(url: string): string | undefined {
  const text = url.replace(/[\t\r\n]/g, "").trim();
  const known = SPECIAL.test(text) ? text : text.replace(/^[a-z][a-z0-9+.-]*:\/\//i, "http://");
  if (!URL.canParse(known)) return undefined;
  const { hostname } = new URL(known);
  const host = withoutDots(hostname.replace(/^\[|\]$/g, "").toLowerCase());
  return host === "" ? undefined : toDotted(host);
}

function withoutDots(host: string): string {
  let end = host.length;
  while (host[end - 1] === ".") end -= 1;
  return host.slice(0, end);
}

function toDotted(host: string): string {
  const embedded = EMBEDDED.exec(host);
  if (embedded === null) return host;
  const halves = embedded.slice(1, 3).map((part) => Number.parseInt(part, 16));
  return halves.flatMap((half) => [half >> 8, half & 0xff]).join(".");
}
