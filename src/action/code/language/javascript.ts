import type { Language, Table } from "../language.ts";
import type { Dialect, QuoteStyle } from "../lex/dialect.ts";
import type { Scanner } from "../lex/scanner.ts";
import type { Token } from "../lex/token.ts";
import { callsScriptCloud } from "../meaning/clouds.ts";
import {
  decodes,
  decodesBy,
  evaluates,
  getsMember,
  loadsModule,
  makesCharacters,
  makesFunction,
  runsUnknown,
} from "../meaning/evaluation.ts";
import {
  changesMode,
  deletes,
  doesAs,
  joinsPath,
  opensFile,
  readsFile,
  truncates,
  writesFile,
  writesItself,
} from "../meaning/files.ts";
import { fromNetwork, same } from "../meaning/given.ts";
import { globs, listsNames } from "../meaning/listing.ts";
import {
  connects,
  listens,
  posts,
  requests,
  requestsByOptions,
  receivesOn,
  sends,
  sendsToRequested,
  serves,
  wires,
} from "../meaning/network.ts";
import { runsText, signals, spawnsProgram } from "../meaning/processes.ts";
import { toList, toReference, toText } from "../value.ts";
import { scriptStores } from "./stores.ts";
import { readFunction, readJavaScriptStatement } from "./javascript-statements.ts";

const PLAIN: QuoteStyle = { escapes: "all" };

const dialect: Dialect = {
  comments: ["//", "#!"],
  blocks: [["/*", "*/"]],
  quotes: { '"': PLAIN, "'": PLAIN, "`": { escapes: "all", holes: "${" } },
  hasLines: true,
  hasPatterns: true,
  special: readDollar,
};

/** `$` is a letter of names. */
function readDollar(scanner: Scanner): Omit<Token, "isSpaced"> | undefined {
  const text = scanner.take(/\$[\w$]*/y);
  return text === undefined ? undefined : { kind: "name", text };
}

/** Functions of `fs`, each also with `Sync` behind it. */
function ofFs(names: string): string {
  const each = names.split(" ");
  return ["fs", "fs-extra", "graceful-fs", "Deno"]
    .flatMap((module) => each.flatMap((name) => [`${module}.${name}`, `${module}.${name}Sync`]))
    .join(" ");
}

function ofModules(modules: string, names: string): string {
  return modules
    .split(" ")
    .flatMap((module) => names.split(" ").map((name) => `${module}.${name}`))
    .join(" ");
}

