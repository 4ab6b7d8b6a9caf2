import type { ShellWord } from "../../../model/invocation.ts";
import type { Call, Inner, Wrapper } from "../call.ts";
import { findOperand, readOption } from "./options.ts";
import { toSql } from "./sql-text.ts";

/** Options of `rails runner` and of `rails db` that take the next word. */
const RAILS = ["-e", "--environment", "-m", "--mode", "--db", "--database"];

/** What a framework's own command line runs, by the name of its script; undefined for any other script. */
export function readConsole(
  script: string,
  rest: readonly ShellWord[],
): readonly Inner[] | undefined {
  switch (script.slice(script.lastIndexOf("/") + 1)) {
    case "artisan":
      return readArtisan(rest);
    case "manage.py":
      return readManage(rest);
    case "rails":
      return readRails(rest);
    case "console":
      return readSymfony(rest);
    default:
      return undefined;
  }
}

/** Scripts of frameworks that are run by their own name. */
export const consoles: readonly Wrapper[] = [
  { names: ["rails"], unwrap: ({ words }) => readRails(words.slice(1)) },
  { names: ["artisan"], unwrap: ({ words }) => readArtisan(words.slice(1)) },
  { names: ["manage.py", "django-admin"], unwrap: ({ words }: Call) => readManage(words.slice(1)) },
];

/** `artisan tinker --execute=code`, or code on standard input; `artisan db` is a client. */
function readArtisan(rest: readonly ShellWord[]): readonly Inner[] {
  const verb = rest[findOperand(rest, 0, { valued: [] })]?.value;
  if (verb === "db") return [toSql({}, "other")];
  if (verb !== "tinker") return [];
  return readTexts(rest, ["--execute"], "php");
}

/** `manage.py shell -c code`, or code on standard input; `dbshell` is a client. */
function readManage(rest: readonly ShellWord[]): readonly Inner[] {
  const verb = rest[findOperand(rest, 0, { valued: ["--settings", "--pythonpath", "-v"] })]?.value;
  if (verb === "dbshell")
    return [{ text: undefined }, ...readOption(rest, ["-c"]).map((text) => ({ text }))].map(
      ({ text }) => toSql(text === undefined ? {} : { text }, "other"),
    );
  if (verb !== "shell" && verb !== "shell_plus") return [];
  return readTexts(rest, ["-c", "--command"], "python");
}

/** `rails runner code`, or a file; `rails db` is a client, and a console reads code. */
function readRails(rest: readonly ShellWord[]): readonly Inner[] {
  const at = findOperand(rest, 0, { valued: RAILS });
  switch (rest[at]?.value) {
    case "db":
    case "dbconsole":
      return [toSql({}, "other")];
    case "console":
    case "c":
      return [toCode({}, "ruby")];
    case "runner":
    case "r":
      return [readRunner(rest[findOperand(rest, at + 1, { valued: RAILS })])];
    default:
      return [];
  }
}

function readRunner(code: ShellWord | undefined): Inner {
  if (code === undefined || code.value === "-") return toCode({}, "ruby");
  const isFile = /^[\w./~-]+\.rb$/.test(code.value);
  return toCode(isFile ? { file: code } : { text: code.value }, "ruby");
}

/** `bin/console dbal:run-sql "DROP …"`. */
function readSymfony(rest: readonly ShellWord[]): readonly Inner[] {
  const at = rest.findIndex(({ value }) =>
    /^(?:dbal:run-sql|doctrine:query:(?:sql|dql))$/.test(value),
  );
  if (at < 0) return [];
  const texts = rest.slice(at + 1).filter(({ value }) => /\s/.test(value));
  return texts.map(({ value }) => toSql({ text: value }, "other"));
}

function readTexts(
  rest: readonly ShellWord[],
  options: readonly string[],
  language: string,
): readonly Inner[] {
  const texts = readOption(rest, options);
  if (texts.length === 0) return [toCode({}, language)];
  return texts.map((text) => toCode({ text }, language));
}

type Place = Pick<Extract<Inner, { kind: "code" }>, "text" | "file">;

function toCode(place: Place, language: string): Inner {
  return { kind: "code", option: language === "python" ? "-c" : "-e", language, ...place };
}
