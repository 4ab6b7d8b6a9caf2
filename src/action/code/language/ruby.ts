import type { CallSite, Language, Table } from "../language.ts";
import {
  decodes,
  evaluates,
  formats,
  getsMember,
  makesCharacters,
  packs,
  runsUnseen,
} from "../meaning/evaluation.ts";
import {
  changesMode,
  deletes,
  deletesItself,
  doesAs,
  joinsPath,
  opensFile,
  readsFile,
  readsItself,
  truncates,
  writesFile,
  writesItself,
} from "../meaning/files.ts";
import { isUrl, same } from "../meaning/given.ts";
import { globs, globsBelow, listsNames, listsPaths } from "../meaning/listing.ts";
import { connects, listens, posts, receives, requests, sends, wires } from "../meaning/network.ts";
import { opensProgram, runsAny, signals } from "../meaning/processes.ts";
import { asText, NOTHING, toList, toText, type Value } from "../value.ts";
import { rubyDialect } from "./ruby-dialect.ts";
import { rubyStores } from "./stores.ts";
import { readRubyPrimary, readRubyStatement } from "./ruby-statements.ts";

/** `open("|cmd")`, `open(url)`, `open(path, mode)`. */
function opens(call: CallSite): Value | undefined {
  const [first] = call.args;
  const { text } = first === undefined ? NOTHING : asText(first);
  if (text.startsWith("|")) return opensProgram({ ...call, args: [toText(text.slice(1))] });
  return first !== undefined && isUrl(first) ? requests(call) : opensFile(call);
}

const calls: Table = [
  [
    "system sh exec spawn Kernel.system Kernel.exec Kernel.spawn Process.spawn Process.exec PTY.spawn",
    runsAny,
  ],
  [
    "Open3.capture2 Open3.capture2e Open3.capture3 Open3.popen2 Open3.popen2e Open3.popen3 Open3.pipeline ` Kernel.`",
    runsAny,
  ],
  ["IO.popen popen Kernel.popen", opensProgram],
  ["open Kernel.open", opens],
  ["File.open File.new IO.open", opensFile],
  ["URI.open URI.parse().open URI.parse().read URI().read URI().open OpenURI.open_uri", requests],
  [
    "File.read IO.read File.readlines IO.readlines File.foreach IO.foreach File.binread IO.binread",
    readsFile,
  ],
  ["YAML.load_file JSON.load_file File.readlink", readsFile],
  ["File.write IO.write File.binwrite IO.binwrite", writesFile],
  [
    "File.delete File.unlink Dir.rmdir Dir.delete Dir.unlink FileUtils.rm FileUtils.rm_f FileUtils.remove FileUtils.rmdir",
    deletes(),
  ],
  [
    "FileUtils.rm_rf FileUtils.rm_r FileUtils.rmtree FileUtils.remove_dir FileUtils.remove_entry FileUtils.remove_entry_secure FileUtils.safe_unlink",
    deletes({ isRecursive: true }),
  ],
  ["FileUtils.cp FileUtils.copy FileUtils.copy_file", doesAs("cp")],
  ["FileUtils.cp_r", doesAs("cp", "-r")],
  ["FileUtils.mv FileUtils.move File.rename", doesAs("mv")],
  ["FileUtils.ln_s FileUtils.symlink File.symlink", doesAs("ln", "-s")],
  ["FileUtils.ln File.link", doesAs("ln")],
  ["FileUtils.touch", doesAs("touch")],
  ["FileUtils.mkdir FileUtils.mkdir_p Dir.mkdir", doesAs("mkdir")],
  ["Dir.chdir FileUtils.cd FileUtils.chdir", doesAs("cd")],
  ["Dir.glob Dir.[]", globs()],
  ["Dir.entries Dir.children Dir.each_child Dir.foreach", listsNames],
  ["Find.find", listsPaths],
  ["Process.kill", signals({ signalFirst: true })],
  ["File.chmod FileUtils.chmod", changesMode({ modeFirst: true })],
  [
    "FileUtils.chmod_R",
    ({ args: [mode = NOTHING, path = NOTHING], examination }) => {
      const number = asText(mode);
      const text = number.isNumber === true ? Number(number.text).toString(8) : number.text;
      examination.emit({ kind: "does", words: ["chmod", "-R", text, asText(path).text] });
      return NOTHING;
    },
  ],
  ["File.truncate", truncates],
  ["File.join Pathname.new Pathname", joinsPath],
  ["Dir.home", () => toText("~")],
  ["File.expand_path File.absolute_path String Array URI URI.parse Shellwords.split", same],
  [
    "eval instance_eval class_eval module_eval Kernel.eval binding.eval binding().eval Object.class_eval instance_exec",
    evaluates,
  ],
  ["Marshal.load Fiddle.dlopen", runsUnseen],
  [
    "Net.HTTP.get Net.HTTP.get_response Net.HTTP.start HTTParty.get Faraday.get RestClient.get HTTP.get Net.HTTP.Get.new",
    requests,
  ],
  [
    "Net.HTTP.post Net.HTTP.post_form HTTParty.post HTTParty.put Faraday.post RestClient.post RestClient.put HTTP.post Net.HTTP.Post.new",
    posts,
  ],
  [
    "TCPSocket.new TCPSocket.open UDPSocket.new Socket.tcp Socket.new OpenSSL.SSL.SSLSocket.new",
    connects(),
  ],
  ["TCPServer.new TCPServer.open Socket.tcp_server_loop Socket.tcp_server", listens()],
  ["Base64.decode64 Base64.strict_decode64 Base64.urlsafe_decode64", decodes("base64")],
  ["Zlib.Inflate.inflate Zlib.inflate Zlib.gunzip Zlib.GzipReader.new", decodes("other")],
  ["URI.decode_www_form_component CGI.unescape URI.decode", decodes("url")],
  ["sprintf format", formats],
  [
    "Object.const_get Kernel.const_get const_get Module.const_get",
    ({ args: [name], ...call }) =>
      getsMember({ ...call, args: [{ kind: "reference", name: "Object" }, name ?? NOTHING] }),
  ],
];