const calls: Table = [
  ["child_process.exec child_process.execSync shelljs.exec shell.exec", runsText],
  [
    "child_process.spawn child_process.spawnSync child_process.execFile child_process.execFileSync " +
      "child_process.fork execa execa.execa execa.sync cross-spawn cross-spawn.sync Bun.spawn Bun.spawnSync",
    spawnsProgram,
  ],
  ["execa.command execa.commandSync execa.execaCommand execa.$ Bun.$ bun.$ zx.$", runsText],
  [
    "Deno.Command Deno.run",
    ({ args: [first, options], ...call }) => {
      const record = [first, options].find((each) => each?.kind === "record");
      const given = record?.kind === "record" ? record.entries : new Map();
      const program =
        first?.kind === "record" ? (given.get("cmd") ?? toText("")) : (first ?? toText(""));
      const args = given.get("args") ?? toList([]);
      return spawnsProgram({ ...call, args: [program, args] });
    },
  ],
  ["process.binding process.dlopen process._linkedBinding", runsUnknown],
  [
    "eval globalThis.eval vm.runInThisContext vm.runInNewContext vm.runInContext vm.Script vm.compileFunction " +
      "setTimeout setInterval setImmediate module._compile module.constructor()._compile Module()._compile",
    evaluates,
  ],
  [
    "Function GeneratorFunction AsyncFunction constructor.constructor Object.constructor",
    makesFunction,
  ],
  [
    "require import module.require process.require createRequire() module.createRequire() module.constructor._load module._load process.getBuiltinModule",
    loadsModule,
  ],
  ["util.promisify promisify Object.assign Promise.resolve String JSON.stringify Array.from", same],
  ["Reflect.get", getsMember],
  [ofFs("rm unlink rmdir remove"), deletes()],
  [
    "fs-extra.remove fs-extra.removeSync fs-extra.emptyDirSync rimraf rimraf.sync rimraf.rimraf del",
    deletes({ isRecursive: true }),
  ],
  [
    ofFs("writeFile appendFile createWriteStream outputFile writeTextFile write") +
      " Bun.write bun.write",
    writesFile,
  ],
  [ofFs("truncate ftruncate"), truncates],
  ["process.kill Deno.kill", signals()],
  [ofFs("readFile createReadStream readTextFile readJson") + " Bun.file bun.file", readsFile],
  [ofFs("open"), opensFile],
  [ofFs("copyFile cp copy"), doesAs("cp", "-r")],
  [ofFs("rename move"), doesAs("mv")],
  [ofFs("symlink"), doesAs("ln", "-s")],
  [ofFs("link"), doesAs("ln")],
  [ofFs("mkdir mkdirp ensureDir"), doesAs("mkdir")],
  [ofFs("readdir readDir opendir"), listsNames],
  [
    `${ofFs("glob")} glob glob.sync glob.glob glob.globSync fast-glob fast-glob.sync globby`,
    globs(),
  ],
  [ofFs("chmod"), changesMode()],
  ["process.chdir Deno.chdir", doesAs("cd")],
  ["path.join path.resolve path.posix.join", joinsPath],
  ["os.homedir Deno.homedir", () => toText("~")],
  [
    "fetch globalThis.fetch node-fetch undici.fetch undici.request got axios axios.get got.get superagent.get request ky EventSource",
    requestsByOptions,
  ],
  ["axios.post axios.put axios.patch got.post got.put superagent.post navigator.sendBeacon", posts],
  [
    `${ofModules("http https http2", "createServer")} ws.Server ws.WebSocketServer WebSocketServer ` +
      "socket.io socket.io.Server socket.io-client socket.io-client.io " +
      ofModules(
        "express() express.Router() fastify() Fastify() Hono() hono.Hono() Koa() koa() polka() Elysia()",
        "get post put patch all use",
      ),
    () => fromNetwork(),
  ],
  ["Bun.serve Deno.serve serve", serves],
  [ofModules("http https http2", "get request connect"), requestsByOptions],
  ["WebSocket ws", requests],
  [
    "net.connect net.createConnection tls.connect net.Socket().connect dgram.createSocket",
    connects({ portFirst: true }),
  ],
  ["net.Socket", connects()],
  ["net.createServer net.Server tls.createServer", listens()],
  ["net.createServer().listen net.Server().listen", listens({ portFirst: true })],
  ["Deno.connect Bun.connect", connects()],
  ["Deno.listen Bun.listen", listens()],
  ["atob", decodes("base64")],
  ["unescape decodeURIComponent decodeURI", decodes("url")],
  ["Buffer.from Buffer", decodesBy],
  [
    "zlib.inflateSync zlib.gunzipSync zlib.unzipSync zlib.brotliDecompressSync zlib.inflateRawSync",
    decodes("other"),
  ],
  ["String.fromCharCode String.fromCodePoint", makesCharacters],
  ["String.raw", same],
];

const methods: Table = [
  ["pipe", wires],
  ["on once", receivesOn],
  ["doShellScript", runsText],
  [
    "write end writeln send",
    (call) => writesItself(call) ?? sends(call) ?? sendsToRequested()(call),
  ],
  [
    "toString",
    ({ on, args }) => (on?.kind === "reference" ? on : args.length === 0 ? on : undefined),
  ],
];

export const javascript: Language = {
  dialect,
  syntax: {
    members: [".", "?."],
    assigns: ["="],
    noise:
      " if else while for do try catch finally switch case default return throw const let var await async " +
      "export class extends static new yield break continue debugger with ",
    lacks: ["//", "x", "or", "and", "is", "eq", "ne", "lt", "gt", "..", ".", "xor"],
    names: [],
    hasArrows: true,
    hasRecords: true,
    globals: ["globalThis", "global", "window", "self", "this", "Reflect"],
  },
  calls: [...calls, ...scriptStores.calls],
  methods: [...methods, ...scriptStores.methods],
  unlisted: callsScriptCloud,
  constant: (name, { args }) => {
    if (name === "process.env" || name === "Deno.env" || /^[Bb]un\.env$/.test(name))
      return { kind: "environment" };
    if (/(?:^|\.)constructor\.constructor$/.test(name)) return toReference("Function");
    if (name === "process.argv") return toList(["node", ...args].map(toText));
    return undefined;
  },
  statement: readJavaScriptStatement,
  primary: readFunction,
};
