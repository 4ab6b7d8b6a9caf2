import { dirname, resolve } from "node:path";
import type { FileText, Machine } from "../../../model/check.ts";
import { configValue, type GitConfig, parseGitConfig } from "./git-config.ts";

/** Directories looked into above one that a command runs in. */
const MAX_LEVELS = 40;

/** What a repository on disk says of itself. */
export interface LocalRepository {
  /** The branch that is checked out; `undefined` where none is. */
  readonly branch: string | undefined;
  /** The commit that is checked out by itself; `undefined` where a branch is. */
  readonly commit: string | undefined;
  /** As much of the configuration's file as was read. */
  readonly configText: string;
  readonly config: GitConfig;
  /** False where other files have a say in the configuration, or it was too long to read. */
  readonly isWhole: boolean;
}

type Reader = Pick<Machine, "readText">;

/** The repository that a directory lies in: its `.git`, a worktree's and a submodule's file followed. */
export function findRepository(start: string, machine: Reader): LocalRepository | undefined {
  let directory = start;
  for (let level = 0; level < MAX_LEVELS; level += 1) {
    const found = readGitDirectory(followFile(directory, machine), machine);
    if (found !== undefined) return found;
    const parent = dirname(directory);
    if (parent === directory) return undefined;
    directory = parent;
  }
  return undefined;
}

/** `.git`, or where the file of that name leads. */
function followFile(directory: string, { readText }: Reader): string {
  const own = `${directory}/.git`;
  const text = readText(own)?.text;
  if (text?.startsWith(LINK) !== true) return own;
  const [target = ""] = text.slice(LINK.length, 4096).split("\n", 1);
  return target.trim() === "" ? own : resolve(directory, target.trim());
}

const LINK = "gitdir: ";

/** @param directory Where HEAD lies. */
export function readGitDirectory(
  directory: string,
  { readText }: Reader,
): LocalRepository | undefined {
  const head = readText(`${directory}/HEAD`);
  if (head === undefined) return undefined;
  const common = readText(`${directory}/commondir`)?.text.trim();
  const shared = common === undefined ? directory : resolve(directory, common);
  const file = readText(`${shared}/config`);
  return toRepository(head.text, file);
}

/** Most is asked for by few calls, and every call is recorded with its branch: the rest is worked out when it is. */
function toRepository(head: string, file: FileText | undefined): LocalRepository {
  const branch = toBranch(head);
  const configText = file?.text ?? "";
  let config: GitConfig | undefined;
  return {
    branch,
    commit: branch === undefined ? toCommit(head) : undefined,
    configText,
    get config() {
      return (config ??= parseGitConfig(configText));
    },
    get isWhole() {
      return file?.complete === true && !hasOthers(this.config);
    },
  };
}

const BRANCH = "ref: refs/heads/";

function toBranch(head: string): string | undefined {
  if (!head.startsWith(BRANCH)) return undefined;
  const [line = ""] = head.slice(BRANCH.length).split("\n", 1);
  const [name = ""] = line.trimEnd().split(" ", 1);
  return name === "" ? undefined : name;
}

function toCommit(head: string): string | undefined {
  return /^(?:[0-9a-f]{40}|[0-9a-f]{64})(?=\s*$)/.exec(head)?.[0];
}

/** Files that are included, and URLs that are written another way than they are used. */
function hasOthers(config: GitConfig): boolean {
  return (
    [...config.keys()].some((key) => /^(?:include|includeif|url)\./.test(key)) ||
    configValue(config, "extensions.worktreeconfig") === "true"
  );
}

/** Every URL of every remote. */
export function remoteUrls({ config }: LocalRepository): string[] {
  return [...config].flatMap(([key, urls]) => (/^remote\..+\.(?:push)?url$/.test(key) ? urls : []));
}
