import type { UrlSurface } from "../../model/action.ts";
import { type Invocation, UNKNOWN } from "../../model/invocation.ts";
import { embeddedUrls } from "../embedded-urls.ts";
import { isUrl } from "../url.ts";
import { carriedBy } from "./contact/carried-by.ts";
import { directionOf } from "./contact/direction-of.ts";
import { contactsOf } from "./contacts.ts";
import { gitUrls } from "./git-urls.ts";
import { variableUrls } from "./variable-urls.ts";

/** What a command talks to, which way data goes, and what goes with it. */
export type Contact = Pick<UrlSurface, "url" | "direction" | "carries">;

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

/** `name@https://x` of npm, `name[extra] @ https://x` of pip. */
const PACKAGE = /^[@\w./-]{1,214}(?:\[[\w,-]*\])?\s*@\s*(?=[a-z][a-z0-9+.-]{1,15}:\/\/)/i;

/** A connection that gawk opens by reading or writing a name. */
const AWK_SOCKET = /\/inet[46]?\/(?:tcp|udp)\/[^/\s]{0,16}\/([^/\s"]+)\//g;

const SOCKET_PATH = /^\/dev\/(?:tcp|udp)\/([^/]+)\//;

/**
 * What a command talks to, as URLs: those it is given as words or behind an option (`--url=x`, `-Lx`), bare hosts where
 * the program takes them (`http://host`, `ssh://host`, `tcp://host`, `dns://host`), and the hosts that its variables
 * name (variable-urls.ts) and of redirections to `/dev/tcp`. What cannot be known of one is written `unknown`.
 */
export function urlsOf(invocation: Invocation): Contact[] {
  const urls = [...wordUrls(invocation), ...socketUrls(invocation), ...variableUrls(invocation)];
  const distinct = new Set(urls.map((url) => url.replaceAll(UNKNOWN, "unknown")));
  if (distinct.size === 0) return [];
  const direction = directionOf(invocation);
  const carries = carriedBy(invocation);
  const manner: Omit<Contact, "url"> = {
    ...(direction === undefined ? {} : { direction }),
    ...(carries.length === 0 ? {} : { carries }),
  };
  return [...distinct].map((url) => Object.assign({ url }, manner));
}

function wordUrls(invocation: Invocation): string[] {
  const { program, words } = invocation;
  const values = words.slice(1).map(({ value }) => value);
  if (program.endsWith("awk")) return values.flatMap(awkSockets);
  if (SILENT.has(program)) return [];
  if (program === "git") return gitUrls(values);
  const given = values.map(withoutOption).filter(isUrl);
  const embedded = INTERPRETERS.some((name) => program.startsWith(name))
    ? values.flatMap(embeddedUrls)
    : [];
  return [...given, ...embedded, ...contactsOf(invocation)];
}

function withoutOption(value: string): string {
  if (!value.includes("://")) return value;
  const source = value.includes("@") ? value.replace(PACKAGE, "") : value;
  return source.replace(/^(?:-{1,2}[A-Za-z][\w-]*=|[a-z]{2,8}=@?|@|-[A-Za-z](?=[a-z]+:\/\/))/, "");
}

function awkSockets(code: string): string[] {
  if (!code.includes("/inet")) return [];
  return [...code.matchAll(AWK_SOCKET)].map(([, host = ""]) => `tcp://${host}`);
}

function socketUrls({ redirects }: Invocation): string[] {
  return redirects.flatMap(({ target }) => {
    const host = target.value.startsWith("/dev/") ? SOCKET_PATH.exec(target.value)?.[1] : undefined;
    return host === undefined ? [] : [`tcp://${host}`];
  });
}
