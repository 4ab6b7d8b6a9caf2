import type { Readings } from "./reading.ts";

const MEDIA = { source: "--exec --exec-before-download --downloader --external-downloader" };
const HOOKS =
  "--up --down --route-up --route-pre-down --ipchange --tls-verify --auth-user-pass-verify " +
  "--client-connect --client-disconnect --learn-address --tls-crypt-v2-verify";

/** Programs with options that name a program, or take a text for a shell. */
export const OPTIONS: Readings = {
  ack: { source: "--pager" },
  ag: { source: "--pager" },
  aria2c: {
    source:
      "--on-download-complete --on-download-error --on-download-start --on-download-stop " +
      "--on-download-pause --on-bt-download-complete",
  },
  bat: { source: "--pager" },
  batcat: { source: "--pager" },
  bazel: { source: "--run_under" },
  bazelisk: { source: "--run_under" },
  borg: { source: "--rsh" },
  bzr: { source: "--using --editor" },
  certbot: {
    source:
      "--pre-hook --post-hook --deploy-hook --renew-hook --manual-auth-hook --manual-cleanup-hook",
  },
  chezmoi: { source: "--editor" },
  cpio: { source: "--rsh-command" },
  dhclient: { source: "-sf" },
  dmsetup: { source: "--exec" },
  dnsmasq: { source: "--dhcp-script --dhcp-luascript" },
  dpkg: { source: "--pre-invoke --post-invoke --status-logger" },
  enscript: { source: "-I -Z" },
  feh: { source: "--action -A" },
  gpg: { source: "--photo-viewer --agent-program --dirmngr-program --pinentry-program" },
  helm: { source: "--post-renderer" },
  "i3-msg": { verbs: "exec", after: 0, joined: true },
  hyprctl: { verbs: "dispatch", after: 1, joined: true },
  swaymsg: { verbs: "exec", after: 0, joined: true },
  man: { source: "-P --pager -H --html" },
  mariadb: { source: "--pager", lines: "-e --execute", input: "lines" },
  mysql: { source: "--pager", lines: "-e --execute", input: "lines" },
  msgfilter: { after: 0, valued: "-i --input -o --output -D -d" },
  nano: { source: "-s --speller" },
  openvpn: { source: HOOKS },
  perlbug: { source: "-e" },
  pandoc: { source: "--pdf-engine -F --filter" },
  pico: { source: "-s" },
  restic: { source: "--password-command" },
  rclone: { source: "--password-command" },
  rsync: { source: "-e --rsh --rsync-path" },
  scrot: { source: "-e --exec" },
  sort: { source: "--compress-program" },
  gsort: { source: "--compress-program" },
  socket: { source: "-p -e" },
  split: { source: "--filter" },
  gsplit: { source: "--filter" },
  stunnel: { source: "-l" },
  svn: { source: "--diff-cmd --diff3-cmd --editor-cmd" },
  tcpdump: { source: "-z" },
  telnetd: { source: "-l" },
  dropbear: { source: "-c" },
  wetty: { source: "--command" },
  wget: { source: "--use-askpass" },
  xdotool: { verbs: "exec", after: 0 },
  "yt-dlp": MEDIA,
  "youtube-dl": MEDIA,
  zip: { source: "-TT --unzip-command" },
  rg: { source: "--pre --hostname-bin" },
  csvtool: { verbs: "call", after: 0, joined: true },
  gem: { source: "-e --editor" },
  task: { verbs: "execute", after: 0 },
};
