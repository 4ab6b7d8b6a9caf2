import type { ProgramTable } from "../programs.ts";

const PACKING = {
  none: "--exclude --transform --owner --group --mtime",
  write: "-f --file",
  read: "-T --files-from -X --exclude-from",
} as const;

/** Programs that pack and unpack. `tar` has a variant by what it is told to do. */
export const ARCHIVERS: ProgramTable = [
  ["unzip", { operands: "mention", values: { none: "-P", fill: "-d" }, names: "-x" }],
  [
    "zip",
    { operands: "mention", values: { none: "-P", write: "-O" }, names: "-x -i", variant: "moving" },
  ],
  ["zip -m", { operands: "consume", first: "write" }],
  ["7z|7za|7zz|7zr", { operands: "mention", values: { none: "-p -t -m -v", fill: "-o" } }],
  [
    "cpio",
    {
      operands: "none",
      values: { none: "-R -H -C -M", read: "-E -F -I", write: "-O", fill: "-D --directory" },
    },
  ],
  [
    "tar|gtar|bsdtar",
    {
      operands: "mention",
      values: { none: "--exclude", read: "-f --file", place: "-C --directory" },
      variant: "archive",
    },
  ],
  // Of the members that it names, a directory comes with all that the archive has in it.
  [
    "tar x",
    {
      operands: "fill",
      values: {
        none: "--exclude --transform --strip-components --owner --group --occurrence",
        read: "-f --file -T --files-from -X --exclude-from",
        fill: "-C --directory",
      },
    },
  ],
  ["tar t", { operands: "none" }],
  ["tar c", { operands: "read", values: PACKING }],
  ["tar c --remove-files", { operands: "consume", values: PACKING }],
];
