/** Schemes whose hosts the URL standard reads as hosts (https://url.spec.whatwg.org/#special-scheme). */
const SPECIAL = /^(?:https?|wss?|ftp|file):/i;

/**
 * An IPv4 address inside an IPv6 one: compatible and mapped (RFC 4291), translated (RFC 2765), or behind NAT64
 * (RFC 6052, RFC 8215).
 */
const EMBEDDED = /^(?:::(?:ffff:(?:0:)?)?|64:ff9b:(?:1:)?:)([0-9a-f]{1,4}):([0-9a-f]{1,4})$/;

/** The zone of an address (RFC 6874): it says which way out of the machine, not where to. */
const ZONE = /^([^[]*\[[0-9a-f:.]+)%[^\]]*\]/i;

/** Services of which every name resolves to the address that it spells: https://nip.io, https://sslip.io. */
const SPELLING = /\.(?:nip|sslip|xip)\.io$/;
const SPELLED_V4 = /(?:^|[.-])(?:([0-9a-f]{8})|(\d{1,3}(?:([.-])\d{1,3})(?:\3\d{1,3}){2}))$/;
const SPELLED_V6 = /(?:^|\.)([0-9a-f-]{0,39}-[0-9a-f]{0,4})$/;

/**
 * Every host that a URL may lead to: the one that the URL standard reads, the one that readers like curl's see where
 * a `\` is no `/` to them, and the address that a name spells.
 */
export function hostsOf(url: string): readonly string[] {
  const readings = url.includes("\\") ? [url, url.replaceAll("\\", "%5C")] : [url];
  const hosts = readings.flatMap((reading) => hostOf(reading) ?? []);
  return [...new Set([...hosts, ...hosts.flatMap(spelledAddress)])];
}

/**
 * The host that a URL names, as it is compared: lower case, in ASCII (IDNA), without brackets, user, port, zone and
 * final dots; an address in its usual form, however it is written (`0x7f.1` and `::ffff:7f00:1` are `127.0.0.1`). By
 * the URL standard, which is what fetches use; another scheme's host is read as http's. `undefined` for what is no
 * URL with a host.
 */
export function hostOf(url: string): string | undefined {
  const text = url.replace(/[\t\r\n]/g, "").trim();
  const http = SPECIAL.test(text) ? text : text.replace(/^[a-z][a-z0-9+.-]*:\/\//i, "http://");
  const known = http.includes("[") ? http.replace(ZONE, "$1]") : http;
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

/** `a9fea9fe.nip.io`, `x-169-254-169-254.nip.io` and `fd00-ec2--254.sslip.io` lead to those addresses. */
function spelledAddress(host: string): string[] {
  if (!host.endsWith("ip.io") || !SPELLING.test(host)) return [];
  const name = host.replace(SPELLING, "").slice(-MAX_SPELLED);
  const v4 = SPELLED_V4.exec(name);
  const written = v4?.[1] === undefined ? v4?.[2]?.replaceAll("-", ".") : `0x${v4[1]}`;
  const v6 = SPELLED_V6.exec(name)?.[1]?.replaceAll("-", ":");
  return [written, v6 === undefined ? undefined : `[${v6}]`].flatMap((address) =>
    address === undefined ? [] : (hostOf(`http://${address}/`) ?? []),
  );
}

/** An IPv6 address is no longer, and something may stand in front. */
const MAX_SPELLED = 64;
