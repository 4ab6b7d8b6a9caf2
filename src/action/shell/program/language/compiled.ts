import type { Inner } from "../../call.ts";
import { toKnownWord } from "../../expand/fields.ts";
import { readCalls } from "./calls.ts";

/** Code beyond this is not looked through. */
const MAX_UNITS = 65_536;

const MAX_FOUND = 256;

/** What a builder of a command is given behind `Command::new("sh")`, up to the end of the statement. */
const BUILT = /\.(\w{1,32})\(|"((?:[^"\\]|\\.){0,1024})"|;/g;

const LITERAL = String.raw`\s{0,8}\(\s{0,64}(?:\w{1,32}(?:::\w{1,32}){0,4}\(\s{0,8})?&?"((?:[^"\\\n]|\\.){1,1024})"`;

const RECURSIVE = "remove_dir_all|RemoveAll|removeDirRecursive|removeDirectoryRecursive|deleteTree";
const REMOVING = `${RECURSIVE}|remove_file|remove_dir|Remove|unlink|_unlink|removeFile|deleteFile`;
const READING =
  "fopen|ReadFile|read_to_string|read_to_end|File::open|os\\.Open|ifstream|ReadAllText";
const WRITING = "WriteFile|fs::write|File::create|os\\.Create|ofstream|WriteAllText";

/**
 * What code of a compiled language (C, Go, Rust, Java and their like) does to files and processes, as far as it stands
 * there in plain strings.
 */
export function readCompiled(code: string, label: string): readonly Inner[] {
  const text = withoutComments(code.slice(0, MAX_UNITS));
  return [
    ...readCalls(withoutMembers(text).replaceAll("CommandContext(", "Command("), label),
    ...readBuilders(text),
    ...stringsOf(text, "_?popen").map((source): Inner => ({ kind: "source", text: source, label })),
    ...stringsOf(text, REMOVING).map((path) => command("rm", "--", path)),
    ...stringsOf(text, RECURSIVE).map((path) => command("rm", "-rf", "--", path)),
    ...stringsOf(text, READING).map((path) => command("cat", path)),
    ...stringsOf(text, WRITING).map((path) => command("tee", path)),
  ];
}

const COMMENT =
  /"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)'|\/\/[^\n]*|\/\*(?:[^*]|\*(?!\/)){0,512}\*\//g;

/** Strings stay, whatever is in them. */
function withoutComments(code: string): string {
  return code.replaceAll(COMMENT, (found) => (found.startsWith("/") ? " " : found));
}

/** `t.Run("removes x")`, `app.start("…")`: members of these names are of anything but a process. */
function withoutMembers(text: string): string {
  return text.replaceAll(
    /(?<!\bProcess)\.(?:[Rr]un|[Cc]all|[Ss]tart|launch|pipe|compile|execute|term|[Cc]ommand)\(/g,
    (member) => (member === ".Command(" ? member : ".member("),
  );
}

/** The first string that calls of these names are given. */
function stringsOf(text: string, names: string): readonly string[] {
  const pattern = new RegExp(`(?<![\\w.]{0,1}\\w)(?:${names})${LITERAL}`, "g");
  return [...text.matchAll(pattern)].slice(0, MAX_FOUND).map(([, value = ""]) => unescape(value));
}

/** `Command::new("sh").arg("-c").args(["…"])` of Rust. */
function readBuilders(text: string): readonly Inner[] {
  const found: Inner[] = [];
  for (let at = text.indexOf("Command::new("); at >= 0 && found.length < MAX_FOUND;) {
    const words: string[] = [];
    let method = "arg";
    BUILT.lastIndex = at;
    for (let part = BUILT.exec(text); part !== null && part[0] !== ";"; part = BUILT.exec(text)) {
      if (part[1] !== undefined) method = part[1];
      else if (/^args?$/.test(method)) words.push(unescape(part[2] ?? ""));
      if (words.length > 64) break;
    }
    if (words.length > 0) found.push(command(...words));
    at = text.indexOf("Command::new(", at + 1);
  }
  return found;
}

function command(...words: readonly string[]): Inner {
  return { kind: "command", words: words.map(toKnownWord) };
}

function unescape(text: string): string {
  return text.replaceAll(/\\(["'\\])/g, "$1");
}
