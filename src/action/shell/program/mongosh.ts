import type { ShellWord } from "../../../model/invocation.ts";
import { toKnownWord } from "../expand/fields.ts";
import type { Inner, Wrapper } from "../call.ts";
import { findOperand, readOption } from "./options.ts";

const VALUED =
  "--eval --host --port -u --username -p --password -f --file --authenticationDatabase --db".split(
    " ",
  );

/**
 * mongosh: code after `--eval`, in files, or on standard input. Each call that changes or deletes is told as a
 * command of the name `mongodb`: the method in lower case, the collection, and `--filter` where it is given one.
 */
export const mongosh: Wrapper = {
  names: ["mongosh", "mongo"],
  unwrap: ({ words }) => {
    const texts = readOption(words.slice(1), ["--eval"]);
    const database = findOperand(words, 1, { valued: VALUED });
    const named = words.slice(database).filter(({ value }) => /\.m?js$/.test(value));
    const given = readOption(words.slice(1), ["-f", "--file"]).map(toKnownWord);
    const inner = [
      ...texts.map((text) => toScript({ text })),
      ...[...named, ...given].map((file) => toScript({ file })),
    ];
    return inner.length > 0 ? inner : [toScript({})];
  },
};

function toScript(place: { text?: string; file?: ShellWord }): Inner {
  return { kind: "statements", ...place, read: readCode };
}

/** What tells code apart: strings and comments, of which only strings count, names, signs. */
const TOKEN =
  /\/\/[^\n]*|\/\*[\s\S]*?(?:\*\/|$)|"(?:[^"\\\n]|\\.)*"?|'(?:[^'\\\n]|\\.)*'?|`(?:[^`\\]|\\[\s\S])*`?|[\w$\u0080-\uFFFF]+|\S/g;

const METHODS = new Set(
  (
    "dropdatabase drop dropindexes dropindex deletemany deleteone remove updatemany dropuser dropallusers " +
    "droprole dropallroles shutdownserver createuser updateuser changeuserpassword grantrolestouser " +
    "renamecollection"
  ).split(" "),
);

/** Methods whose first argument says which documents are meant. */
const FILTERED = new Set(["deletemany", "remove", "updatemany"]);

/** Of `db.runCommand({ dropDatabase: 1 })` the key is the command. */
const RUNNERS = new Set(["runcommand", "admincommand"]);

const COMMANDS = new Set(
  "dropdatabase drop shutdown dropuser dropallusersfromdatabase delete".split(" "),
);

function readCode(code: string): readonly Inner[] {
  const tokens = (code.match(TOKEN) ?? []).filter((token) => !/^\/[/*]/.test(token));
  return tokens.flatMap((token, at) => {
    const name = withoutQuotes(token).toLowerCase();
    const isMember = tokens[at - 1] === "." || tokens[at - 1] === "[";
    const open = tokens[at + 1] === "]" ? at + 2 : at + 1;
    if (!isMember || tokens[open] !== "(") return [];
    if (METHODS.has(name)) return toMongo(name, tokens, { at, open });
    const command = withoutQuotes(tokens[open + 2] ?? "").toLowerCase();
    if (!RUNNERS.has(name) || !COMMANDS.has(command)) return [];
    return [tell([command.replace("fromdatabase", ""), withoutQuotes(tokens[open + 4] ?? "")])];
  });
}

interface CallSite {
  readonly at: number;
  readonly open: number;
}

function toMongo(name: string, tokens: readonly string[], { at, open }: CallSite): Inner[] {
  const object = withoutQuotes(tokens[at - 2] ?? "");
  // `getCollection("x").drop()`, `db["x"].drop()`
  const target = /^[)\]]$/.test(object) ? withoutQuotes(tokens[at - 3] ?? "") : object;
  const isAll = tokens[open + 1] === ")" || (tokens[open + 1] === "{" && tokens[open + 2] === "}");
  const flags = FILTERED.has(name) && !isAll ? ["--filter"] : [];
  return [tell([name, target, ...flags])];
}

function tell(words: readonly string[]): Inner {
  return { kind: "command", words: ["mongodb", ...words].map(toKnownWord) };
}

function withoutQuotes(token: string): string {
  return token.replace(/^(["'`])([\s\S]*?)\1?$/, "$2");
}
