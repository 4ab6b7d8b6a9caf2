import { readFileSync } from "node:fs";
import path from "node:path";
import { repository } from "./namespace.ts";

/** One environment variable of hooks/hostile-env.json. */
export interface HostileVariable {
  readonly name: string;
  readonly treatment: "blank" | "setgid" | "none";
  /** A hostile value; `$EVIL` stands for a directory of things to load. */
  readonly tried: string;
}

export function readHostileVariables(): HostileVariable[] {
  const table: Record<string, { treatment: HostileVariable["treatment"]; try: string }> =
    JSON.parse(readFileSync(path.join(repository, "hooks/hostile-env.json"), "utf8"));
  return Object.entries(table).map(([name, entry]) => ({
    name,
    treatment: entry.treatment,
    tried: entry.try,
  }));
}
