import type { Language, Table } from "../language.ts";
import type { Dialect, QuoteStyle } from "../lex/dialect.ts";
import type { Scanner } from "../lex/scanner.ts";
import type { Token } from "../lex/token.ts";
import {
  concatenates,
  evaluates,
  formats,
  joinsItems,
  loadsModule,
  makesCharacters,
  numbersCharacter,
  reverses,
} from "../meaning/evaluation.ts";
import { deletes, doesAs, opensFile, writesItself } from "../meaning/files.ts";
import { readsVariable, same } from "../meaning/given.ts";
import { listsNames } from "../meaning/listing.ts";
import { connects, listens, receives, requests } from "../meaning/network.ts";
import { opensProgram, runsText } from "../meaning/processes.ts";
import { toList, toText } from "../value.ts";
import { readRubyPrimary, readRubyStatement } from "./ruby-statements.ts";

const PLAIN: QuoteStyle = { escapes: "all" };

const dialect: Dialect = {
  comments: ["--", "#!"],
  blocks: [
    ["--[[", "]]"],
    ["--[=[", "]=]"],
  ],
  quotes: { '"': PLAIN, "'": PLAIN },
  hasLines: true,
  special: readLong,
};

/** `[[…]]`, `[==[…]==]`. */
function readLong(scanner: Scanner): Omit<Token, "isSpaced"> | undefined {
  const opener = scanner.take(/\[=*\[/y);
  if (opener === undefined) return undefined;
  return { kind: "text", text: "", parts: [scanner.takeUntil(opener.replaceAll("[", "]"))] };
}

const calls: Table = [
  ["os.execute os.exec", runsText],
  ["io.popen", opensProgram],
  ["os.remove os.rmdir lfs.rmdir", deletes()],
  ["os.getenv", readsVariable],
  ["os.rename", doesAs("mv")],
  ["lfs.dir", listsNames],
  ["lfs.chdir", doesAs("cd")],
  ["lfs.mkdir", doesAs("mkdir")],
  ["io.open io.lines io.input", opensFile],
  [
    "io.output",
    ({ args: [path], ...call }) =>
      opensFile({ ...call, args: path === undefined ? [] : [path, toText("w")] }),
  ],
  ["loadfile dofile", same],
  [
    "load loadstring",
    (call) => {
      const value = evaluates(call);
      return value === undefined
        ? value
        : { kind: "function", parameters: [], invoke: () => value };
    },
  ],
  ["require", loadsModule],
  ["socket.tcp socket.connect socket.tcp().connect", connects()],
  ["socket.bind socket.tcp().bind", listens()],
  ["http.request socket.http.request ssl.https.request", requests],
  ["string.char", makesCharacters],
  ["string.byte", numbersCharacter],
  ["string.reverse", reverses],
  ["string.format", formats],
  ["table.concat", joinsItems],
  ["string.rep string.lower tostring ipairs pairs", same],
  ["string.concat", concatenates],
];

export const lua: Language = {
  dialect,
  syntax: {
    members: [".", ":"],
    assigns: ["="],
    noise:
      " if then else elseif while do for repeat until return local end and or not function break goto in ",
    lacks: [".", "x", "is", "eq", "ne", "lt", "gt", "instanceof", "xor", "??", "?", "in"],
    names: [],
    callsBare: true,
    hasRecords: true,
    globals: ["_G", "_ENV", "package.loaded"],
  },
  calls,
  methods: [
    ["write", writesItself],
    ["receive", receives],
    ["accept", receives],
  ],
  constant: (name, { args }) => (name === "arg" ? toList(args.map(toText)) : undefined),
  statement: readRubyStatement,
  primary: readRubyPrimary,
};
