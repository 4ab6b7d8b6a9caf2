import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { Policy } from "../../src/model/policy.ts";
import { parseBundle, toBundleText } from "../../src/rule/bundle-file.ts";
import { sourceOf } from "../rule/source-of.ts";
import { callOf, type Trial } from "./trial.ts";

/** The policy of a trial's rules, to be changed for a test. */
export class TrialPolicy {
  readonly #file: string;
  /** The bundle as it was built. */
  readonly #built: string;

  constructor({ hooks }: Trial) {
    this.#file = path.join(hooks, "rules", "bundle.jsonl");
    this.#built = readFileSync(this.#file, "latin1");
  }

  /** Makes these changes to the policy as it was built; those of before are gone. */
  change(changes: Partial<Policy>): void {
    const bundle = parseBundle(sourceOf(this.#built));
    if (bundle === undefined) throw new Error("no rules were built");
    writeFileSync(
      this.#file,
      toBundleText({ ...bundle, policy: { ...bundle.policy, ...changes } }),
    );
  }

  restore(): void {
    writeFileSync(this.#file, this.#built, "latin1");
  }
}

/** What was recorded last. */
export function lastRecord(trial: Trial): { readonly unmapped: Record<string, unknown> } {
  const segment = readdirSync(trial.spool).find((name) => name.endsWith(".seg")) ?? "";
  const lines = readFileSync(path.join(trial.spool, segment), "utf8").trim().split("\n");
  return JSON.parse(lines.at(-1) ?? "").record;
}

/** What a command has written, as the client sends it. */
export const outputOf = (stdout: string): string =>
  callOf(
    "Bash",
    { command: "cat x" },
    {
      hook_event_name: "PostToolUse",
      tool_response: { stdout, stderr: "", interrupted: false, isImage: false },
    },
  );
