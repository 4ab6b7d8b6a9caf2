import type { Found } from "./found.ts";
import { toStatement } from "./found.ts";
import type { Token } from "./token.ts";
import { isSign, isWord } from "./token.ts";

/** COPY … TO PROGRAM 'command', and to or from a file on the server. */
export function readCopy(tokens: readonly Token[]): readonly Found[] {
  return tokens.flatMap((token, at): readonly Found[] => {
    const text = tokens[at + 1];
    if (text?.kind !== "text") return [];
    if (isWord(token, "program"))
      return [toStatement("copy-program"), { kind: "shell", text: text.value }];
    if (isWord(token, "from")) return [opens("copy-from", { reads: [text.value] })];
    return isWord(token, "to") ? [opens("copy-to", { writes: [text.value] })] : [];
  });
}

/** LOAD DATA INFILE 'x', and PostgreSQL's and DuckDB's LOAD, which load a library. */
export function readLoad(tokens: readonly Token[]): readonly Found[] {
  const file = tokens[tokens.findIndex((token) => isWord(token, "infile")) + 1];
  if (tokens.some((token) => isWord(token, "infile")) && file?.kind === "text")
    return [opens("load-file", { reads: [file.value] })];
  return tokens.length === 2 ? [toStatement("load-extension", tokens[1]?.value ?? "")] : [];
}

/** Functions that open the file of their first argument, by whether they write it. */
const READING = ["load_file", "pg_read_file", "pg_read_binary_file", "lo_import", "readfile"];
const WRITING = ["lo_export", "writefile"];
const RUNNING = ["sys_exec", "sys_eval", "xp_cmdshell"];

/** What the functions in a statement would open or run, and SELECT … INTO OUTFILE. */
export function readFunctions(tokens: readonly Token[]): readonly Found[] {
  return tokens.flatMap((token, at): readonly Found[] => {
    if (token.kind !== "word") return [];
    const next = tokens[at + 1];
    if (isWord(token, "outfile", "dumpfile") && next?.kind === "text")
      return [opens("into-outfile", { writes: [next.value] })];
    return isSign(next, "(") ? readFunction(token, tokens.slice(at + 2, at + 6)) : [];
  });
}

function readFunction(name: Token, args: readonly Token[]): readonly Found[] {
  const text = args.find(({ kind }) => kind === "text")?.value;
  if (isWord(name, "load_extension")) return [toStatement("load-extension", text ?? "")];
  if (text === undefined) return [];
  if (isWord(name, ...READING)) return [opens("load-file", { reads: [text] })];
  if (isWord(name, ...WRITING)) return [opens("write-file", { writes: [text] })];
  return isWord(name, ...RUNNING) ? [{ kind: "shell", text }] : [];
}

type Files = Pick<Extract<Found, { kind: "statement" }>, "reads" | "writes">;

function opens(verb: string, files: Files): Found {
  return { kind: "statement", words: [verb], ...files };
}
