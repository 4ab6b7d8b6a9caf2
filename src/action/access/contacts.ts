import { UNKNOWN } from "../../model/invocation.ts";
import { isFileUrl, isUrl } from "../url.ts";
import { expandCurlGlob } from "./curl-glob.ts";
import { readCommand, type ReadCommand } from "./read-command.ts";
import { remoteHost } from "./remote-host.ts";

/** How a program is told, without a URL, which machines to talk to. */
type Family = "fetcher" | "shell" | "copier" | "socket" | "address" | "tls" | "resolver";

const FAMILIES: Readonly<Record<Family, string>> = {
  fetcher:
    "curl curlie wget wget2 http https httpie xh xhs aria2c axel lynx w3m links links2 elinks fetch " +
    "lwp-request lwp-download GET HEAD POST yt-dlp youtube-dl wscat websocat grpcurl",
  shell: "ssh slogin autossh mosh sftp ssh-copy-id",
  copier: "scp rsync sshfs",
  socket: "nc ncat netcat nc.openbsd nc.traditional telnet ftp lftp tftp",
  address: "socat",
  tls: "openssl",
  resolver: "dig nslookup host drill kdig delv ping ping6",
};

let byProgram: ReadonlyMap<string, Family> | undefined;

/** The machines that a program is told to talk to by a bare host, as URLs. Linear in the words. */
export function contactsOf(program: string, values: readonly string[]): string[] {
  const family = familyOf(program);
  if (family === undefined) return [];
  const read = readCommand(program, values);
  switch (family) {
    case "fetcher":
      return fetched(read, program);
    case "shell":
      return shellHosts(read);
    case "copier":
      return operandsOf(read).flatMap((operand) => toUrls("ssh", remoteHost(operand)));
    case "socket":
      return operandsOf(read).slice(0, 1).flatMap(toSocket);
    case "address":
      return values.flatMap(addressHost);
    case "tls":
      return tlsHosts(values);
    case "resolver":
      return operandsOf(read).flatMap(toName);
  }
}

function familyOf(program: string): Family | undefined {
  byProgram ??= new Map(
    (["fetcher", "shell", "copier", "socket", "address", "tls", "resolver"] as const).flatMap(
      (family) => FAMILIES[family].split(" ").map((name) => [name, family] as const),
    ),
  );
  return byProgram.get(program);
}

function operandsOf({ args }: ReadCommand): string[] {
  return args.flatMap(({ option, value }) =>
    option === undefined && value !== undefined && value !== UNKNOWN ? [value] : [],
  );
}

function toUrls(scheme: string, host: string | undefined): string[] {
  if (host === undefined || host === "" || host === UNKNOWN) return [];
  return [`${scheme}://${host}`];
}

const PROXY = /^(?:-x|--proxy|--preproxy|--socks(?:4a?|5(?:-hostname)?)|--(?:https?|all)-proxy)$/;

function fetched(read: ReadCommand, program: string): string[] {
  const operands = operandsOf(read).flatMap((operand) =>
    program === "curl" ? expandCurlGlob(operand) : [operand],
  );
  const options = read.args.flatMap(({ option = "", value = "" }) => {
    if (option === "--connect-to") return value.split(":").slice(2, 3);
    return option === "--url" || PROXY.test(option) ? [value] : [];
  });
  return [...operands, ...options].flatMap(toFetched);
}

/** A number is what some option takes; a long one may be an address. */
function toFetched(word: string): string[] {
  if (isUrl(word)) return [word];
  if (isFileUrl(word)) return [];
  // One slash, or none, is as good to fetchers.
  if (/^(?:https?|ftp):/i.test(word)) return [word];
  const isHost = /^[^\s/=]*[.:\uFFFC]/.test(word) && !/^[\d.]{1,7}$/.test(word);
  return isHost || /^(?:0x[\da-f]{8}|\d{8,11})(?:[:/]|$)/i.test(word) ? [`http://${word}`] : [];
}

const HOST_SETTING = /^\s*(?:HostName|ProxyJump)[\s=]+(\S+)/i;

function shellHosts(read: ReadCommand): string[] {
  const options = read.args.flatMap(({ option, value = "" }) => {
    if (option === "-J") return value.split(",");
    if (option !== "-o") return [];
    return (HOST_SETTING.exec(value)?.[1] ?? "").split(",");
  });
  return [...operandsOf(read).slice(0, 1), ...options].flatMap((word) => {
    if (isUrl(word)) return [];
    const own = word.slice(word.lastIndexOf("@") + 1);
    return toUrls("ssh", remoteHost(own) ?? own);
  });
}

function toSocket(word: string): string[] {
  if (isUrl(word) || /^\d{1,5}$/.test(word)) return [];
  const host = word.slice(word.lastIndexOf("@") + 1);
  return toUrls("tcp", host.includes("::") ? `[${host}]` : host);
}

const ADDRESS =
  /^(?:tcp|udp|openssl|ssl|sctp|dtls|proxy|socks4a?|socks5)[46]?(?:-connect|-sendto|-datagram)?:([^:,]+)/i;

function addressHost(word: string): string[] {
  return toUrls("tcp", ADDRESS.exec(word)?.[1]);
}

function tlsHosts(values: readonly string[]): string[] {
  return values.flatMap((value, at) => {
    const isHost = /^-(?:connect|host|proxy)$/.test(values[at - 1] ?? "");
    return isHost && value !== UNKNOWN ? [`tcp://${value}`] : [];
  });
}

/** A name that is looked up; an address is not. */
function toName(word: string): string[] {
  if (/^[\d.]+$/.test(word)) return [];
  return /^[^@+\s/][^\s/]*\.[^\s/]/.test(word) ? [`dns://${word}`] : [];
}
