import type { Invocation } from "../../../model/invocation.ts";
import { isFileUrl, isUrl } from "../../url.ts";
import type { Argument } from "../arguments.ts";
import { expandCurlGlob } from "../curl-glob.ts";
import type { ReadCommand } from "../read-command.ts";
import { operandsOf, splitColons } from "./host-url.ts";

/** A command that fetches. */
interface Fetch {
  readonly invocation: Invocation;
  readonly program: string;
  readonly read: ReadCommand;
}

const PROXY =
  /^(?:-x|--proxy|--proxy1\.0|--preproxy|--socks(?:4a?|5(?:-hostname)?)|--(?:https?|all)-proxy)$/;

/** The machines that a program which fetches is told of: its operands, and by its options. */
export function fetchedHosts(fetch: Fetch): string[] {
  const { program, read } = fetch;
  const isCurl = program === "curl";
  const settings = [...read.args, ...(isCurl ? configured(fetch) : [])].filter(
    ({ option }) => option !== undefined,
  );
  const named = settings.flatMap((argument) => optionHosts(argument, isCurl));
  return [...operandsOf(read), ...named, ...(isCurl ? [] : listed(fetch))]
    .flatMap((word) => (isCurl ? expandCurlGlob(word) : [word]))
    .flatMap(toFetched);
}

/** The hosts that an option chooses, `Host:` among them: behind a shared front it is what counts. */
function optionHosts({ option = "", value = "" }: Argument, isCurl: boolean): string[] {
  if (option === "--url" || PROXY.test(option)) return [value];
  switch (option) {
    case "--connect-to":
      return splitColons(value).slice(2, 3);
    case "--resolve":
      return resolved(value);
    case "-H":
    case "--header":
      return [/^host\s*:\s*(\S+)/i.exec(value)?.[1] ?? ""];
    default:
      return isCurl ? [] : wgetSetting(option, value);
  }
}

/** `wget -e https_proxy=x`. */
function wgetSetting(option: string, value: string): string[] {
  if (option !== "-e" && option !== "--execute") return [];
  return [/^\w*_proxy\s*=\s*(\S+)/i.exec(value)?.[1] ?? ""];
}

/** `host:port:address,address`, where an IPv6 address may go without brackets. */
function resolved(value: string): string[] {
  const addresses = /^[+-]?(?:\[[^\]]*\]|[^:]*):[^:]*:(.*)$/.exec(value)?.[1] ?? "";
  return addresses.split(",").map((each) => (/^[^[].*:.*:/.test(each) ? `[${each}]` : each));
}

const SETTING = /^\s*(-{0,2})([A-Za-z][\w.-]*)[\s=:]+(?:"((?:[^"\\]|\\.)*)|(\S+))/;

/** The options in the files of options whose text the line says: `-K -` and its like. */
function configured(fetch: Fetch): Argument[] {
  return linesOf(fetch, ["-K", "--config"]).flatMap((line) => {
    const [, dashes = "", name = "", quoted, plain = ""] = SETTING.exec(line) ?? [];
    if (name === "") return [];
    const option = dashes === "-" ? `-${name}` : `--${name}`;
    return [{ option, value: quoted?.replaceAll(/\\(.)/g, "$1") ?? plain }];
  });
}

/** The URLs in a list whose text the line says, one a line: `wget -i -`. */
function listed(fetch: Fetch): string[] {
  return linesOf(fetch, ["-i", "--input-file"]).map((line) => line.trim());
}

/** The lines of the files that options name, as far as the command line says what is in them; each text once. */
function linesOf({ read, invocation }: Fetch, options: readonly string[]): string[] {
  const names = read.args.flatMap(({ option = "", value = "" }) =>
    options.includes(option) ? [value] : [],
  );
  if (names.length === 0) return [];
  const contents = contentsByName(invocation);
  const texts = new Set(names.map((name) => contents.get(name) ?? ""));
  return [...texts].flatMap((text) => text.split("\n"));
}

function contentsByName({ feed, words }: Invocation): ReadonlyMap<string, string> {
  const contents = new Map<string, string>();
  for (const { value, content } of words) {
    // `-K file`, `-Kfile`, `--config=file`.
    const name = value.replace(/^(?:--[\w-]+=|-\w)/, "");
    if (content !== undefined) contents.set(name, content);
  }
  const input = feed.kind === "text" ? feed.text : "";
  return contents.set("-", input).set("/dev/stdin", input);
}

/** A number is what some option takes; a long one may be an address. */
function toFetched(word: string): string[] {
  if (isUrl(word)) return [word];
  if (isFileUrl(word)) return [];
  // One slash, or none, is as good to fetchers.
  if (/^(?:https?|ftp):/i.test(word)) return [word];
  const isHost =
    /^(?:[^\s/=]*[.:\uFFFC]|[a-z][\w-]{0,62}\/)/i.test(word) && !/^[\d.]{1,7}$/.test(word);
  const isNumber = /^(?:0x[\da-f]{8,32}|\d{8,32})(?:[:/]|$)/i.test(word);
  return isHost || isNumber ? [`http://${word}`] : [];
}
