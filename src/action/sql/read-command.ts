import type { DialectName } from "./dialect.ts";
import type { Found } from "./found.ts";
import { toStatement } from "./found.ts";

/** What a line for the client itself would do: `\! ls`, `.shell ls`, `system ls`, `@x.sql`. */
export function readCommand(line: string, dialect: DialectName): readonly Found[] {
  const shell = SHELLS[dialect]?.exec(line)?.[1];
  if (shell !== undefined) return [{ kind: "shell", text: shell.trim() }];
  const piped = PIPES.exec(line)?.[1];
  if (piped !== undefined) return [{ kind: "shell", text: piped }];
  const path = SOURCES.exec(line)?.[1];
  if (path !== undefined) return [{ kind: "file", path: withoutQuotes(path.trim()) }];
  if (/^\\copy\b/i.test(line)) return readClientCopy(line);
  return /^\.load\b/.test(line) ? [toStatement("load-extension")] : [];
}

const SHELLS: Partial<Readonly<Record<DialectName, RegExp>>> = {
  postgresql: /^\\!([\s\S]*)$/,
  mysql: /^(?:\\!|system\s|\\P|pager\s)([\s\S]*?);?$/i,
  sqlite: /^\.(?:sh|she|shel|shell|sy|sys|syst|syste|system)\s([\s\S]*)$/i,
  duckdb: /^\.(?:sh|shell|sys|system)\s([\s\S]*)$/i,
  mssql: /^:?!!([\s\S]*)$/,
  oracle: /^(?:!|host\s|ho\s)([\s\S]*)$/i,
};

/** psql `\o |x`, `\g |x`, `\w |x`, sqlite `.once |x`, `.output |x`, `.import "|x" t`, `.read |x`. */
const PIPES =
  /^(?:\\(?:o|out|g|gx|w|write)|\.(?:o|once|output|import|r|read))\s*(?:\([^)]*\)\s*)?["']?\|\s*(.+?)["']?(?:\s+\w+)?\s*$/i;

const SOURCES = /^(?:\\i|\\ir|\\include|\\\.|source|\.read|:r|@@?|start)\s*([^\s|][^\n]*?);?$/i;

/** `\copy t to program 'x'` runs it here. */
function readClientCopy(line: string): readonly Found[] {
  const program = /\bprogram\s+'((?:[^']+|'')*)'/i.exec(line)?.[1];
  if (program === undefined) return [];
  return [toStatement("copy-program"), { kind: "shell", text: program.replaceAll("''", "'") }];
}

function withoutQuotes(path: string): string {
  return path.replace(/^(["'])([\s\S]*)\1$/, "$2");
}
