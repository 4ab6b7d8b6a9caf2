import type { ProgramTable } from "../programs.ts";

const INTO = "-t --target-directory";

/** Programs that read their first operands and write their last. */
export const COPIERS: ProgramTable = [
  ["cp|gcp|ln|link", { operands: "copy", values: { none: "-S --suffix", target: INTO } }],
  ["mv|gmv", { operands: "move", values: { none: "-S --suffix", target: INTO } }],
  [
    "install|ginstall",
    { operands: "copy", values: { none: "-m -o -g -S --mode --owner --group", target: INTO } },
  ],
  [
    "rsync",
    {
      operands: "copy",
      hosts: true,
      values: {
        none: "-e -f --rsh --exclude --include --filter --password-file --rsync-path",
        read: "--files-from --exclude-from --include-from",
        write: "--log-file --backup-dir -T --temp-dir",
      },
    },
  ],
  ["scp", { operands: "copy", hosts: true, values: { none: "-i -o -P -l -c -J -S", read: "-F" } }],
  [
    "docker cp|podman cp|kubectl cp|oc cp",
    { operands: "copy", hosts: true, values: { none: "-c -n" } },
  ],
];