const methods: Table = [
  [
    "write puts print << write_nonblock printf syswrite",
    (call) => writesItself(call) ?? sends(call),
  ],
  ["delete unlink rmdir", deletesItself()],
  ["rmtree", deletesItself({ isRecursive: true })],
  ["read readlines", readsItself],
  ["glob", globsBelow],
  ["children each_child find", (call) => (call.on?.kind === "text" ? listsPaths(call) : undefined)],
  [
    "unpack unpack1",
    ({ on, args: [template], ...call }) =>
      on?.kind === "text" && template !== undefined
        ? packs({ ...call, args: [template, on] })
        : undefined,
  ],
  [
    "pack",
    ({ on, args: [template], ...call }) => {
      if (on?.kind !== "list" || template === undefined) return undefined;
      return packs({ ...call, args: [template, ...on.items] });
    },
  ],
  [
    "chr",
    ({ on, ...call }) => (on === undefined ? undefined : makesCharacters({ ...call, args: [on] })),
  ],
  ["reopen", wires],
  ["gets recv readpartial read_nonblock accept", receives],
];

export const ruby: Language = {
  dialect: rubyDialect,
  syntax: {
    members: [".", "::", "&."],
    assigns: ["="],
    noise:
      " if else elsif unless while until for begin rescue ensure end then do case when return yield and or not module " +
      "class redo retry next break BEGIN END p puts print require require_relative include ",
    lacks: [".", "//", "x", "in", "is", "eq", "ne", "lt", "gt", "instanceof", "xor", "??"],
    names: [":", "=>"],
    callsBare: true,
    hasBlocks: true,
    callsMembers: true,
    hasSenders: true,
    hasRecords: true,
    joinsAdjacent: true,
    globals: ["Kernel", "Object", "self"],
  },
  calls,
  methods: [...methods, ...rubyStores.methods],
  constant: (name, { args }) => {
    if (name === "ENV") return { kind: "environment" };
    if (/^Dir\.[^ ]*[/*]/.test(name)) return toList([toText(name.slice(4))]);
    return name === "ARGV" ? toList(args.map(toText)) : undefined;
  },
  statement: readRubyStatement,
  primary: readRubyPrimary,
};
