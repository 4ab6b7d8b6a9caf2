/** How a program is told, without a URL, which machines to talk to. */
export type Family =
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

/** `curl.exe` runs under Windows, in any case. */
export function plainName(program: string): string {
  return /\.exe$/i.test(program) ? program.slice(0, -".exe".length).toLowerCase() : program;
}

export function familyOf(program: string): Family | undefined {
  byProgram ??= new Map(
    NAMES.flatMap((family) => FAMILIES[family].split(" ").map((name) => [name, family] as const)),
  );
  return byProgram.get(program);
}
