import type { Inner } from "../../call.ts";
import { toKnownWord } from "../../expand/fields.ts";

/** More lines than this are not looked at. */
const MAX_LINES = 256;

/** Lines of an interactive program that a shell gets: `!cmd`, `\! cmd`, `.shell cmd`, `shell cmd`, `~!cmd`. */
const TO_SHELL =
  /^\s*(?:[:\\~]?!{1,2}|[.:](?:shell|system|sy|pso|pi)\b|(?:shell|system|platform shell|make|pipe)(?=\s|$))\s*(.*)$/s;

/** Lines that are Python. */
const TO_PYTHON = /^\s*(?:python-interactive|python|py|pi|script)\s+(.+)$/s;

/** `COPY t FROM PROGRAM 'cmd'`. */
const COPY_PROGRAM = /\b(?:from|to)\s+program\s+(?:E)?'((?:[^']|''){1,4096})'/gi;

/** What the lines of a program's own language give to a shell, or to Python. */
export function readEscapes(text: string, label: string): readonly Inner[] {
  const lines = text.split("\n", MAX_LINES).flatMap((line) => readLine(line, label));
  const copies = /program/i.test(text) ? text.matchAll(COPY_PROGRAM) : [];
  for (const [, command = ""] of copies)
    lines.push({ kind: "source", text: command.replaceAll("''", "'"), label });
  return lines;
}

function readLine(line: string, label: string): readonly Inner[] {
  const shell = TO_SHELL.exec(line)?.[1];
  // Without a command it is a shell to type into.
  if (shell !== undefined) return [{ kind: "source", text: shell.trim() || "sh", label }];
  const code = TO_PYTHON.exec(line)?.[1];
  if (code === undefined) return [];
  return [{ kind: "command", words: ["python3", "-c", code].map(toKnownWord) }];
}
