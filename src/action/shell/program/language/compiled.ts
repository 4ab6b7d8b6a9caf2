import type { Inner } from "../../call.ts";
import { toKnownWord } from "../../expand/fields.ts";
import { toSql } from "../sql-text.ts";
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
  const text = withHome(withoutComments(code.slice(0, MAX_UNITS)));
  return [
    ...readCalls(withoutMembers(text).replaceAll("CommandContext(", "Command("), label),
    ...readBuilders(text),
    ...stringsOf(text, "_?popen").map((source): Inner => ({ kind: "source", text: source, label })),
    ...stringsOf(text, REMOVING).map((path) => command("rm", "--", path)),
    ...stringsOf(text, RECURSIVE).map((path) => command("rm", "-rf", "--", path)),
    ...stringsOf(text, READING).map((path) => command("cat", path)),
    ...stringsOf(text, WRITING).map((path) => command("tee", path)),
    ...readSent(text),
    ...readQueries(text),
  ];
}

/** `os.Getenv("HOME") + "/x"`, `filepath.Join(home, ".ssh", "x")`, `format!("{}/x", env::var("HOME"))`: a path. */
function withHome(text: string): string {
  return text
    .replaceAll(
      /(?:os\.Getenv|System\.getenv|(?:std::)?getenv|Environment\.GetEnvironmentVariable)\(\s*"(?:HOME|USERPROFILE)"\s*\)\s*(?:\+|,)\s*"\/?/g,
      '"~/',
    )
    .replaceAll(/System\.getProperty\(\s*"user\.home"\s*\)\s*\+\s*"\/?/g, '"~/')
    .replaceAll(/(?:filepath|path)\.Join\(\s*(?:home\w{0,8}|"~\/")\s*,\s*"/g, 'join("~/')
    .replaceAll(/\b(?:home|homeDir|dirname)\s*\+\s*"\//g, '"~/')
    .replaceAll(
      /"(?:~\/[^"\n]{0,256})"\s*,\s*"[\w.-]{1,128}"(?:\s*,\s*"[\w.-]{1,128}"){0,8}/g,
      (parts) => parts.replaceAll(/"\s*,\s*"/g, "/"),
    )
    .replaceAll(
      /format!\(\s*"\{\}\/([^"\n]{1,256})"\s*,\s*(?:std::)?env::var\(\s*"HOME"\s*\)/g,
      'String("~/$1"',
    );
}

const SENDS =
  /\b(?:http\.Post(?:Form)?|PostAsync|UploadData|UploadString|\.post)\s*\(\s*"(https?:\/\/[^"\n]{1,512})"|NewRequest(?:WithContext)?\([^"\n]{0,64}"(?:POST|PUT)"\s*,\s*"(https?:\/\/[^"\n]{1,512})"/g;

/** Files that are read, on their way to where something is sent. */
function readSent(text: string): readonly Inner[] {
  const files = stringsOf(text, READING).slice(0, 4);
  return [...text.matchAll(SENDS)]
    .slice(0, 4)
    .flatMap(([, posted, requested]) =>
      files.map((path) => command("curl", "-d", `@${path}`, posted ?? requested ?? "")),
    );
}

const QUERY =
  /\b(?:Exec|ExecContext|MustExec|execute|executeUpdate|executeQuery|execute_batch|query|raw_sql|sqlx::query|Query)\s*\(\s*(?:[\w.()]{1,64},\s*)?"((?:[^"\\\n]|\\.){8,4096})"/g;

/** SQL that is given to a database. */
function readQueries(text: string): readonly Inner[] {
  const dialect = /sqlite/i.test(text) ? "sqlite" : "other";
  return [...text.matchAll(QUERY)]
    .slice(0, 16)
    .map(([, sql = ""]) => toSql({ text: unescape(sql) }, dialect));
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
