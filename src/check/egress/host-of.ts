/**
 * The host that a URL names, as it is compared: lower case, in ASCII (IDNA), without brackets, port and final
 * dot; an address in its usual form, however it is written (`0x7f.1` is `127.0.0.1`). By the URL standard
 * (https://url.spec.whatwg.org), which is what fetches use. `undefined` for what is no URL with a host.
 */
export function hostOf(url: string): string | undefined {
  if (!URL.canParse(url)) return undefined;
  const { hostname } = new URL(url);
  const host = hostname.replace(/^\[|\]$|\.$/g, "").toLowerCase();
  return host === "" ? undefined : host;
}
