import type { Direction } from "../../../model/action.ts";
import { type Invocation, UNKNOWN } from "../../../model/invocation.ts";
import { hasOption, type ReadCommand, readCommand } from "../read-command.ts";
import { remoteHost } from "../remote-host.ts";
import { familyOf, plainName } from "./family.ts";
import { operandsOf } from "./host-url.ts";

/** A command whose direction is asked for. */
interface Talk {
  readonly program: string;
  readonly read: ReadCommand;
  readonly values: readonly string[];
  /** Something is put into its standard input. */
  readonly isFed: boolean;
}

/** Programs that only fetch what they are given a URL of. */
const FETCHING: ReadonlySet<string> = new Set(
  (
    "aria2c axel lynx w3m links links2 elinks fetch lwp-download yt-dlp youtube-dl npm npx pnpm yarn bunx " +
    "pip pip3 pipx uv uvx cargo go gem bundle brew apt apt-get dnf yum apk conda mamba composer"
  ).split(" "),
);

/** Programs of storage in a cloud: the last place that they are given is written. */
const STORING: ReadonlySet<string> = new Set(
  "aws gsutil gcloud az azcopy rclone s3cmd s5cmd mc oci ossutil b2 swift".split(" "),
);

const BODY =
  "-d --data --data-raw --data-binary --data-ascii --data-urlencode --url-query --json -F --form " +
  "--form-string -T --upload-file --post-data --post-file --body-data --body-file";
const METHOD = "-X --request --method";
const SENDING = /^(?:POST|PUT|PATCH)$/i;

/** Which way a command sends data; undefined where its words do not say. */
export function directionOf(invocation: Invocation): Direction | undefined {
  const program = plainName(invocation.program);
  const values = invocation.words.slice(1).map(({ value }) => value);
  if (program === "git") return gitDirection(values);
  if (invocation.redirects.some(isSocketWrite)) return "upload";
  const talk = { program, values, isFed: isFed(invocation), read: readCommand(program, values) };
  if (FETCHING.has(program)) return "download";
  return STORING.has(program) ? storageDirection(values) : familyDirection(talk);
}

function isSocketWrite({ access, target }: Invocation["redirects"][number]): boolean {
  return access === "write" && /^\/dev\/(?:tcp|udp)\//.test(target.value);
}

function isFed({ feed, redirects }: Invocation): boolean {
  const isRead = redirects.some(
    ({ access, target }) => access === "read" && !/^\/dev\/(?:null|tcp|udp)/.test(target.value),
  );
  return isRead || feed.kind !== "inherited";
}

function familyDirection(talk: Talk): Direction | undefined {
  const { program, values, isFed: fed } = talk;
  switch (familyOf(program)) {
    case "fetcher":
      return fetcherDirection(talk);
    case "shell":
      return shellDirection(talk);
    case "copier":
      return remoteHost(operandsOf(talk.read).at(-1) ?? "") === undefined ? "download" : "upload";
    case "socket":
      return socketDirection(talk);
    case "tls":
      return fed ? "upload" : "contact";
    case "resolver":
      return "contact";
    case "container":
      return values.includes("push") ? "upload" : "download";
    default:
      return undefined;
  }
}

function fetcherDirection({ program, read, isFed: fed }: Talk): Direction | undefined {
  const method = read.args.find(({ option = "" }) => METHOD.split(" ").includes(option))?.value;
  const says = hasOption(read.args, BODY) || (method !== undefined && isSending(method));
  if (says || /^(?:POST|PUT)$/.test(program)) return "upload";
  if (/^(?:https?|httpie|xhs?)$/.test(program)) return itemsDirection(read, fed);
  // What a file of options says is not read here.
  const isTold =
    hasOption(read.args, "-K --config") || /^(?:wscat|websocat|grpcurl)$/.test(program);
  return isTold ? undefined : "download";
}

function isSending(method: string): boolean {
  return method.includes(UNKNOWN) || SENDING.test(method);
}

/** `http POST x.example`, `http x.example a=b f@file`. */
function itemsDirection(read: ReadCommand, fed: boolean): Direction {
  const operands = operandsOf(read);
  const isItem = (word: string) => /^[^\s:/=@]+(?:=(?!=)|:=|@|=@|:=@)/.test(word);
  const sends = operands.some((word) => SENDING.test(word) || isItem(word));
  return sends || fed ? "upload" : "download";
}

function shellDirection({ program, read, isFed: fed }: Talk): Direction | undefined {
  if (program === "sftp") return fed || hasOption(read.args, "-b") ? undefined : "contact";
  return fed ? "upload" : "contact";
}

function socketDirection({ program, read, values, isFed: fed }: Talk): Direction {
  if (/^l?ftp$|^tftp$/.test(program)) {
    const puts = values.some((value) =>
      /(?:^|[\s;])m?put\b|\bmirror\s+(?:-R|--reverse)/.test(value),
    );
    return puts || fed || hasOption(read.args, "-u") ? "upload" : "contact";
  }
  return fed && !hasOption(read.args, "-z") ? "upload" : "contact";
}

const LISTING_VERBS = /^(?:ls|list|la|du|stat|cat)$/;

/** `aws s3 cp FROM TO`. */
function storageDirection(values: readonly string[]): Direction | undefined {
  const places = values.filter((value) => !value.startsWith("-"));
  if (places.slice(0, 3).some((verb) => LISTING_VERBS.test(verb))) return "download";
  const isUrl = (value: string | undefined) => value?.includes("://") === true;
  if (isUrl(places.at(-1))) return isUrl(places.at(-2)) ? undefined : "upload";
  return values.some(isUrl) ? "download" : undefined;
}

const FETCHING_VERBS = /^(?:clone|fetch|pull|ls-remote|archive|fetch-pack|submodule)$/;

function gitDirection(values: readonly string[]): Direction | undefined {
  if (values.some((value) => value === "push" || value === "send-pack")) return "upload";
  return values.some((value) => FETCHING_VERBS.test(value)) ? "download" : undefined;
}
