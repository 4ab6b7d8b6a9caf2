import type { Feed } from "../../../model/invocation.ts";
import { UNKNOWN } from "../../../model/invocation.ts";
import type { Effect } from "../../code/effect.ts";
import type { Inner } from "../call.ts";
import { toKnownWord } from "../expand/fields.ts";
import { toFeed } from "../origin.ts";
import { toSql } from "../program/sql-text.ts";

/** What code does, as the command that does the same. */
export function toInner(effect: Effect, label: string): Inner {
  switch (effect.kind) {
    case "reads":
      return command(["cat", effect.path]);
    case "writes":
      return command(["tee", effect.path], effect.text);
    case "deletes":
      return command([...(effect.isRecursive ? ["rm", "-rf"] : ["rm"]), "--", effect.path]);
    case "does":
    case "orders":
      return command(effect.words);
    case "runs":
      return effect.text.trimStart().startsWith(UNKNOWN) && !/\s/.test(effect.text.trim())
        ? command([effect.text.trim()], effect.input)
        : { kind: "source", text: effect.text, label, ...feedOf(effect.input) };
    case "spawns":
      return command(effect.words, effect.input);
    case "evaluates":
      return command([effect.code]);
    case "requests":
      return command(["curl", ...effect.sent.flatMap((text) => ["-d", text]), effect.url]);
    case "downloads":
      return command(["curl", "-o", effect.path, effect.url]);
    case "queries":
      return toSql({ text: effect.text }, effect.dialect);
    case "shell on socket":
      return effect.isServer
        ? command(["nc", "-l", "-p", effect.port, "-e", "/bin/sh"])
        : command(["nc", "-e", "/bin/sh", effect.host, effect.port]);
  }
}

function command(words: readonly string[], input?: string): Inner {
  return { kind: "command", words: words.map(toKnownWord), ...feedOf(input) };
}

function feedOf(input: string | undefined): { readonly feed?: Feed } {
  return input === undefined ? {} : { feed: toFeed(input) };
}
