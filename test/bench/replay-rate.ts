import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import path from "node:path";
import { root } from "../../scripts/runtime.mjs";
import { callOf } from "../executable/trial.ts";

const EVENTS = 20_000;

/** Events a second of `toolgate replay` over small events of several kinds. */
export function measureReplay(place: string): number {
  const lines = Array.from({ length: EVENTS }, (_, index) => smallEvent(index));
  const file = path.join(place, "events.jsonl");
  writeFileSync(file, `${lines.join("\n")}\n`);
  const started = performance.now();
  const toolgate = path.join(root, "dist", "hooks", "toolgate");
  const { status } = spawnSync(toolgate, ["replay", file], { stdio: "ignore" });
  if (status !== 0) throw new Error(`toolgate replay ended with ${status}`);
  return EVENTS / ((performance.now() - started) / 1000);
}

function smallEvent(index: number): string {
  const file = `/home/dev/project/src/file-${index % 500}.ts`;
  switch (index % 4) {
    case 0:
      return callOf("Bash", { command: `git log --oneline -${index % 90} | head -5` });
    case 1:
      return callOf("Read", { file_path: file });
    case 2:
      return callOf("Edit", { file_path: file, old_string: "a", new_string: `b${index}` });
    default:
      return callOf("Grep", { pattern: `item${index}`, path: "/home/dev/project/src" });
  }
}
