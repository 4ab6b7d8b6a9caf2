import type { Invocation } from "../../model/invocation.ts";
import { fetchedHosts } from "./contact/fetched-hosts.ts";
import { imageHosts } from "./contact/image-hosts.ts";
import { lookedUpNames } from "./contact/looked-up-names.ts";
import { copierHosts, shellHosts } from "./contact/shell-hosts.ts";
import { addressHosts, socketHosts, tlsHosts } from "./contact/socket-hosts.ts";
import { readCommand } from "./read-command.ts";

/** How a program is told, without a URL, which machines to talk to. */
type Family =
  | "fetcher"
  | "shell"
  | "copier"
  | "socket"
  | "address"
  | "tls"
  | "resolver"
  | "container";

const FAMILIES: Readonly<Record<Family, string>> = {
  fetcher:
    "curl curlie wget wget2 http https httpie xh xhs aria2c axel lynx w3m links links2 elinks fetch " +
    "lwp-request lwp-download GET HEAD POST yt-dlp youtube-dl wscat websocat grpcurl",
  shell: "ssh slogin autossh mosh sftp ssh-copy-id",
  copier: "scp rsync sshfs",
  socket: "nc ncat netcat nc.openbsd nc.traditional telnet ftp lftp tftp",
  address: "socat",
  tls: "openssl",
  resolver:
    "dig nslookup host drill kdig delv ping ping6 getent resolvectl systemd-resolve dog doggo " +
    "traceroute tracepath mtr",
  container: "docker podman nerdctl buildah skopeo crane",
};

const NAMES = [
  "fetcher",
  "shell",
  "copier",
  "socket",
  "address",
  "tls",
  "resolver",
  "container",
] as const;

let byProgram: ReadonlyMap<string, Family> | undefined;

/** The machines that a program is told to talk to by a bare host, as URLs. Linear in the words. */
export function contactsOf(invocation: Invocation): string[] {
  const program = plainName(invocation.program);
  const family = familyOf(program);
  if (family === undefined) return [];
  const values = invocation.words.slice(1).map(({ value }) => value);
  const read = readCommand(program, values);
  switch (family) {
    case "fetcher":
      return fetchedHosts({ invocation, program, read });
    case "shell":
      return shellHosts(read);
    case "copier":
      return copierHosts(read);
    case "socket":
      return socketHosts(read);
    case "address":
      return values.flatMap(addressHosts);
    case "tls":
      return tlsHosts(values);
    case "resolver":
      return lookedUpNames(program, read);
    case "container":
      return imageHosts(values);
  }
}

/** `curl.exe` runs under Windows, in any case. */
function plainName(program: string): string {
  return /\.exe$/i.test(program) ? program.slice(0, -".exe".length).toLowerCase() : program;
}

function familyOf(program: string): Family | undefined {
  byProgram ??= new Map(
    NAMES.flatMap((family) => FAMILIES[family].split(" ").map((name) => [name, family] as const)),
  );
  return byProgram.get(program);
}
