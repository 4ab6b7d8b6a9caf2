import type { Machine } from "../model/check.ts";
import type { ActionContext } from "./context.ts";
import { toAbsolute } from "./paths.ts";
import { MAX_SCRIPT_BYTES } from "./shell/bounds.ts";
import type { ReadScript } from "./shell/script.ts";

/** What is installed there is the system's, and no script of anyone's that an agent works for. */
const SYSTEM = /^\/(?:usr|bin|sbin|lib|lib64|nix|snap|System|Library)\//;

/** How the walk of a line looks at the scripts that it runs by path. */
export function scriptReader({ machine, place }: ActionContext): ReadScript {
  return (written) => {
    const path = toAbsolute(written, place);
    if (SYSTEM.test(path)) return undefined;
    const file = machine.readText(path, MAX_SCRIPT_BYTES);
    if (file === undefined) return undefined;
    const { text, complete, changed } = file;
    return { text, complete, isNew: isNew(changed, machine) };
  };
}

/** Where nobody knows when it was changed, or when the session began, it may have been in between. */
function isNew(changed: number | undefined, { sessionStart }: Machine): boolean {
  const start = changed === undefined ? undefined : sessionStart?.();
  return changed === undefined || start === undefined || changed >= start;
}
