import type { Json } from "../model/json.ts";

/** Tools that answer with an object, but with a mere string when the command failed. */
const COMMAND_TOOLS: ReadonlySet<string | undefined> = new Set(["Bash", "PowerShell", "Monitor"]);

/**
 * A changed answer in a shape that the host takes. It takes the tool's own shape, but not the string that a
 * failed command answers with: that has to become the object of one that ran (docs/HOST.md).
 */
export function toShape(output: Json, tool: string | undefined): Json {
  if (typeof output !== "string" || !COMMAND_TOOLS.has(tool)) return output;
  return { stdout: output, stderr: "", interrupted: false, isImage: false };
}
