import type { CarriedPlace, CarriedVariable } from "../../../model/action.ts";
import type { Invocation, ShellWord } from "../../../model/invocation.ts";
import { type Family, familyOf, plainName } from "./family.ts";

/** A variable, and one that a program is asked for: `$NAME`, `${NAME}`, `printenv NAME`. */
const VARIABLE = /\$\{?([A-Za-z_]\w{0,63})|\bprintenv\s+([A-Za-z_]\w{0,63})/g;

/** Names by which variables say that they hold a secret. */
const SECRET =
  /(?:^|_)(?:token|secret|password|passwd|pass|pat|credentials?|(?:api|access|secret|private|account|master|service)_?key|pwd)(?:_|$)|(?:token|secret|password|passwd|apikey)$/i;

/** A place in a list, the directory, the name of a key. */
const PLAIN =
  /^(?:old)?pwd$|(?:page|next|continuation|sync|csrf)_?token|_(?:id|url|file|path|name)$/i;

const HEADER = /^(?:-[A-Za-z]*H|--header|--proxy-header)$/;
const LOGIN =
  /^(?:-[A-Za-z]*u|--user|--oauth2-bearer|--proxy-user|-U|--password|--http-password|-b|--cookie|-a|--auth)$/;
const LOGIN_HEADER = /^(?:cookie|authorization|[\w-]*(?:auth|authorization|token|key|secret))\s*:/i;
const ELSEWHERE =
  /^(?:-[A-Za-z]*[oAex]|--output|--user-agent|--referer|--proxy|--resolve|--connect-to)$/;

/** Of a longer word only the start is looked at: each variable costs as much as the word is long. */
const MAX_TEXT = 4096;

/** The output of a command in front of somebody's domain: `$(whoami).x.example`. */
const PRINTED_NAME = /(?:\$\([^(][\s\S]*\)|`[^`]+`)["']?\.[\w-]+(?:\.[\w-]+)*\.?["']?$/;

/** What a command prints, under the name by which rules speak of it. */
const PRINTED: CarriedVariable = { name: "$()", at: "name" };

/** The variables that hold a secret, by their names, and whose values a command sends out, with where they stand. */
export function carriedBy(invocation: Invocation): CarriedVariable[] {
  const family = familyOf(plainName(invocation.program));
  const isInUrl = invocation.words.some(({ value }) => value === "-G" || value === "--get");
  const found = invocation.words.slice(1).flatMap((word, at) => {
    if (word.certainty !== "dynamic") return [];
    const isPrinted = family === "resolver" && word.text.length <= MAX_TEXT;
    const printed = isPrinted && PRINTED_NAME.test(word.text) ? [PRINTED] : [];
    const before = invocation.words[at]?.value ?? "";
    const around = { word, before: at === 0 ? "" : before, family };
    const secrets = secretsIn(word).flatMap((secret) => {
      const place = placeOf(secret, around);
      return place === undefined ? [] : [toCarried(secret, place, isInUrl)];
    });
    return printed.concat(secrets);
  });
  const distinct = new Map(found.map((carried) => [`${carried.name} ${carried.at}`, carried]));
  return [...distinct.values()];
}

/** The variables whose values a command prints, where their names say that they hold a secret. */
export function printedSecrets({ program, words }: Invocation): string[] {
  if (program === "printenv") {
    return words.slice(1).flatMap(({ value }) => (isSecret(value) ? [value] : []));
  }
  if (program !== "echo" && program !== "printf") return [];
  return words
    .filter(({ certainty }) => certainty === "dynamic")
    .flatMap((word) => secretsIn(word).map(({ name }) => name));
}

interface NamedSecret {
  readonly name: string;
  /** What stands before and after it in the word, without quotes. */
  readonly head: string;
  readonly tail: string;
}

function secretsIn({ text: whole }: ShellWord): NamedSecret[] {
  const text = whole.slice(0, MAX_TEXT);
  return [...text.matchAll(VARIABLE)].flatMap((match) => {
    const name = match[1] ?? match[2] ?? "";
    if (!isSecret(name)) return [];
    const head = text.slice(0, match.index).replace(/["'\\]|\$\(\s*$/g, "");
    return [{ name, head, tail: text.slice(match.index + match[0].length) }];
  });
}

function isSecret(name: string): boolean {
  return SECRET.test(name) && !PLAIN.test(name);
}

interface Around {
  readonly word: ShellWord;
  /** The word before, where there is one. */
  readonly before: string;
  readonly family: Family | undefined;
}

function toCarried({ name }: NamedSecret, at: CarriedPlace, isInUrl: boolean): CarriedVariable {
  return { name, at: isInUrl && at === "body" ? "url" : at };
}

function placeOf(secret: NamedSecret, around: Around): CarriedPlace | undefined {
  if (around.family === "resolver") return "name";
  if (around.family === "fetcher") {
    return optionPlace(secret.head, around) ?? operandPlace(secret, around);
  }
  const inUrl = urlBefore(secret.head);
  return inUrl === undefined ? undefined : placeInUrl(inUrl, secret.tail);
}

/** What stands before it in a URL, behind the scheme. */
function urlBefore(head: string): string | undefined {
  return /[a-z][a-z0-9+.-]{1,15}:\/\/(.*)$/is.exec(head)?.[1];
}

/** In the value of an option that says what it is. */
function optionPlace(head: string, { before }: Around): CarriedPlace | undefined {
  const header = /^(?:-[A-Za-z]*H|--(?:proxy-)?header=)(.*)$/s.exec(head)?.[1];
  if (HEADER.test(before) || header !== undefined) return headerPlace(header ?? head);
  const isLogin = LOGIN.test(before) || /^(?:-u|--(?:user|oauth2-bearer|cookie)=)/.test(head);
  return isLogin ? "login" : undefined;
}

/** In a URL, with or without a scheme; what is no URL and no option that stays here is data. */
function operandPlace({ head, tail }: NamedSecret, around: Around): CarriedPlace | undefined {
  const { word, before } = around;
  if (ELSEWHERE.test(before)) return undefined;
  const isWord = isOperand(word, before);
  const isUrl = isWord || before === "--url" || head.startsWith("--url=");
  const inUrl = urlBefore(head);
  if (inUrl !== undefined && isUrl) return placeInUrl(inUrl, tail);
  if (!isWord) return "body";
  if (/^[\w-]+(?:\.[\w.-]*|:\d+)[/?]?/.test(head)) return placeInUrl(head, tail);
  return head === "" ? undefined : "body";
}

function headerPlace(header: string): CarriedPlace {
  return LOGIN_HEADER.test(header.trim()) ? "login" : "header";
}

/** @param rest What stands in the URL before it, behind the scheme. */
function placeInUrl(rest: string, tail: string): CarriedPlace {
  if (/[/?#]/.test(rest)) return "url";
  return /^[^/?#\s]*@/.test(tail) ? "login" : "name";
}

/** No option's value, as far as the words tell: an option that takes one is most often data. */
function isOperand({ value }: ShellWord, before: string): boolean {
  const isFlag =
    /^-[A-Za-z]*[sSLkfvigIGNnOqj]$|^--(?:silent|location|fail|insecure|get|compressed|url)$/;
  return !value.startsWith("-") && (!before.startsWith("-") || isFlag.test(before));
}
