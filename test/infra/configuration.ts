import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { isSqlSkipped } from "./describe-tools.ts";
import { infra, runPython } from "./lake.ts";

/** A block of Terraform's language: a literal is as it reads, an expression stands in `${}`. */
const block = z.object({
  kind: z.string(),
  labels: z.array(z.string()),
  body: z.record(z.string(), z.unknown()),
});

export type Block = z.infer<typeof block>;
export type Body = Block["body"];

/** Every folder that is a configuration of its own. */
export const FOLDERS = [".", "examples/minimal", "examples/cross-account"];

/** The blocks of each folder, as a parser of the language reads them; none where that is skipped. */
export function readConfigurations(): ReadonlyMap<string, readonly Block[]> {
  if (isSqlSkipped) return new Map();
  const folders = FOLDERS.map((folder) => path.join(infra, folder));
  const read = z.record(z.string(), z.array(block));
  const found = read.parse(runPython("read_configuration.py", { folders }));
  return new Map(FOLDERS.map((folder) => [folder, found[path.join(infra, folder)] ?? []]));
}

/** The files of a folder in one text, without comments. */
export function readText(folder: string): string {
  const place = path.join(infra, folder);
  return readdirSync(place)
    .filter((name) => name.endsWith(".tf"))
    .map((name) => readFileSync(path.join(place, name), "utf8"))
    .join("\n")
    .replaceAll(/^\s*#.*$/gm, "");
}

const body = z.record(z.string(), z.unknown());

/** A nested block, or a member of one, by its path: `rule.default_retention`. The first where there are several. */
export function nested(outer: Body, ...names: readonly string[]): Body {
  let inner: unknown = outer;
  for (const name of names) {
    const member: unknown = body.parse(inner)[name];
    inner = Array.isArray(member) ? member[0] : member;
  }
  return body.parse(inner);
}

/** The bodies of nested blocks: of the block's own, and of the `content` of dynamic ones. */
export function listNested(outer: Body): (readonly [string, Body])[] {
  return Object.entries(outer).flatMap(([name, member]) => {
    const bodies = z.array(body).min(1).safeParse(member).data ?? [];
    if (name !== "dynamic") return bodies.map((inner): [string, Body] => [name, inner]);
    return bodies.flatMap((labelled) =>
      Object.entries(labelled).map(([label, inner]): [string, Body] => [
        label,
        nested(body.parse(inner), "content"),
      ]),
    );
  });
}
