import type { ShellWord } from "../../../model/invocation.ts";
import type { Call, Inner, Wrapper } from "../call.ts";
import { toKnownWord } from "../expand/fields.ts";
import { readLetter, readOption } from "./options.ts";
import { optionValues } from "./table/option-values.ts";

/** More lines of one file are not read. */
const MAX_LINES = 512;

/** curl: what its files of options tell it, as if it stood among its words (`-K -`, `--config x`). */
const curl: Wrapper = {
  names: ["curl", "curlie"],
  unwrap: ({ words }) => {
    const rest = words.slice(1);
    const files = [...readLetter(rest, "K"), ...readOption(rest, ["--config"])];
    return files.map((file) => toConfigured(file, (text) => toCurl(text)));
  },
};

/** wget: its own settings after `-e`, in the file of `--config` and in that of `WGETRC`. */
const wget: Wrapper = {
  names: ["wget", "wget2"],
  unwrap: (call) => {
    const rest = call.words.slice(1);
    const settings = optionValues(rest, "-e --execute");
    const files = [...readOption(rest, ["--config"]), ...readWgetrc(call)];
    const urls = rest.filter(({ value }) => value.includes("://"));
    const told = settings.length === 0 ? [] : [toWget(settings.join("\n"), urls)].flat();
    return [...told, ...files.map((file) => toConfigured(file, (text) => toWget(text, urls)))];
  },
};

function toConfigured(file: string, read: (text: string) => readonly Inner[]): Inner {
  return { kind: "statements", file: toKnownWord(file), read };
}

function readWgetrc({ assignments }: Call): readonly string[] {
  return assignments.flatMap(({ name, value }) => (name === "WGETRC" ? value.value : []));
}

/** `-d x`, `data = "x"`, `--data: x`. Source: https://curl.se/docs/manpage.html#-K */
const CURL_SETTING =
  /^\s{0,64}(-{0,2})([A-Za-z][\w.-]{0,40})(?:[\s=:]{1,16}(?:"((?:[^"\\]|\\.)*)|(\S.*))?)?/;

function toCurl(text: string): readonly Inner[] {
  return toCommand("curl", linesOf(text).flatMap(toOption));
}

function toOption(line: string): readonly string[] {
  const [, dashes = "", name = "", quoted, plain] = CURL_SETTING.exec(line) ?? [];
  const option = dashes === "-" ? `-${name}` : `--${name}`;
  // A file may name another one, and so itself.
  if (name === "" || option === "--config" || option === "-K") return [];
  const value = valueOf(quoted, plain);
  return value === "" ? [option] : [option, value];
}

function valueOf(quoted: string | undefined, plain: string | undefined): string {
  return quoted?.replaceAll(/\\(.)/g, "$1") ?? plain?.trim() ?? "";
}

const WGET_SETTING = /^\s{0,64}([A-Za-z][\w-]{0,40})\s{0,16}=\s{0,16}(\S.*)$/;

/** A setting is an option without its dashes; neither `_` nor `-` counts in its name. */
const WGET_OPTIONS: Readonly<Record<string, string>> = {
  postfile: "--post-file",
  bodyfile: "--body-file",
  postdata: "--post-data",
  bodydata: "--body-data",
  method: "--method",
  header: "--header",
  outputdocument: "--output-document",
  dirprefix: "--directory-prefix",
  input: "--input-file",
  useaskpass: "--use-askpass",
  logfile: "--output-file",
};

function toWget(text: string, urls: readonly ShellWord[]): readonly Inner[] {
  const words = linesOf(text).flatMap((line) => {
    const [, name = "", value = ""] = WGET_SETTING.exec(line) ?? [];
    const option = WGET_OPTIONS[name.toLowerCase().replaceAll(/[_-]/g, "")];
    return option === undefined ? [] : `${option}=${value.trim()}`;
  });
  return toCommand("wget", words, urls);
}

function toCommand(
  program: string,
  words: readonly string[],
  rest: readonly ShellWord[] = [],
): readonly Inner[] {
  if (words.length === 0) return [];
  return [{ kind: "command", words: [...[program, ...words].map(toKnownWord), ...rest] }];
}

function linesOf(text: string): readonly string[] {
  return text.split("\n").slice(0, MAX_LINES);
}

/** Programs that fetch and send, told what to do by a file. */
export const transferConfig: readonly Wrapper[] = [curl, wget];
