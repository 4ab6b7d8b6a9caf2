import type { Script } from "./fake-api.ts";

/** One headless session of the real client. */
export interface Scenario extends Script {
  /** The client's executable. */
  readonly client: string;
  /** A home directory of its own; the project is `project` in it. */
  readonly home: string;
  readonly prompt?: string;
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Files to begin with, by path from the project; one that starts with `#!` is executable. */
  readonly files?: Readonly<Record<string, string>>;
  readonly noNewPrivileges?: boolean;
}

/** What the model got as the result of one tool call. */
export interface ToolResult {
  readonly isError: boolean;
  readonly text: string;
}

export interface SessionResult {
  readonly code: number | undefined;
  readonly stdout: string;
  readonly stderr: string;
  readonly toolResults: readonly ToolResult[];
  /** Every request to the model, as JSON. */
  readonly modelSaw: string;
  /** Names in the project when the session was over. */
  readonly projectFiles: readonly string[];
}
