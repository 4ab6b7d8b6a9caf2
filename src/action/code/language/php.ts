import type { CallSite, Language, Table } from "../language.ts";
import type { Dialect, QuoteStyle } from "../lex/dialect.ts";
import { awaitHeredoc } from "../lex/quoted-forms.ts";
import type { Scanner } from "../lex/scanner.ts";
import type { Token } from "../lex/token.ts";
import {
  decodes,
  evaluates,
  formats,
  joinsItems,
  makesCharacters,
  mapsItems,
  numbersCharacter,
  packs,
  callsFirst,
  reverses,
  runsUnseen,
} from "../meaning/evaluation.ts";
import {
  changesMode,
  deletes,
  doesAs,
  opensFile,
  readsFile,
  truncates,
  writesFile,
} from "../meaning/files.ts";
import { fromNetwork, readsVariable, same } from "../meaning/given.ts";
import { globs, listsNames, listsPaths } from "../meaning/listing.ts";
import { connects, listens, receives, requests } from "../meaning/network.ts";
import { opensProgram, runsText, signals, spawn, spawnsProgram } from "../meaning/processes.ts";
import { asText, itemsOf, NOTHING, toList, toReference, toText, type Value } from "../value.ts";
import { phpStores } from "./stores.ts";
import { readPhpPrimary, readPhpStatement } from "./php-statements.ts";

const DOUBLE: QuoteStyle = { escapes: "all", holes: "{$" };
const SINGLE: QuoteStyle = { escapes: "delimiter" };

const dialect: Dialect = {
  comments: ["//", "#"],
  blocks: [["/*", "*/"]],
  quotes: { '"': DOUBLE, "'": SINGLE, "`": { ...DOUBLE, isShell: true } },
  hasLines: false,
  sigils: "$",
  marks: ["?->"],
  special: readSpecial,
};

/** `<?php`, `?>`, heredocs, and names of other namespaces. */
function readSpecial(scanner: Scanner): Omit<Token, "isSpaced"> | undefined {
  if (scanner.take(/<\?(?:php|=)?/y) !== undefined) return { kind: "mark", text: ";" };
  if (scanner.sees("?>")) {
    scanner.at += 2;
    scanner.takeUntil("<?");
    scanner.take(/php|=/y);
    return { kind: "mark", text: ";" };
  }
  if (scanner.take(/\\(?=[A-Za-z_])/y) !== undefined) return { kind: "mark", text: "\\" };
  const opener = scanner.take(/<<<[ \t]*["']?[A-Za-z_]\w{0,63}["']?/y);
  if (opener === undefined) return undefined;
  const word = opener.replaceAll(/[<"' \t]/g, "");
  const style = opener.includes("'") ? SINGLE : DOUBLE;
  return {
    kind: "text",
    text: "",
    parts: awaitHeredoc(scanner, { word, isIndented: true, style }),
  };
}

/** `array_map($f, $list)`. */
function mapsByName({ args: [callback, list], ...call }: CallSite): Value {
  if (callback === undefined || list === undefined) return NOTHING;
  const named = callback.kind === "text" ? toReference(callback.text) : callback;
  return mapsItems({ ...call, args: [named, list] }) ?? NOTHING;
}

const calls: Table = [
  ["system exec shell_exec passthru", runsText],
  ["popen", opensProgram],
  [
    "proc_open",
    (call) => {
      call.examination.wire();
      return opensProgram(call);
    },
  ],
  ["pcntl_exec", (call) => spawnsProgram(call)],
  [
    "Symfony.Process",
    (call) => {
      spawn(call, call.args.flatMap(itemsOf));
      return NOTHING;
    },
  ],
  ["eval assert create_function", evaluates],
  [
    "call_user_func call_user_func_array forward_static_call register_shutdown_function",
    callsFirst,
  ],
  ["array_map array_filter array_walk", mapsByName],
  ["unserialize", runsUnseen],
  [
    "include include_once require require_once file_get_contents file readfile fpassthru highlight_file show_source simplexml_load_file parse_ini_file copy_url",
    readsFile,
  ],
  ["fopen SplFileObject", opensFile],
  ["file_put_contents", writesFile],
  [
    "fwrite fputs",
    ({ args: [on, text], examination }) => {
      if (on?.kind !== "handle" || text === undefined) return NOTHING;
      const { text: input } = asText(text);
      if (on.path !== undefined) examination.emit({ kind: "writes", path: on.path, text: input });
      if (on.command !== undefined) examination.emit({ kind: "runs", text: on.command, input });
      return NOTHING;
    },
  ],
  ["unlink rmdir", deletes()],
  ["copy", doesAs("cp")],
  ["rename", doesAs("mv")],
  ["symlink", doesAs("ln", "-s")],
  ["link", doesAs("ln")],
  ["touch", doesAs("touch")],
  ["mkdir", doesAs("mkdir")],
  ["chdir", doesAs("cd")],
  ["chmod", changesMode()],
  ["scandir opendir readdir", listsNames],
  ["glob GlobIterator", globs()],
  ["RecursiveDirectoryIterator DirectoryIterator FilesystemIterator", listsPaths],
  ["RecursiveIteratorIterator IteratorIterator iterator_to_array realpath", same],
  ["ftruncate", truncates],
  ["posix_kill", signals()],
  ["curl_init", requests],
  ["fsockopen pfsockopen stream_socket_client socket_connect socket_create", connects()],
  ["socket_bind socket_listen stream_socket_server socket_create_listen", listens()],
  ["fgets fread socket_read stream_get_contents", receives],
  ["base64_decode", decodes("base64")],
  ["hex2bin", decodes("hex")],
  ["str_rot13", decodes("rot13")],
  ["urldecode rawurldecode", decodes("url")],
  ["gzinflate gzuncompress gzdecode bzdecompress zlib_decode convert_uudecode", decodes("other")],
  ["strrev", reverses],
  ["chr", makesCharacters],
  ["ord", numbersCharacter],
  ["pack", packs],
  ["implode join", joinsItems],
  ["sprintf vsprintf", formats],
  [
    "trim strtolower strtoupper strval json_encode array_merge array_values serialize http_build_query stripslashes",
    same,
  ],
  ["getenv", readsVariable],
  ["phpinfo", () => NOTHING],
];

export const php: Language = {
  dialect,
  syntax: {
    members: ["->", "::", "?->"],
    assigns: ["="],
    noise:
      " if else elseif while for foreach do switch case default return echo print try catch finally throw new global " +
      "static public private protected class namespace use const abstract final as die exit yield ",
    lacks: ["//", "x", "in", "is", "eq", "ne", "lt", "gt", "..", "=~", "!~"],
    names: [":"],
    hasRecords: false,
    callsByName: true,
    globals: ["Closure.fromCallable()"],
  },
  calls: [...calls, ...phpStores.calls],
  methods: phpStores.methods,
  constant: (name, { args }) => {
    if (/^\$_(?:GET|POST|REQUEST|COOKIE)$/.test(name)) return fromNetwork();
    if (name === "$_ENV" || name === "$_SERVER") return { kind: "environment" };
    return name === "$argv" ? toList(["-", ...args].map(toText)) : undefined;
  },
  statement: readPhpStatement,
  primary: readPhpPrimary,
};
