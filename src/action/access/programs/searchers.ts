import type { ProgramTable } from "../programs.ts";

const AROUND = "-A -B -C -m --max-count --context --after-context --before-context";

/** Programs whose first operand is a pattern or a script of their own. */
export const SEARCHERS: ProgramTable = [
  [
    "grep|egrep|fgrep|zgrep|ggrep",
    {
      operands: "read",
      first: "none",
      instead: "-e -f --regexp --file",
      values: {
        none: `-e --regexp ${AROUND} -d -D --exclude --exclude-dir --label`,
        read: "-f --file --exclude-from",
        filter: "--include",
      },
    },
  ],
  [
    "rg",
    {
      operands: "read",
      first: "none",
      instead: "-e -f --regexp --file --files",
      values: {
        none: `-e --regexp ${AROUND} -t -T -r -M -j -d --type --type-not --replace --max-depth`,
        read: "-f --file",
        filter: "-g --glob --iglob",
      },
    },
  ],
  [
    "ag|ack",
    {
      operands: "read",
      first: "none",
      values: { none: `${AROUND} --ignore --ignore-dir`, filter: "-G" },
    },
  ],
  [
    "sed|gsed",
    {
      operands: "read",
      first: "none",
      instead: "-e -f --expression --file",
      values: { none: "-e --expression", read: "-f --file" },
      attached: "-i --in-place",
      variant: "in-place",
    },
  ],
  ["sed -i|gsed -i|awk -i|gawk -i|perl -i|ruby -i|yq -i", { operands: "write" }],
  [
    "awk|gawk|mawk|nawk",
    {
      operands: "read",
      first: "none",
      instead: "-f -e -E --file --source",
      values: {
        none: "-F -v -e -i --assign --source --include --field-separator",
        read: "-f -E --file",
      },
      variant: "in-place",
    },
  ],
  [
    "perl|ruby",
    {
      operands: "mention",
      values: { none: "-e -E" },
      attached: "-i -I -M -m -F",
      variant: "in-place",
    },
  ],
  [
    "jq|gojq|yq",
    {
      operands: "read",
      first: "none",
      instead: "-f --from-file",
      values: { none: "--indent", read: "-f --from-file" },
      variant: "in-place",
    },
  ],
];
