import type { Language, Table } from "../language.ts";
import type { Dialect, QuoteStyle } from "../lex/dialect.ts";
import { decodes, evaluates } from "../meaning/evaluation.ts";
import { deletesItself, doesAs, readsItself, writesItself } from "../meaning/files.ts";
import { readsVariable, same } from "../meaning/given.ts";
import { listsPaths } from "../meaning/listing.ts";
import { connects, listens, requests } from "../meaning/network.ts";
import { opensProgram, run, runsAny, spawn } from "../meaning/processes.ts";
import { NOTHING, toList, toText } from "../value.ts";
import { readJavaScriptStatement } from "./javascript-statements.ts";

const PLAIN: QuoteStyle = { escapes: "all" };

const dialect: Dialect = {
  comments: ["//", "#!"],
  blocks: [["/*", "*/"]],
  quotes: { '"': { escapes: "all", holes: "${" }, "'": PLAIN },
  hasTriples: true,
  hasLines: true,
  hasPatterns: true,
};

const calls: Table = [
  [
    "Runtime.getRuntime().exec Runtime.runtime.exec java.lang.Runtime.getRuntime().exec Runtime.getRuntime.exec",
    runsAny,
  ],
  ["ProcessBuilder ProcessBuilder.start java.lang.ProcessBuilder", runsAny],
  ["Eval.me evaluate GroovyShell().evaluate run", evaluates],
  ["File java.io.File java.nio.file.Paths.get Paths.get Path.of", same],
  ["System.getenv System.getProperty", readsVariable],
  ["URL java.net.URL", requests],
  [
    "Files.delete Files.deleteIfExists",
    (call) => deletesItself()({ ...call, on: call.args[0] ?? NOTHING }),
  ],
  ["Files.move", doesAs("mv")],
  ["Files.copy", doesAs("cp")],
  ["Socket java.net.Socket", connects()],
  ["ServerSocket java.net.ServerSocket", listens()],
  ["Base64.getDecoder().decode Base64.decoder.decode", decodes("base64")],
  ["String", same],
];

const methods: Table = [
  [
    "execute",
    (call) => {
      if (call.on?.kind === "list") spawn(call, call.on.items);
      else if (call.on?.kind === "text") run(call, call.on);
      return call.on === undefined ? undefined : opensProgram({ ...call, args: [] });
    },
  ],
  ["decodeBase64", decodes("base64")],
  ["delete", deletesItself()],
  ["deleteDir", deletesItself({ isRecursive: true })],
  ["write append setText write_text", (call) => writesItself({ ...call, name: "write_text" })],
  ["text getText readLines eachLine bytes", readsItself],
  [
    "eachFile eachFileRecurse eachDir listFiles list",
    (call) => (call.on?.kind === "text" ? listsPaths(call) : undefined),
  ],
  ["renameTo", doesAs("mv")],
  ["mkdir mkdirs", doesAs("mkdir")],
];

export const groovy: Language = {
  dialect,
  syntax: {
    members: [".", "?."],
    assigns: ["="],
    noise:
      " if else while for do try catch finally def return new import throw class static final println print void String int ",
    lacks: ["//", "x", "or", "and", "is", "eq", "ne", "lt", "gt", "..", ".", "xor"],
    names: [":"],
    callsBare: true,
    callsMembers: true,
    hasBlocks: true,
    hasRecords: false,
    globals: ["this"],
  },
  calls,
  methods,
  constant: (name, { args }) => {
    if (name === "System.env" || name === "System.properties") return { kind: "environment" };
    return name === "args" ? toList(args.map(toText)) : undefined;
  },
  statement: readJavaScriptStatement,
};
