import { leavesOut } from "./always-true.ts";
import { readCopy, readFunctions, readLoad } from "./read-files.ts";
import type { Found } from "./found.ts";
import { toStatement } from "./found.ts";
import type { Token } from "./token.ts";
import { isSign, isWord, outside, readNames } from "./token.ts";

type Reader = (tokens: readonly Token[]) => readonly Found[];

let readers: ReadonlyMap<string, Reader> | undefined;

/** What a statement would do; nothing for one that only reads or adds rows. */
export function readStatement(written: readonly Token[]): readonly Found[] {
  const start = written.findIndex((token) => !isSign(token, "("));
  const tokens = start > 0 ? written.slice(start) : written;
  const [verb] = tokens;
  const reader = verb?.kind === "word" ? listReaders().get(verb.value) : undefined;
  return [...(reader?.(tokens) ?? []), ...readFunctions(tokens)];
}

function listReaders(): ReadonlyMap<string, Reader> {
  readers ??= new Map<string, Reader>([
    ["drop", readDrop],
    ["truncate", readTruncate],
    ["delete", readDelete],
    ["update", readUpdate],
    ["alter", readAlter],
    ["create", readCreate],
    ["copy", readCopy],
    ["load", readLoad],
    ["with", readWith],
    ["explain", readExplain],
    ["set", readSet],
    ...["do", "execute", "exec", "prepare"].map((verb) => [verb, readNested] as const),
    ...["grant", "revoke", "shutdown", "kill", "reset", "purge", "reassign", "restore"].map(
      (verb) => [verb, readPlain] as const,
    ),
    ...["attach", "pragma", "install", "rename", "flush", "security"].map(
      (verb) => [verb, readPlain] as const,
    ),
  ]);
  return readers;
}

/** Words that may stand between DROP and what is dropped, or before its name. */
const NOISE = ["if", "exists", "not", "only", "concurrently", "or", "replace", "global", "local"];
const TEMPORARY = ["temporary", "temp"];

function withoutNoise(tokens: readonly Token[]): readonly Token[] {
  return tokens.filter((token) => !isWord(token, ...NOISE, ...TEMPORARY));
}

/** `drop table if exists a, b cascade` is `drop table a b --if-exists --cascade`. */
function readDrop(tokens: readonly Token[]): readonly Found[] {
  const [first, ...rest] = withoutNoise(tokens.slice(1));
  if (first?.kind !== "word") return [];
  const isPair = isWord(first, "materialized", "foreign", "external", "user", "event", "access");
  const paired = isPair && isWord(rest[0], "view", "table", "mapping", "trigger", "method");
  const kind = paired ? `${first.value}-${rest[0]?.value ?? ""}` : first.value;
  const has = (words: readonly string[], flag: string) =>
    tokens.some((token) => isWord(token, ...words)) ? [flag] : [];
  const flags = [
    ...has(["exists"], "--if-exists"),
    ...has(["cascade"], "--cascade"),
    ...has(TEMPORARY, "--temporary"),
  ];
  const names = readNames(paired ? rest.slice(1) : ownedBy(kind, rest));
  const scratch = kind === "table" ? scratchFlag(names) : [];
  return [toStatement("drop", kind, ...names, ...flags, ...scratch)];
}

/** What a table is called that somebody keeps for the moment: `tmp_x`, `import_staging`, in any schema. */
const SCRATCH =
  /^(?:.{0,128}\.)?(?:(?:tmp|temp|scratch|staging|stg)_.{0,128}|[^.]{1,128}_(?:tmp|temp|scratch|staging))$/i;

/** All of the tables, or it is of no use. */
function scratchFlag(names: readonly string[]): readonly string[] {
  return names.length > 0 && names.every((name) => SCRATCH.test(name)) ? ["--scratch"] : [];
}

/** `drop owned by x`. */
function ownedBy(kind: string, tokens: readonly Token[]): readonly Token[] {
  return kind === "owned" && isWord(tokens[0], "by") ? tokens.slice(1) : tokens;
}

function readTruncate(tokens: readonly Token[]): readonly Found[] {
  const rest = withoutNoise(tokens.slice(1)).filter((token) => !isWord(token, "table"));
  if (isSign(rest[0], "(")) return [];
  const names = readNames(rest);
  return [toStatement("truncate", ...names, ...scratchFlag(names))];
}

/** In front of the name of the table. */
const HINTS = ["low_priority", "quick", "ignore", "only", "top"];

/** MySQL, SQL Server and Cassandra have words between DELETE and FROM; SQL Server may leave FROM out. */
function readDelete(tokens: readonly Token[]): readonly Found[] {
  const plain = outside(tokens);
  const from = plain.findIndex((token) => isWord(token, "from"));
  const rest = plain.slice(from < 0 ? 1 : from + 1).filter((token) => !isWord(token, ...HINTS));
  const names = readNames(rest).slice(0, 1);
  if (names.length === 0) return [];
  return [toStatement("delete", ...names, ...filter(tokens))];
}

function readUpdate(tokens: readonly Token[]): readonly Found[] {
  const plain = outside(tokens);
  if (!plain.some((token) => isWord(token, "set"))) return [];
  const rest = plain.slice(1).filter((token) => !isWord(token, ...HINTS));
  return [toStatement("update", ...readNames(rest).slice(0, 1), ...filter(tokens))];
}

/** A join leaves out what the other table does not have. */
function filter(tokens: readonly Token[]): readonly string[] {
  const plain = outside(tokens);
  const joins = plain.some((token) => isWord(token, "join", "using"));
  return joins || leavesOut(outsideWhere(tokens)) ? ["--where"] : [];
}

