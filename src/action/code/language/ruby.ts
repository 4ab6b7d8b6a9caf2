import type { CallSite, Language, Table } from "../language.ts";
import type { Dialect, QuoteStyle } from "../lex/dialect.ts";
import { awaitHeredoc, splitWords, takeDelimiter } from "../lex/quoted-forms.ts";
import type { Scanner } from "../lex/scanner.ts";
import type { Token } from "../lex/token.ts";
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
  writesFile,
  writesItself,
} from "../meaning/files.ts";
import { isUrl, same } from "../meaning/given.ts";
import { connects, listens, posts, receives, requests, sends, wires } from "../meaning/network.ts";
import { opensProgram, runsAny } from "../meaning/processes.ts";
import { asText, NOTHING, toList, toText, type Value } from "../value.ts";
import { readRubyPrimary, readRubyStatement } from "./ruby-statements.ts";

type Bare = Omit<Token, "isSpaced">;

const DOUBLE: QuoteStyle = { escapes: "all", holes: "#{" };
const SINGLE: QuoteStyle = { escapes: "delimiter" };
const SHELL: QuoteStyle = { ...DOUBLE, isShell: true };

const dialect: Dialect = {
  comments: ["#"],
  blocks: [["\n=begin", "\n=end"]],
  quotes: { '"': DOUBLE, "'": SINGLE, "`": SHELL },
  hasLines: true,
  hasPatterns: true,
  special: (scanner) =>
    readPercent(scanner) ?? readHeredoc(scanner) ?? readSymbol(scanner) ?? readVariable(scanner),
};

/** `%q(…)`, `%Q{…}`, `%w[…]`, `%x|…|`, `%(…)`. */
function readPercent(scanner: Scanner): Bare | undefined {
  if (scanner.peek() !== "%") return undefined;
  const isOperand =
    scanner.startsExpression() ||
    /^%[qQwWiIxr][^\w\s]/.test(scanner.source.slice(scanner.at, scanner.at + 3));
  const form = isOperand ? scanner.take(/%[qQwWiIxrs]?(?=[^\w\s=])/y) : undefined;
  if (form === undefined) return undefined;
  const letter = form.charAt(1);
  const style = "qwi".includes(letter) && letter !== "" ? SINGLE : DOUBLE;
  const parts = scanner.readText(takeDelimiter(scanner), style);
  if (letter === "x") return { kind: "shell", text: "", parts };
  if (letter === "r") return { kind: "pattern", text: "r" };
  if (/[wWiI]/.test(letter)) return { kind: "text", text: "qw", parts: splitWords(parts) };
  return { kind: "text", text: "", parts };
}

/** `<<~X`, `<<-"X"`, `<<X`. */
function readHeredoc(scanner: Scanner): Bare | undefined {
  const opener = scanner.take(
    /<<[~-]?(?:"[^"\n]{1,64}"|'[^'\n]{1,64}'|`[^`\n]{1,64}`|[A-Z_]\w{0,63})/y,
  );
  if (opener === undefined) return undefined;
  const word = opener.replace(/^<<[~-]?/, "").replaceAll(/["'`]/g, "");
  const isIndented = /^<<[~-]/.test(opener);
  const style = opener.includes("'") ? SINGLE : DOUBLE;
  const parts = awaitHeredoc(scanner, { word, isIndented, style });
  return { kind: opener.includes("`") ? "shell" : "text", text: "", parts };
}

/** `:name`, `:"name"`: a text. */
function readSymbol(scanner: Scanner): Bare | undefined {
  if (
    scanner.peek() !== ":" ||
    scanner.peek(1) === ":" ||
    scanner.source.charAt(scanner.at - 1) === ":"
  )
    return undefined;
  const name = scanner.take(/:(?:[A-Za-z_]\w*[?!=]?|`)/y);
  return name === undefined ? undefined : { kind: "text", text: "", parts: [name.slice(1)] };
}

/** `@x`, `@@x`, `$x`; and names that end in a question or exclamation mark. */
function readVariable(scanner: Scanner): Bare | undefined {
  if (scanner.last?.text === "." && scanner.peek() === "`") {
    scanner.at += 1;
    return { kind: "name", text: "`" };
  }
  const name = scanner.take(
    /@{1,2}[A-Za-z_]\w*|\$(?:[A-Za-z_]\w*|[0-9~!@&`'+*$?:"<>,./\\;])|[a-z_]\w*[?!](?!=)/y,
  );
  return name === undefined ? undefined : { kind: "name", text: name.replace(/^@@/, "@") };
}

/** `open("|cmd")`, `open(url)`, `open(path, mode)`. */
function opens(call: CallSite): Value | undefined {
  const [first] = call.args;
  const { text } = first === undefined ? NOTHING : asText(first);
  if (text.startsWith("|")) return opensProgram({ ...call, args: [toText(text.slice(1))] });
  return first !== undefined && isUrl(first) ? requests(call) : opensFile(call);
}

const calls: Table = [
  [
    "system exec spawn Kernel.system Kernel.exec Kernel.spawn Process.spawn Process.exec PTY.spawn",
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
  ["Dir.glob Dir.entries Dir.children Dir.[]", () => toList([])],
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
  ["File.truncate", doesAs("truncate", "-s", "0")],
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
  dialect,
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
  methods,
  constant: (name, { args }) => {
    if (name === "ENV") return { kind: "environment" };
    return name === "ARGV" ? toList(args.map(toText)) : undefined;
  },
  statement: readRubyStatement,
  primary: readRubyPrimary,
};
