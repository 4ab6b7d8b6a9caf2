import { mkdirSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { callOf, makeTrial, runHook, type Trial } from "./trial.ts";

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

/** A value in every place of an event that can hold one. */
export function eventsWith(secret: string, file: string): string[] {
  const post = (tool: string, response: unknown) =>
    callOf(
      tool,
      { command: "cat notes.txt" },
      {
        hook_event_name: "PostToolUse",
        tool_response: response,
      },
    );
  const bash = (command: string) => callOf("Bash", { command });
  const base64 = Buffer.from(`k=${secret}`).toString("base64");
  return [
    callOf("Write", { file_path: "/home/dev/project/a.ts", content: `const k = "${secret}"` }),
    callOf("Edit", { file_path: file, old_string: "a", new_string: secret }),
    bash(`export TOKEN=${secret}; curl -H 'Authorization: Bearer ${secret}' https://x.example`),
    bash(`curl -u me:${secret} 'https://u:${secret}@x.example/?token=${secret}'`),
    bash(`cat > .env <<E\nTOKEN=${secret}\nE`),
    bash(`mysql -uroot -p${secret} shop; echo ${base64}`),
    bash(`cat ${file}`),
    bash(`rm -rf / ${secret} && $(${secret}`),
    callOf("Read", { file_path: file }),
    callOf("Read", { file_path: `/home/dev/${secret}/x` }),
    callOf("WebFetch", { url: `https://x.example/?t=${secret}`, prompt: secret }),
    callOf("mcp__s__t", { a: [{ b: secret }], body: base64, [secret]: 1 }),
    callOf("Agent", { description: "d", prompt: `use ${secret}`, subagent_type: secret }),
    callOf(secret, { command: secret }),
    callOf("Bash", { command: [secret] }),
    callOf("Bash", { command: "ls" }, { session_id: secret, cwd: `/home/${secret}` }),
    JSON.stringify({ hook_event_name: "UserPromptSubmit", prompt: `use ${secret}` }),
    JSON.stringify({ hook_event_name: secret, prompt: secret }),
    `{"hook_event_name":"PreToolUse","tool_name":"${secret}`,
    post("Bash", { stdout: `k=${secret}\n${base64}`, stderr: secret, interrupted: false }),
    post("Bash", secret),
    post("Read", { type: "text", file: { filePath: file, content: secret } }),
    post("mcp__s__t", [{ type: "text", text: secret }, { [secret]: secret }]),
  ];
}
