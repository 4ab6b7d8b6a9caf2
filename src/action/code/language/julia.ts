import type { Language, Table } from "../language.ts";
import type { Dialect } from "../lex/dialect.ts";
import { concatenates, evaluates } from "../meaning/evaluation.ts";
import {
  changesMode,
  deletes,
  doesAs,
  joinsPath,
  opensFile,
  readsFile,
  truncates,
  writesFile,
} from "../meaning/files.ts";
import { isDownloaded, same } from "../meaning/given.ts";
import { listsNames, walks } from "../meaning/listing.ts";
import { connects, downloads, listens, posts, requests } from "../meaning/network.ts";
import { runsAny } from "../meaning/processes.ts";
import { readForIn } from "../read/for-in.ts";
import { NOTHING, toList, toText } from "../value.ts";

const dialect: Dialect = {
  comments: ["#"],
  blocks: [["#=", "=#"]],
  quotes: {
    '"': { escapes: "all", holes: "$(" },
    "`": { escapes: "none", holes: "$(", isShell: true },
  },
  hasTriples: true,
  hasLines: true,
  marks: ["|>"],
};

const calls: Table = [
  ["run read_cmd Base.run", (call) => (call.args[0]?.kind === "list" ? runsAny(call) : NOTHING)],
  ["rm Base.rm Filesystem.rm", deletes()],
  ["cp Base.cp", doesAs("cp", "-r")],
  ["mv Base.mv", doesAs("mv")],
  ["symlink", doesAs("ln", "-s")],
  ["mkdir mkpath", doesAs("mkdir")],
  ["cd Base.cd", doesAs("cd")],
  ["touch", doesAs("touch")],
  ["chmod", changesMode()],
  ["truncate", truncates],
  ["read readline readlines eachline readchomp Base.read", readsFile],
  ["write Base.write", writesFile],
  ["open Base.open", opensFile],
  ["readdir", listsNames],
  ["walkdir", walks],
  ["joinpath", joinsPath],
  ["homedir", () => toText("~")],
  ["expanduser abspath realpath normpath String Meta.parse Cmd pipeline", same],
  ["string", concatenates],
  [
    "download Downloads.download Base.download",
    (call) => (call.args.length > 1 ? downloads(call) : requests(call)),
  ],
  ["HTTP.get Downloads.request", requests],
  ["HTTP.post HTTP.put", posts],
  // A file of the project is read when it is met by itself.
  ["include Base.include", (call) => (isDownloaded(call.args[0]) ? evaluates(call) : NOTHING)],
  ["eval include_string Core.eval", (call) => evaluates({ ...call, args: call.args.slice(-1) })],
  ["connect Sockets.connect", connects()],
  ["listen Sockets.listen", listens()],
];

export const julia: Language = {
  dialect,
  syntax: {
    members: ["."],
    assigns: ["="],
    noise:
      " if else elseif end for while begin let using import return const global local do in function try catch " +
      "finally println print quote module ",
    lacks: [".", "..", "x", "or", "and", "is", "eq", "ne", "lt", "gt", "instanceof", "xor"],
    names: ["="],
    hasRecords: false,
    hasComprehensions: true,
    globals: ["Base", "Main"],
  },
  calls,
  methods: [],
  statement: readForIn,
  constant: (name, { args }) => {
    if (name === "ENV") return { kind: "environment" };
    return name === "ARGS" ? toList(args.map(toText)) : undefined;
  },
};
