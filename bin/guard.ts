import { basename, dirname } from "node:path";
import { auditLog } from "../hooks/audit-log.ts";
import { commandGuard } from "../hooks/command-guard.ts";
import { guard } from "../hooks/guard.ts";
import { injectionGuard } from "../hooks/injection-guard.ts";
import { secretScan } from "../hooks/secret-scan.ts";
import type { Hook } from "../src/hook.ts";
import type { PartLoader } from "../src/platform/load-part.ts";
import { run } from "../src/run.ts";

const HOOKS: readonly Hook[] = [guard, secretScan, injectionGuard, commandGuard, auditLog];

/**
 * The hook that this process was started as: links to the one executable bear the hooks' names. Under
 * any other name it is the guard, which checks everything.
 */
export function hookOf(name: string): Hook {
  return HOOKS.find((hook) => hook.name === basename(name, ".exe")) ?? guard;
}

/** Entry point of the executable; `directory` holds its rules and its layout, `load` runs another of its parts. */
export function main(load: PartLoader, directory: string = dirname(process.execPath)): void {
  run(hookOf(process.argv0), { directory, load });
}
