import { type Invocation, UNKNOWN } from "../../model/invocation.ts";
import { isUrl } from "../url.ts";
import { contactsOf } from "./contacts.ts";
import { gitUrls } from "./git-urls.ts";

/** Programs that print, compare or keep their words, and open no connection. */
const SILENT: ReadonlySet<string> = new Set(
  (
    "echo printf test [ [[ : true false export set declare typeset local readonly unset read cd " +
    "grep egrep fgrep zgrep rg ag ack sed gsed awk gawk mawk nawk jq yq cat head tail less more ls " +
    "find fd wc sort uniq cut tr diff tee touch mkdir cp mv rm basename dirname man which type"
  ).split(" "),
);

/** Programs that are given code in which a URL may stand anywhere. */
const INTERPRETERS = "python pypy node perl ruby php deno bun lua Rscript osascript pwsh".split(
  " ",
);

const EMBEDDED_URL = /\b(?:https?|wss?|ftp):\/\/[^\s'"`<>\\()[\]{}|,;]+/gi;

const SOCKET_PATH = /^\/dev\/(?:tcp|udp)\/([^/]+)\//;
const PROXY_VARIABLE = /^(?:https?|ftp|all)_proxy$/i;

/**
 * What a command talks to, as URLs: those it is given as words or behind an option (`--url=x`, `-Lx`), bare hosts where
 * the program takes them (`http://host`, `ssh://host`, `tcp://host`, `dns://host`), and the hosts of its proxies and
 * of redirections to `/dev/tcp`. What cannot be known of one is written `unknown`.
 */
export function urlsOf(invocation: Invocation): string[] {
  const urls = [...wordUrls(invocation), ...socketUrls(invocation), ...proxyUrls(invocation)];
  return [...new Set(urls.map((url) => url.replaceAll(UNKNOWN, "unknown")))];
}

function wordUrls({ program, words }: Invocation): string[] {
  if (SILENT.has(program)) return [];
  const values = words.slice(1).map(({ value }) => value);
  if (program === "git") return gitUrls(values);
  const given = values.map(withoutOption).filter(isUrl);
  const embedded = INTERPRETERS.some((name) => program.startsWith(name))
    ? values.flatMap(embeddedUrls)
    : [];
  return [...given, ...embedded, ...contactsOf(program, values)];
}

function withoutOption(value: string): string {
  if (!value.includes("://")) return value;
  return value.replace(/^(?:-{1,2}[A-Za-z][\w-]*=|[a-z]{2,8}=@?|@|-[A-Za-z](?=[a-z]+:\/\/))/, "");
}

function embeddedUrls(code: string): string[] {
  return code.includes("://") ? [...code.matchAll(EMBEDDED_URL)].map(([url]) => url) : [];
}

function socketUrls({ redirects }: Invocation): string[] {
  return redirects.flatMap(({ target }) => {
    const host = target.value.startsWith("/dev/") ? SOCKET_PATH.exec(target.value)?.[1] : undefined;
    return host === undefined ? [] : [`tcp://${host}`];
  });
}

function proxyUrls({ assignments }: Invocation): string[] {
  return assignments.flatMap(({ name, value: { value } }) => {
    if (value === "" || value === UNKNOWN || !PROXY_VARIABLE.test(name)) return [];
    return [value.includes("://") ? value : `http://${value}`];
  });
}
