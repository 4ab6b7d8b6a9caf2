import { UNKNOWN } from "../../../model/invocation.ts";
import { isUrl } from "../../url.ts";
import type { ReadCommand } from "../read-command.ts";
import { hostUrl, operandsOf, splitColons } from "./host-url.ts";

/** The machine that a socket is opened to, and its proxy. */
export function socketHosts(read: ReadCommand): string[] {
  const proxies = read.args.flatMap(({ option, value }) =>
    (option === "-x" || option === "--proxy") && value !== undefined ? [value] : [],
  );
  return [...operandsOf(read).slice(0, 1), ...proxies].flatMap(toSocket);
}

function toSocket(word: string): string[] {
  if (isUrl(word) || /^\d{1,5}$/.test(word)) return [];
  return hostUrl("tcp", word.slice(word.lastIndexOf("@") + 1));
}

const ADDRESS =
  /^(?:tcp|udp|openssl|ssl|sctp|dtls|openssl-dtls)[46]?(?:-client|-connect|-sendto|-datagram)?:([^,]+)/i;
const PROXIED = /^(?:proxy|socks4a?|socks5)(?:-connect)?:([^,]+)/i;

/** `TCP:host:port`, `OPENSSL:host:port,verify=0`, `PROXY:proxy:host:port` of socat. */
export function addressHosts(word: string): string[] {
  const direct = ADDRESS.exec(word)?.[1];
  if (direct !== undefined) return hostUrl("tcp", splitColons(direct)[0]);
  const proxied = PROXIED.exec(word)?.[1];
  if (proxied === undefined) return [];
  return splitColons(proxied)
    .filter((part) => !/^\d{1,5}$/.test(part))
    .slice(0, 2)
    .flatMap((host) => hostUrl("tcp", host));
}

const TLS_TARGET = /^(?:\[[^\]]+\]|[^\s:/=-][^\s:/=]*):\w+$/;

/** The host behind an option of openssl, or the last word: `s_client host:port`. */
export function tlsHosts(values: readonly string[]): string[] {
  const isClient = values[0] === "s_client";
  return values.flatMap((value, at) => {
    const isHost = /^-(?:connect|host|proxy)$/.test(values[at - 1] ?? "");
    const isOperand = isClient && at > 0 && at === values.length - 1 && TLS_TARGET.test(value);
    return (isHost || isOperand) && value !== UNKNOWN ? [`tcp://${value}`] : [];
  });
}
