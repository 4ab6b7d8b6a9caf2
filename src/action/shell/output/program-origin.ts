import type { Origin, ShellWord } from "../../../model/invocation.ts";
import type { Call } from "../call.ts";
import { readDownloadTargets } from "./download-target.ts";
import { listsVariables } from "./registry.ts";

/** Where what a program writes comes from, by its arguments; undefined when that is not known. */
type OriginOf = (args: readonly string[]) => Origin | undefined;

/** What they write came over the network. */
const DOWNLOADERS =
  "curl curlie wget wget2 fetch aria2c http https xh lwp-request lynx w3m links elinks nc ncat netcat " +
  "socat telnet ftp sftp ssh autossh mosh dig host nslookup drill kdig finger whois";

/** What they write is what they have decoded or unpacked. */
const DECODERS =
  "uudecode rev gunzip zcat bunzip2 bzcat xzcat unxz lzcat unlzma zstdcat unzstd lz4cat uncompress " +
  "funzip";

/** Generators of shell settings that every shell's start-up files evaluate. */
const GENERATORS =
  "ssh-agent dircolors lesspipe keychain register-python-argcomplete luarocks resize";

/** Generators by their first operand. */
const GENERATOR_VERBS: Readonly<Record<string, readonly string[]>> = {
  direnv: ["hook", "export"],
  pyenv: ["init", "virtualenv-init"],
  rbenv: ["init"],
  nodenv: ["init"],
  jenv: ["init"],
  goenv: ["init"],
  tfenv: ["init"],
  fnm: ["env"],
  brew: ["shellenv"],
  starship: ["init"],
  zoxide: ["init"],
  atuin: ["init"],
  mise: ["activate", "env", "hook-env"],
  rtx: ["activate"],
  opam: ["env"],
  conda: ["shell.bash", "shell.zsh", "shell.posix"],
  minikube: ["docker-env"],
  "docker-machine": ["env"],
};

/** Where what this call writes comes from, as far as its own words say. */
export function originOfProgram(program: string, call: Call): Origin | undefined {
  if (readsEnvironment(call)) return "environment";
  const args = call.words.slice(1, 64).map(({ value }) => value);
  if (program === "curl" && tellsOnlyStatus(call, args)) return undefined;
  const known = originByName(program) ?? originByArguments(program, args);
  return known ?? (isCompletion(call, args) ? "generator" : undefined);
}

