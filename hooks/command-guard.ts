import { commandCheck } from "../src/check/command/command-check.ts";
import { egressCheck } from "../src/check/egress/egress-check.ts";
import { toolCheck } from "../src/check/mcp/tool-check.ts";
import { pathCheck } from "../src/check/path/path-check.ts";
import { permissionCheck } from "../src/check/permission/permission-check.ts";
import type { Hook } from "../src/hook.ts";

/** What runs and what it touches. */
export const commandGuard: Hook = {
  name: "command-guard",
  checks: [toolCheck, permissionCheck, commandCheck, pathCheck, egressCheck],
};
