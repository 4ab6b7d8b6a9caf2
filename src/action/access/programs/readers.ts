import type { ProgramTable } from "../programs.ts";

/**
 * Programs that show what stands in their operands. An option with a value that is not named here
 * costs nothing: its value is looked at as one more operand.
 */
export const READERS: ProgramTable = [
  ["cat|tac|nl|less|more|most|view|zcat|zless|zmore|bzcat|xzcat|zstdcat", { operands: "read" }],
  ["bat|batcat|head|tail|rev|expand|strings|od|hexdump|hd|cut", { operands: "read" }],
  ["fold|fmt|pr|paste|join|column|look|cmp|comm", { operands: "read" }],
  ["md5sum|sha1sum|sha224sum|sha256sum|sha384sum|sha512sum|b2sum", { operands: "read" }],
  ["cksum|shasum|md5|delta", { operands: "read" }],
  ["diff|colordiff|sdiff", { operands: "read", values: { none: "-x -I --exclude --label" } }],
  ["sort|iconv|base64|base32", { operands: "read", values: { write: "-o --output" } }],
  ["shuf|gshuf", { operands: "read", values: { none: "-n -i", write: "-o --output" } }],
  // Of two operands the second is written.
  ["uniq|guniq", { operands: "write", first: "read", values: { none: "-f -s -w" } }],
  [
    "xxd",
    { operands: "write", first: "read", style: "words", values: { none: "-c -g -l -n -o -R -s" } },
  ],
  [
    "split|gsplit",
    { operands: "write", first: "read", values: { none: "-a -b -C -l -n -t --filter" } },
  ],
  [
    "csplit|gcsplit",
    { operands: "none", first: "read", values: { none: "-b -n", write: "-f --prefix" } },
  ],
  ["source|.", { operands: "none", first: "source" }],
];
