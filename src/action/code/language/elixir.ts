import type { Language, Table } from "../language.ts";
import type { Dialect, QuoteStyle } from "../lex/dialect.ts";
import type { Scanner } from "../lex/scanner.ts";
import type { Token } from "../lex/token.ts";
import { concatenates, decodes, evaluates } from "../meaning/evaluation.ts";
import {
  changesMode,
  deletes,
  doesAs,
  joinsPath,
  opensFile,
  readsFile,
  writesFile,
} from "../meaning/files.ts";
import { readsVariable, same } from "../meaning/given.ts";
import { globs, listsNames } from "../meaning/listing.ts";
import { posts, requests } from "../meaning/network.ts";
import { runsText, spawnsProgram } from "../meaning/processes.ts";
import { toList, toText } from "../value.ts";

const TEXT: QuoteStyle = { escapes: "all", holes: "#{" };

const dialect: Dialect = {
  comments: ["#"],
  quotes: { '"': TEXT, "'": TEXT },
  hasTriples: true,
  hasLines: true,
  marks: ["|>", "<>", "->"],
  special: readSpecial,
};

/** `File.rm!`, `:os`, and the letters before `~s"…"`. */
function readSpecial(scanner: Scanner): Omit<Token, "isSpaced"> | undefined {
  scanner.take(/~[a-zA-Z](?=["'])/y);
  const name = scanner.take(/:[a-z_]\w*(?=\.)|[a-z_]\w*[?!](?!=)/y);
  return name === undefined ? undefined : { kind: "name", text: name.replace(":", "") };
}

/** Names, each also with the mark that makes it raise. */
function orRaise(names: string): string {
  return names
    .split(" ")
    .flatMap((name) => [name, `${name}!`])
    .join(" ");
}

const calls: Table = [
  ["System.cmd", spawnsProgram],
  ["System.shell os.cmd", runsText],
  [orRaise("File.rm_rf"), deletes({ isRecursive: true })],
  [`${orRaise("File.rm File.rmdir")} file.delete`, deletes()],
  [`${orRaise("File.read File.stream")} file.read_file`, readsFile],
  [`${orRaise("File.write")} file.write_file`, writesFile],
  [orRaise("File.open"), opensFile],
  [orRaise("File.cp File.cp_r File.copy"), doesAs("cp", "-r")],
  [orRaise("File.rename"), doesAs("mv")],
  [orRaise("File.ln_s"), doesAs("ln", "-s")],
  [orRaise("File.mkdir File.mkdir_p"), doesAs("mkdir")],
  [orRaise("File.touch"), doesAs("touch")],
  [orRaise("File.cd"), doesAs("cd")],
  [orRaise("File.chmod"), changesMode()],
  [orRaise("File.ls"), listsNames],
  ["Path.wildcard", globs()],
  ["Path.join", joinsPath],
  [orRaise("System.user_home"), () => toText("~")],
  [`${orRaise("System.get_env System.fetch_env")} os.getenv`, readsVariable],
  ["Path.expand Path.absname to_string to_charlist String.to_charlist IO.inspect", same],
  ["Enum.join IO.iodata_to_binary", concatenates],
  ["Code.eval_string Code.compile_string", evaluates],
  [orRaise("Base.decode64"), decodes("base64")],
  [orRaise("Base.decode16"), decodes("hex")],
  [`${orRaise("Req.get HTTPoison.get")} httpc.request`, requests],
  [orRaise("Req.post HTTPoison.post"), posts],
];

export const elixir: Language = {
  dialect,
  syntax: {
    members: ["."],
    assigns: ["="],
    noise: " if else unless do end case cond fn when with for import alias require use def defp ",
    lacks: [".", "..", "x", "is", "eq", "ne", "lt", "gt", "instanceof", "xor", "//"],
    names: [":"],
    callsBare: true,
    hasRecords: false,
    globals: ["Kernel"],
  },
  calls,
  methods: [],
  constant: (name, { args }) => (name === "System.argv" ? toList(args.map(toText)) : undefined),
};
