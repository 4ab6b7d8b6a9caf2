/** A script on the machine's disk, as far as it was read. */
export interface ScriptFile {
  readonly text: string;
  /** False when it goes on. */
  readonly complete: boolean;
  /** Written or changed since the session began. */
  readonly isNew: boolean;
}

/** Gives the script of that path, from the session's directory when it is relative; undefined when there is none. */
export type ReadScript = (path: string) => ScriptFile | undefined;

/** What `#!` says runs a script: the words in front of its path. Undefined where a shell reads it. */
export function readShebang(text: string): readonly string[] | undefined {
  if (!text.startsWith("#!")) return undefined;
  const [line = ""] = text.slice("#!".length).split("\n", 1);
  const words = line.trim().split(/\s+/);
  // The kernel hands on one argument; only `env -S` makes several of it.
  return words[0] === "" ? undefined : words;
}
