import { examinerOf } from "../../../src/action/code/registry.ts";
import type { Effect } from "../../../src/action/code/effect.ts";
import { stripMarks } from "../../../src/action/shell/origin.ts";

/** What code does, an effect a line, as the tests write it. */
export function tellEffects(
  program: string,
  code: string,
  args: readonly string[] = [],
): readonly string[] {
  const examine = examinerOf(program);
  return (examine?.(code, args) ?? []).map(describe).map(stripMarks);
}

function describe(effect: Effect): string {
  switch (effect.kind) {
    case "reads":
      return `read ${effect.path}`;
    case "writes":
      return effect.text === undefined
        ? `write ${effect.path}`
        : `write ${effect.path}: ${effect.text}`;
    case "deletes":
      return `delete${effect.isRecursive ? " all" : ""} ${effect.path}`;
    case "does":
      return effect.words.join(" ");
    case "runs":
      return effect.input === undefined
        ? `sh ${effect.text}`
        : `sh ${effect.text} < ${effect.input}`;
    case "spawns":
      return `exec ${effect.words.join(" ")}`;
    case "evaluates":
      return "eval unknown";
    case "requests":
      return ["fetch", effect.url, ...effect.sent].join(" ");
    case "downloads":
      return `download ${effect.url} ${effect.path}`;
    case "queries":
      return `sql ${effect.dialect} ${effect.text}`;
    case "orders":
      return `order ${effect.words.join(" ")}`;
    case "shell on socket":
      return `shell ${effect.isServer ? "for" : "to"} ${effect.host} ${effect.port}`;
  }
}