/** What curl may be asked to write out of an answer that is no number, nor an address of this side's. */
const SAID_BY_SERVER =
  /%\{?(?:content_type|header|redirect_url|url|json|ssl|certs|filename|referer|errormsg|output)|%header/;

/** `curl -s -o /dev/null -w '%{http_code}'`: what was fetched is elsewhere, and what is written are numbers. */
function tellsOnlyStatus({ words }: Call, args: readonly string[]): boolean {
  const isElsewhere = readDownloadTargets("curl", words).length > 0;
  if (!isElsewhere || args.some((arg) => /^-\w*D|^--dump-header/.test(arg))) return false;
  return !args.some((arg) => SAID_BY_SERVER.test(arg) || arg.startsWith("@"));
}

function originByName(program: string): Origin | undefined {
  if (isAmong(program, DOWNLOADERS)) return "download";
  if (isAmong(program, DECODERS)) return "decoder";
  return isAmong(program, GENERATORS) ? "generator" : undefined;
}

/** Without taking the names apart: that would cost more than the answer, which most often is no. */
function isAmong(program: string, names: string): boolean {
  return names.includes(program) && names.split(" ").includes(program);
}

function originByArguments(program: string, args: readonly string[]): Origin | undefined {
  const verbs = Object.hasOwn(GENERATOR_VERBS, program) ? GENERATOR_VERBS[program] : undefined;
  if (verbs?.includes(firstOf(args)) === true) return "generator";
  const [, originOf] =
    [...REMOTE_VERBS, ...DECODING_FLAGS, ...ENVIRONMENT].find(([name]) => name === program) ?? [];
  return originOf?.(args);
}

/** Programs that only some verbs of which fetch. */
const REMOTE_VERBS: readonly (readonly [string, OriginOf])[] = [
  ["aws", (args) => (args.includes("s3") || args.includes("s3api") ? "download" : undefined)],
  [
    "gsutil",
    (args) => (args.some((arg) => arg === "cat" || arg === "cp") ? "download" : undefined),
  ],
  ["gcloud", (args) => (args[0] === "storage" ? "download" : undefined)],
  ["rclone", (args) => (firstOf(args) === "cat" ? "download" : undefined)],
  [
    "gh",
    (args) =>
      ["api", "gist", "release", "issue", "pr", "repo", "run"].includes(firstOf(args))
        ? "download"
        : undefined,
  ],
  [
    "glab",
    (args) => (["api", "snippet", "release"].includes(firstOf(args)) ? "download" : undefined),
  ],
];

/** Programs that decode when a flag says so. */
const DECODING_FLAGS: readonly (readonly [string, OriginOf])[] = [
  ...["base64", "gbase64", "base32", "basenc", "gzip", "bzip2", "xz", "lzma", "zstd", "lz4"].map(
    (name) => [name, decodesWhen(/^-[a-zA-Z]*[dD]|^--(?:d|unc)/)] as const,
  ),
  ["crontab", (args) => (args.includes("-l") ? "local" : undefined)],
  ["xxd", decodesWhen(/^-[a-z]*r/)],
  [
    "openssl",
    (args) => {
      if (args[0] === "s_client") return "download";
      return args.includes("-d") || args.includes("-decrypt") ? "decoder" : undefined;
    },
  ],
  ["gpg", decodesWhen(/^-[a-z]*d|^--decrypt/)],
  ["unzip", decodesWhen(/^-[a-z]*[pc]/)],
  ["7z", decodesWhen(/^-so/)],
  ["tar", decodesWhen(/^-?[a-zA-Z]*O|^--to-stdout/)],
  ["bsdtar", decodesWhen(/^-?[a-zA-Z]*O|^--to-stdout/)],
];

const ENVIRONMENT: readonly (readonly [string, OriginOf])[] = [
  [
    "env",
    (args) => (hasOperand(args.filter((arg) => !arg.includes("="))) ? undefined : "environment"),
  ],
  ["printenv", (args) => (hasOperand(args) ? undefined : "environment")],
  ...["export", "declare", "typeset", "set"].map(
    (name) =>
      [
        name,
        (args: readonly string[]) => (listsVariables(args) ? "environment" : undefined),
      ] as const,
  ),
];

function decodesWhen(flag: RegExp): OriginOf {
  return (args) => (args.some((arg) => flag.test(arg)) ? "decoder" : undefined);
}

function hasOperand(args: readonly string[]): boolean {
  return args.some((arg) => !arg.startsWith("-"));
}

/** The first argument that is no flag; empty when there is none. */
function firstOf(args: readonly string[]): string {
  return args.find((arg) => !arg.startsWith("-")) ?? "";
}

/** `kubectl completion bash`, `foo --completion`, `_FOO_COMPLETE=bash_source foo`. */
function isCompletion({ assignments }: Call, args: readonly string[]): boolean {
  const isSpoken = [...args, ...assignments.map(({ name }) => name)].some((word) =>
    word.toLowerCase().includes("comple"),
  );
  if (!isSpoken) return false;
  const operands = args.filter((arg) => !arg.startsWith("-")).slice(0, 2);
  return (
    operands.some((arg) => /^(?:gen(?:erate)?-)?(?:shell-)?completions?$/.test(arg)) ||
    args.some((arg) => /^--(?:show-)?completion(?:=|$)/.test(arg)) ||
    assignments.some(({ name }) => /^_[A-Z0-9_]+_COMPLETE$/.test(name))
  );
}

function readsEnvironment({ words, redirects }: Call): boolean {
  const isEnvironment = ({ value }: ShellWord) =>
    value.startsWith("/proc/") && /^\/proc\/[^/]+\/environ$/.test(value);
  return words.some(isEnvironment) || redirects.some(({ target }) => isEnvironment(target));
}
