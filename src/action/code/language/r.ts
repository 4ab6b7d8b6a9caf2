import type { CallSite, Language, Table } from "../language.ts";
import type { Dialect, QuoteStyle } from "../lex/dialect.ts";
import {
  callsFirst,
  concatenates,
  decodes,
  evaluates,
  formats,
  joinsItems,
  makesCharacters,
} from "../meaning/evaluation.ts";
import { changesMode, deletes, doesAs, joinsPath, opensFile, readsFile } from "../meaning/files.ts";
import { queries } from "../meaning/databases.ts";
import { argument, fromNetwork, readsVariable, same } from "../meaning/given.ts";
import { globs, listsPaths } from "../meaning/listing.ts";
import { connects, downloads, listens, posts, requests } from "../meaning/network.ts";
import { runsText, spawnsProgram } from "../meaning/processes.ts";
import { asText, NOTHING, type Value } from "../value.ts";
import { readFunction } from "./javascript-statements.ts";

const PLAIN: QuoteStyle = { escapes: "all" };

const dialect: Dialect = {
  comments: ["#"],
  quotes: { '"': PLAIN, "'": PLAIN },
  hasLines: true,
  marks: ["<<-", "<-", ":::", "|>", "%in%", "%>%"],
};

/** What is read from a connection of the code's own. */
function fromSocket({ args: [from] }: CallSite): Value | undefined {
  const isSocket =
    from?.kind === "reference" &&
    /^(?:socketConnection|make\.socket|socketAccept)\(\)/.test(from.name);
  return isSocket ? fromNetwork() : undefined;
}

const calls: Table = [
  ["system shell base.system", runsText],
  ["system2 processx.run sys.exec_wait base.system2", spawnsProgram],
  ["pipe", runsText],
  ["eval evalq base.eval", evaluates],
  ["parse", (call) => argument(call, 1, "text")],
  [
    "source sys.source",
    (call) => {
      const [path = NOTHING] = call.args;
      const { text } = asText(path);
      return /^https?:/.test(text)
        ? evaluates({ ...call, args: [requests(call) ?? NOTHING] })
        : same(call);
    },
  ],
  ["unlink file.remove fs.file_delete fs.dir_delete", deletes()],
  ["Sys.getenv", readsVariable],
  ["path.expand normalizePath as.raw fs.path_home as.integer list", same],
  ["do.call base.do.call", callsFirst],
  ["list.files dir list.dirs fs.dir_ls", listsPaths],
  ["Sys.glob", globs()],
  ["file.rename", doesAs("mv")],
  ["file.copy", doesAs("cp")],
  ["file.symlink", doesAs("ln", "-s")],
  ["file.create", doesAs("touch")],
  ["dir.create", doesAs("mkdir")],
  ["setwd", doesAs("cd")],
  ["Sys.chmod", changesMode()],
  ["readLines scan readChar readBin read.socket", (call) => fromSocket(call) ?? readsFile(call)],
  ["read.csv read.table readRDS readr.read_csv read.delim", readsFile],
  [
    "writeLines write write.csv write.table saveRDS cat",
    (call) => {
      const path = argument(call, 1, "con", "file");
      const { text } = path === undefined ? { text: "" } : asText(path);
      if (path?.kind === "text" && text !== "" && (call.name !== "cat" || call.named.has("file")))
        call.examination.emit({ kind: "writes", path: text });
      return NOTHING;
    },
  ],
  ["file", opensFile],
  ["file.path", joinsPath],
  ["url httr.GET RCurl.getURL curl.curl_fetch_memory", requests],
  ["httr.POST httr.PUT RCurl.postForm", posts],
  ["download.file curl.curl_download", downloads],
  ["socketConnection make.socket", connects()],
  ["serverSocket", listens()],
  ["base64enc.base64decode jsonlite.base64_dec openssl.base64_decode", decodes("base64")],
  ["intToUtf8 rawToChar", makesCharacters],
  ["paste0", concatenates],
  ["dbExecute dbSendQuery dbSendStatement dbGetQuery DBI.dbExecute DBI.dbSendQuery", queries],
  ["paste", joinsItems],
  ["sprintf", formats],
  ["c", ({ args }) => ({ kind: "list", items: args })],
];

export const r: Language = {
  dialect,
  syntax: {
    members: ["::", ":::", "$", "."],
    assigns: ["=", "<-", "<<-"],
    noise:
      " if else for while repeat in return library require next break invisible suppressMessages ",
    lacks: [
      ".",
      "..",
      "//",
      "x",
      "or",
      "and",
      "is",
      "eq",
      "ne",
      "lt",
      "gt",
      "instanceof",
      "xor",
      "??",
      "?",
      "in",
      "<<",
    ],
    names: ["="],
    hasRecords: false,
    globals: ["base", "utils"],
  },
  calls,
  methods: [],
  statement: () => false,
  primary: readFunction,
};
