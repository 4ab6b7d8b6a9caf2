import type { ProgramTable } from "../programs.ts";

/** Programs that write or delete their operands, and those that write where an option says. */
export const WRITERS: ProgramTable = [
  ["rm|rmdir|unlink|srm|wipe|trash", { operands: "delete" }],
  ["shred", { operands: "delete", values: { none: "-n -s --iterations --size" } }],
  ["tee|sponge", { operands: "write" }],
  ["mkdir|mkfifo|mknod", { operands: "write", values: { none: "-m --mode" } }],
  ["touch", { operands: "write", values: { none: "-d -t -r --date --reference" } }],
  ["truncate", { operands: "write", values: { none: "-s -r --size --reference" } }],
  ["fallocate", { operands: "write", values: { none: "-l -o --length --offset" } }],
  // A mode may look like an option: `chmod -x f`.
  ["chmod|gchmod", { operands: "write", instead: "--reference -r -w -x -s -t", variant: "verb" }],
  [
    "chmod 400|600|700|0400|0600|0700|go-rwx|og-rwx|go-rw|go-r|go=|o-rwx|o-rw|u=rw,go=",
    { operands: "tighten" },
  ],
  ["chattr", { operands: "write" }],
  ["chown|chgrp", { operands: "write", first: "none", instead: "--reference" }],
  ["setfacl", { operands: "write", values: { none: "-m -x -M -X --modify --remove" } }],
  [
    "patch",
    {
      operands: "write",
      values: {
        none: "-p -F -D -B",
        read: "-i --input",
        write: "-o -r --output",
        place: "-d --directory",
      },
    },
  ],
  ["dd", { operands: "pair" }],
  [
    "gcc|g++|cc|c++|clang|clang++|ld|as|rustc|go",
    { operands: "mention", style: "words", values: { write: "-o" } },
  ],
  ["gpg|gpg2|pandoc|dot", { operands: "mention", values: { write: "-o --output" } }],
];
