import type { ProgramTable } from "../programs.ts";

const SSH_KEYS = "-i -o -l -p -P -S -J -L -R -D -W -c -e -m -O -Q -w -B -I";
const SOCKET = "-e -c -p -w -s -i -q -x -X -g -G -I -O -T -V";

/** Programs that send and fetch: what they are given to send is read, what they save is written. */
export const TRANSFERS: ProgramTable = [
  [
    "curl",
    {
      operands: "url",
      values: {
        none:
          "-E --cert --key --cacert --data-raw --form-string -u -A -e -X -x -m -r -b --user " +
          "--user-agent --referer --request --proxy --preproxy --socks4 --socks4a --socks5 " +
          "--socks5-hostname --proxy1.0 --connect-to --resolve --doh-url --max-time --connect-timeout --retry " +
          "--retry-delay --retry-max-time --limit-rate --interface --range",
        data: "-d --data --data-binary --data-ascii --json -H --header --proxy-header -w --write-out",
        labelled: "--data-urlencode --url-query --variable",
        form: "-F --form",
        read: "-T --upload-file -K --config",
        write: "-o --output -c --cookie-jar -D --dump-header --trace --trace-ascii --stderr",
        target: "--output-dir",
        url: "--url",
      },
      variant: "saving",
    },
  ],
  ["curl -O", { operands: "download" }],
  [
    "wget",
    {
      operands: "download",
      values: {
        none: "-U -t -T -e --execute -A -R --header --certificate --private-key --ca-certificate --post-data",
        read: "--post-file --body-file -i --input-file --load-cookies",
        write: "-O --output-document -o --output-file -a --append-output --save-cookies",
        target: "-P --directory-prefix",
      },
    },
  ],
  [
    "http|https|httpie|xh|xhs",
    {
      operands: "item",
      values: {
        none: "-a --auth -A --auth-type --session --session-read-only --proxy --verify --cert --cert-key --timeout --raw",
        write: "-o --output",
      },
    },
  ],
  ["ssh|slogin|autossh", { operands: "none", values: { none: SSH_KEYS, read: "-F", write: "-E" } }],
  ["sftp", { operands: "none", values: { none: SSH_KEYS, read: "-F -b" } }],
  ["mosh", { operands: "none", values: { none: "-p --ssh --port --predict" } }],
  ["nc|netcat|nc.openbsd|nc.traditional", { operands: "mention", values: { none: SOCKET } }],
  ["ncat", { operands: "mention", values: { none: "-e -c -p -s -w -i -x --proxy --exec" } }],
  ["ftp|lftp|tftp|telnet", { operands: "mention", values: { none: "-u -p -P -l -b -e -c" } }],
  ["dig|kdig|delv|drill", { operands: "none", values: { none: "-p -t -c -b -k -q -x -y -m" } }],
  ["nslookup|host|ping|ping6", { operands: "none", values: { none: "-t -c -i -w -W -I -s -R" } }],
  ["ssh-add|ssh-keygen|ssh-keyscan|ssh-copy-id", { operands: "none", values: { none: "-f -i" } }],
];
