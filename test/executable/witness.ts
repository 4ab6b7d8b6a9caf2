import { mkdirSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { makeTrial, runHook, type Trial } from "./trial.ts";

/** A trial of which everything that it says and writes is kept, to be searched for what was planted. */
export class Witness {
  readonly trial: Trial = makeTrial();
  /** A home and a directory for temporary files, which a run may write to. */
  readonly folders: readonly string[];

  constructor() {
    this.folders = ["home", "tmp"].map((name) => path.join(this.trial.root, name));
    for (const folder of this.folders) mkdirSync(folder);
  }

  /** All that the hook answers to the events, one after another. */
  async play(events: readonly string[]): Promise<string> {
    const [home, temporary] = this.folders;
    const env = { HOME: home, TMPDIR: temporary, XDG_CACHE_HOME: home, XDG_STATE_HOME: home };
    const said: string[] = [];
    for (const event of events) {
      const { stdout, stderr } = await runHook(this.trial, event, { env });
      said.push(stdout, stderr);
    }
    return said.join("\n");
  }

  /** Everything in the directories that a run could write to, but the rules and the executable, which it reads. */
  writtenFiles(): string {
    const { spool, hooks } = this.trial;
    return [spool, ...this.folders, hooks]
      .flatMap((folder) => readdirSync(folder, { recursive: true, withFileTypes: true }))
      .filter((entry) => entry.isFile() && entry.name !== "guard")
      .filter(({ parentPath }) => !parentPath.startsWith(path.join(hooks, "rules")))
      .map((entry) => readFileSync(path.join(entry.parentPath, entry.name), "latin1"))
      .join("\n");
  }

  remove(): void {
    this.trial.remove();
  }
}
