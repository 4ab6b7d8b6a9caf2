import type { Invocation } from "../../model/invocation.ts";
import type { NamedPath } from "./effect.ts";

/** `put a`, `mput -r a b`: what goes to the other machine, up to the end of the command. */
const PUT = /(?:^|[\n;])[ \t]*(?:m?put|reput)[ \t]+([^\n;]+)/g;

/** The files that the commands given to a program of transfers send, on its command line or as its input. */
export function scriptPaths({ words, feed }: Invocation): NamedPath[] {
  const scripts = words.slice(1).map(({ value }) => value);
  if (feed.kind === "text") scripts.push(feed.text);
  return scripts
    .filter((text) => text.includes("put"))
    .flatMap((text) => [...text.matchAll(PUT)].flatMap(([, list = ""]) => list.split(/[ \t]+/)))
    .filter((word) => word !== "" && !word.startsWith("-"))
    .map((written) => ({ written: written.replace(/^(["'])(.*)\1$/, "$2"), access: "read" }));
}
