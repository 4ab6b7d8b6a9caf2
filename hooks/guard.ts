import { commandCheck } from "../src/check/command/command-check.ts";
import { injectionCheck } from "../src/check/injection/injection-check.ts";
import { egressCheck } from "../src/check/egress/egress-check.ts";
import { toolCheck } from "../src/check/mcp/tool-check.ts";
import { pathCheck } from "../src/check/path/path-check.ts";
import { permissionCheck } from "../src/check/permission/permission-check.ts";
import { piiCheck } from "../src/check/pii/pii-check.ts";
import { secretCheck } from "../src/check/secret/secret-check.ts";
import type { Hook } from "../src/hook.ts";

/** All checks in one process: the default. */
export const guard: Hook = {
  name: "guard",
  checks: [
    toolCheck,
    permissionCheck,
    commandCheck,
    pathCheck,
    egressCheck,
    secretCheck,
    injectionCheck,
    piiCheck,
  ],
};
