import type { Access } from "../model/action.ts";
import type { Invocation } from "../model/invocation.ts";

/** Programs whose operands are names or patterns to them, not files that they open. */
const NAMES_ONLY: ReadonlySet<string> = new Set([
  "echo",
  "printf",
  "ls",
  "stat",
  "test",
  "[",
  "[[",
  "basename",
  "dirname",
  "which",
  "type",
  "cd",
  "pwd",
  "man",
  "file",
]);

/** Programs whose first operand is a pattern or a script of their own. */
const PATTERN_FIRST: ReadonlySet<string> = new Set([
  "grep",
  "egrep",
  "fgrep",
  "rg",
  "ag",
  "sed",
  "awk",
  "gawk",
  "jq",
]);

const DELETES: ReadonlySet<string> = new Set(["rm", "rmdir", "unlink", "shred", "wipe", "srm"]);

const WRITES: ReadonlySet<string> = new Set([
  "tee",
  "touch",
  "mkdir",
  "chmod",
  "chown",
  "chgrp",
  "chattr",
  "setfacl",
  "truncate",
  "mkfifo",
  "mknod",
  "fallocate",
]);

/** Programs that read their first operands and write their last. */
const LAST_IS_WRITTEN: ReadonlySet<string> = new Set(["cp", "mv", "install", "ln", "rsync", "scp"]);

/** Flags that make `sed` write its operands. */
const IN_PLACE = /^(-i|--in-place|-[a-zA-Z]*i[a-zA-Z]*$)/;

/** Programs that open none of the words at their pattern's place. */
function isSkipped(program: string, index: number, firstOperand: number): boolean {
  if (index === 0 || NAMES_ONLY.has(program)) return true;
  return PATTERN_FIRST.has(program) && index === firstOperand;
}

/**
 * What a simple command does to each of its words if the word is a path; `undefined` for words that
 * it does not open. By position in `words`; the program's own word is index 0.
 */
export function accessOfWords({ program, words }: Invocation): readonly (Access | undefined)[] {
  const operands = words.map((word, index) => index > 0 && !word.value.startsWith("-"));
  const first = operands.indexOf(true);
  const last = operands.lastIndexOf(true);
  const inPlace = program === "sed" && words.some(({ value }) => IN_PLACE.test(value));
  return words.map((word, index) => {
    if (isSkipped(program, index, first)) return undefined;
    if (!operands[index]) return "mention";
    if (DELETES.has(program)) return "delete";
    if (WRITES.has(program) || inPlace) return "write";
    if (LAST_IS_WRITTEN.has(program)) return accessOfCopy(program, index === last);
    if (program === "dd") return word.value.startsWith("of=") ? "write" : "read";
    return "mention";
  });
}

function accessOfCopy(program: string, isTarget: boolean): Access {
  if (isTarget) return "write";
  return program === "mv" ? "delete" : "read";
}
