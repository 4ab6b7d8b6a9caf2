import type { ProgramTable } from "../programs.ts";

const MESSAGE = "-m --message --author --date --grep";

/** git and, by verb, what it does with paths. */
export const VERSIONERS: ProgramTable = [
  [
    "git",
    {
      operands: "revision",
      values: {
        none: "-c --namespace --exec-path",
        place: "-C --work-tree",
        write: "--output",
      },
      variant: "verb",
    },
  ],
  ["git rm", { operands: "delete" }],
  ["git rm --cached", { operands: "none" }],
  [
    "git status|check-ignore|ls-files|ls-tree|check-attr|update-index|rev-parse|rev-list|branch|" +
      "switch|push|pull|fetch|remote|merge|rebase|tag|config|describe|shortlog|reflog|" +
      "cherry-pick|revert|reset|commit|notes",
    { operands: "none", values: { none: MESSAGE, read: "-F --file" } },
  ],
  [
    "git archive",
    { operands: "none", values: { none: "--format --prefix", write: "-o --output" } },
  ],
  [
    "git log",
    {
      operands: "none",
      shows: "-p -u -U -L --patch --patch-with-stat --unified --word-diff --cc",
      values: { none: "-n -S -G --author --grep --format --pretty --since --until --max-count" },
    },
  ],
  [
    "git grep",
    {
      operands: "read",
      first: "none",
      instead: "-e -f",
      values: { none: "-e -A -B -C", read: "-f" },
    },
  ],
  // Of a directory, all that was ever committed in it.
  ["git checkout|git restore", { operands: "fill", values: { none: "-b -B -s --source" } }],
  // What it puts away is gone from where it was.
  ["git stash", { operands: "delete" }],
  ["git mv", { operands: "move" }],
];