/** From the WHERE of the statement itself on, parentheses and all. */
function outsideWhere(tokens: readonly Token[]): readonly Token[] {
  let depth = 0;
  const at = tokens.findIndex((token) => {
    if (isSign(token, "(")) depth += 1;
    if (isSign(token, ")")) depth -= 1;
    return depth === 0 && isWord(token, "where");
  });
  return at < 0 ? [] : tokens.slice(at);
}

/** What a table may lose without losing data. */
const NO_DATA = ["constraint", "index", "key", "primary", "foreign", "default", "not", "check"];

function readAlter(tokens: readonly Token[]): readonly Found[] {
  const [kind, ...rest] = withoutNoise(tokens.slice(1));
  if (kind?.kind !== "word") return [];
  const [name = ""] = readNames(rest);
  if (!isWord(kind, "table")) return [toStatement("alter", kind.value, name)];
  const drop = rest.findIndex((token) => isWord(token, "drop"));
  const dropped = rest[drop + 1];
  if (drop < 0 || isWord(dropped, ...NO_DATA)) return [];
  // `alter column x drop not null`
  if (rest.slice(0, drop).some((token, at) => at > 0 && isWord(token, "column"))) return [];
  const what = isWord(dropped, "partition") ? "partition" : "column";
  return [toStatement(`alter-table-drop-${what}`, name)];
}

function readCreate(tokens: readonly Token[]): readonly Found[] {
  const [kind, ...rest] = withoutNoise(tokens.slice(1)).filter(
    (token) => !isWord(token, "aggregate", "trusted", "procedural"),
  );
  if (kind?.kind !== "word") return [];
  const [name = ""] = readNames(rest);
  if (isWord(kind, "user", "role", "login")) {
    const isSuper = rest.some((token) => isWord(token, "superuser"));
    return [toStatement("create-user", name, ...(isSuper ? ["--superuser"] : []))];
  }
  if (isWord(kind, "extension", "language", "assembly", "server"))
    return [toStatement("create", kind.value, name)];
  const isRoutine = isWord(kind, "function", "procedure");
  return isRoutine ? [toStatement("create", kind.value, name, ...readLanguage(rest))] : [];
}

function readLanguage(tokens: readonly Token[]): readonly string[] {
  const at = tokens.findIndex((token) => isWord(token, "language", "soname"));
  const language = tokens[at + 1]?.value.toLowerCase();
  return at < 0 || language === undefined ? [] : [`--language=${language}`];
}

/** Of one statement; each looks at the rest of it. */
const MAX_CHANGES = 16;

/** `with x as (delete from t returning *) select …`: what stands in the parentheses runs as well. */
function readWith(tokens: readonly Token[]): readonly Found[] {
  let depth = 0;
  let left = MAX_CHANGES;
  return tokens.flatMap((token, at) => {
    const opens = isSign(tokens[at - 1], "(");
    if (isSign(token, "(")) depth += 1;
    if (isSign(token, ")")) depth -= 1;
    if (!isWord(token, "delete", "update") || !(opens || depth === 0)) return [];
    left -= 1;
    if (left < 0) return [];
    return readStatement(untilClosed(tokens.slice(at)));
  });
}

function untilClosed(tokens: readonly Token[]): readonly Token[] {
  let depth = 0;
  const end = tokens.findIndex((token) => {
    if (isSign(token, "(")) depth += 1;
    if (isSign(token, ")")) depth -= 1;
    return depth < 0;
  });
  return end < 0 ? tokens : tokens.slice(0, end);
}

/** Only with ANALYZE the statement runs. */
function readExplain(tokens: readonly Token[]): readonly Found[] {
  const verb = tokens.findIndex((token) => isWord(token, "delete", "update", "with"));
  if (verb < 0 || !tokens.slice(0, verb).some((token) => isWord(token, "analyze", "analyse")))
    return [];
  return readStatement(tokens.slice(verb));
}

/** `set global x`, `set password`; other settings are the session's own. */
function readSet(tokens: readonly Token[]): readonly Found[] {
  const [, first, second] = tokens;
  return isWord(first, "global", "persist", "password")
    ? [toStatement("set", first?.value ?? "", second?.value.toLowerCase() ?? "")]
    : [];
}

const RUNNERS = ["sp_executesql", "immediate", "format"];

/** Texts that are SQL again; `xp_cmdshell` is given a command. */
function readNested(tokens: readonly Token[]): readonly Found[] {
  const texts = tokens.filter(({ kind }) => kind === "text").map(({ value }) => value);
  const names = readNames(tokens.slice(1));
  if (names.some((name) => name.endsWith("xp_cmdshell"))) {
    const [text] = texts;
    return [toStatement("xp-cmdshell"), ...(text === undefined ? [] : [toShell(text)])];
  }
  const [verb, first] = tokens;
  const isCall = isWord(verb, "exec", "execute") && first?.kind === "word";
  // What a stored procedure is given is no SQL, but for those that run it.
  if (isCall && !RUNNERS.some((name) => names[0]?.endsWith(name))) return [];
  return texts.map((text): Found => ({ kind: "sql", text }));
}

function toShell(text: string): Found {
  return { kind: "shell", text };
}

/** Words of a statement that are told as they stand. */
const MAX_PLAIN = 24;

function readPlain(tokens: readonly Token[]): readonly Found[] {
  const words = tokens.filter(({ kind, value }) => kind !== "sign" || value === "*");
  return [toStatement(...words.slice(0, MAX_PLAIN).map(({ value }) => value.toLowerCase()))];
}
