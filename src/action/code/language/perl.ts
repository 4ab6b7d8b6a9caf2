import type { CallSite, Language, Table } from "../language.ts";
import {
  decodes,
  evaluates,
  formats,
  joinsItems,
  loadsModule,
  makesCharacters,
  numbersCharacter,
  packs,
  reverses,
  runsUnknown,
} from "../meaning/evaluation.ts";
import {
  changesMode,
  deletes,
  doesAs,
  openPath,
  truncates,
  writesItself,
} from "../meaning/files.ts";
import { same } from "../meaning/given.ts";
import { findsFiles, globs, listsNames } from "../meaning/listing.ts";
import {
  connects,
  downloads,
  listens,
  posts,
  receives,
  requests,
  wires,
} from "../meaning/network.ts";
import { runsAny, signals } from "../meaning/processes.ts";
import { asText, NOTHING, toList, toText, type Value } from "../value.ts";
import { perlDialect } from "./perl-dialect.ts";
import { readPerlPrimary, readPerlStatement } from "./perl-statements.ts";

/** `open F, ">x"`, `open(my $f, '<', $path)`, `open F, "cmd|"`, `open STDIN, ">&S"`. */
function opens(call: CallSite): Value {
  const [target, mode, ...rest] = call.args;
  const handle = openAs(call, mode === undefined ? "" : asText(mode).text, rest);
  if (target?.kind === "reference") call.scope.set(target.name, handle);
  return handle;
}

function openAs(call: CallSite, mode: string, rest: readonly Value[]): Value {
  const trimmed = mode.trim();
  if (/^\+?[<>]{1,2}&/.test(trimmed)) {
    call.examination.wire();
    return NOTHING;
  }
  if (trimmed.startsWith("|") || trimmed.startsWith("-|") || trimmed.endsWith("|"))
    return openProgram(call, trimmed, rest);
  const [path] = rest;
  const letters = /^\+?[<>]{0,2}/.exec(trimmed)?.[0] ?? "";
  const name = path === undefined ? trimmed.slice(letters.length).trim() : asText(path).text;
  return openPath(call, name, letters.replaceAll("+<", "r+").replaceAll("<", "r") || "r");
}

function openProgram(call: CallSite, mode: string, rest: readonly Value[]): Value {
  const args = rest.length > 0 ? rest : [toText(mode.replace(/^-?\|-?|\|$/g, "").trim())];
  runsAny({ ...call, args });
  return { kind: "handle", command: asText(args[0] ?? NOTHING).text };
}

/** Without an argument the current line, or item, is meant. */
function withTopic(call: CallSite): CallSite {
  return call.args.length > 0 ? call : { ...call, args: [call.scope.get("$_") ?? NOTHING] };
}

/** `print F "x"`, `print $f "x"`: a handle before the text is called with it. */
const calls: Table = [
  ["system exec CORE.system CORE.exec CORE.GLOBAL.system", runsAny],
  [
    "readpipe qx IPC.Open3.open3 IPC.Open2.open2 open3 open2 IPC.Run.run IPC.System.Simple.capture",
    runsAny,
  ],
  ["syscall", runsUnknown],
  ["open CORE.open", opens],
  [
    "sysopen",
    ({ args: [, path, flags], ...call }) =>
      openPath(
        { args: [], ...call },
        asText(path ?? NOTHING).text,
        flags?.kind === "reference" ? flags.name : "r",
      ),
  ],
  ["unlink rmdir CORE.unlink", (call) => deletes()(withTopic(call))],
  ["File.Path.rmtree File.Path.remove_tree rmtree remove_tree", deletes({ isRecursive: true })],
  ["rename File.Copy.move move mv", doesAs("mv")],
  ["File.Copy.copy copy cp", doesAs("cp")],
  ["symlink", doesAs("ln", "-s")],
  ["link", doesAs("ln")],
  ["mkdir make_path mkpath", doesAs("mkdir")],
  ["chmod", changesMode({ modeFirst: true })],
  ["chdir", doesAs("cd")],
  ["truncate", truncates],
  ["glob bsd_glob File.Glob.bsd_glob", globs({ splits: true })],
  ["find finddepth File.Find.find File.Find.finddepth", findsFiles],
  [
    "opendir",
    (call) => {
      const [target, ...rest] = call.args;
      const names = listsNames({ ...call, args: rest });
      if (target?.kind === "reference" && names !== undefined) call.scope.set(target.name, names);
      return names;
    },
  ],
  [
    "readdir",
    ({ args: [list], scope }) => (list?.kind === "reference" ? scope.get(list.name) : list),
  ],
  ["kill", signals({ signalFirst: true })],
  ["do require CORE.require", loadsModule],
  ["eval CORE.eval", (call) => evaluates(withTopic(call))],
  [
    "LWP.Simple.get get getprint LWP.Simple.getprint LWP.UserAgent.new().get HTTP.Tiny.new().get HTTP.Request.new",
    requests,
  ],
  [
    "LWP.UserAgent.new().post HTTP.Tiny.new().post HTTP.Tiny.new().post_form HTTP.Tiny.new().request",
    posts,
  ],
  ["getstore LWP.Simple.getstore mirror HTTP.Tiny.new().mirror", downloads],
  [
    "IO.Socket.INET IO.Socket.INET.new IO.Socket.IP.new IO.Socket.SSL.new IO.Socket.INET6.new socket connect",
    connects(),
  ],
  ["listen accept bind", listens()],
  ["dup2 POSIX.dup2", wires],
  ["MIME.Base64.decode_base64 decode_base64 MIME.Base64.decode", decodes("base64")],
  ["uri_unescape URI.Escape.uri_unescape", decodes("url")],
  ["Compress.Zlib.uncompress uncompress Compress.Zlib.memGunzip", decodes("other")],
  ["pack", packs],
  [
    "unpack",
    ({ args: [, value = NOTHING], ...call }) => decodes("other")({ ...call, args: [value] }),
  ],
  ["chr", makesCharacters],
  ["ord", numbersCharacter],
  ["join", joinsItems],
  ["reverse", reverses],
  ["sprintf", formats],
  ["lc uc lcfirst ucfirst scalar ref bless", same],
  [
    "shift pop",
    ({ args: [list], scope }) => {
      const from = list ?? scope.get("$_") ?? scope.get("$ARGV");
      return from?.kind === "list" ? from.items[0] : NOTHING;
    },
  ],
];

const methods: Table = [
  ["print printf say write syswrite", writesItself],
  ["fdopen", wires],
  ["recv sysread getline", receives],
];

export const perl: Language = {
  dialect: perlDialect,
  syntax: {
    members: ["->", "::"],
    assigns: ["="],
    noise:
      " if else elsif unless while until for foreach my our local use no return and or not last next redo BEGIN END " +
      "package do die warn strict warnings ",
    lacks: ["^", "in", "is", "<<", "instanceof"],
    names: ["=>"],
    callsBare: true,
    callsMembers: true,
    hasRecords: true,
    callsByName: true,
    globals: ["main", "CORE", "GLOBAL"],
  },
  calls,
  methods,
  constant: (name, { args }) => {
    if (name === "$ENV") return { kind: "environment" };
    return name === "$ARGV" ? toList(args.map(toText)) : undefined;
  },
  statement: readPerlStatement,
  primary: readPerlPrimary,
};
