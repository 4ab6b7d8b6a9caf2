import type { ProgramTable } from "../programs.ts";

/** Programs that pack and unpack. `tar` has a variant by what it is told to do. */
export const ARCHIVERS: ProgramTable = [
  ["unzip", { operands: "mention", values: { none: "-P", fill: "-d" }, names: "-x" }],
  ["zip", { operands: "mention", values: { none: "-P", write: "-O" }, names: "-x -i" }],
  [
    "tar|gtar|bsdtar",
    {
      operands: "mention",
      values: { none: "--exclude", read: "-f --file", place: "-C --directory" },
      variant: "archive",
    },
  ],
  ["tar x", { operands: "none", values: { fill: "-C --directory" } }],
  ["tar t", { operands: "none" }],
  [
    "tar c",
    {
      operands: "read",
      values: {
        none: "--exclude --transform --owner --group --mtime",
        write: "-f --file",
        read: "-T --files-from -X --exclude-from",
      },
    },
  ],
];
