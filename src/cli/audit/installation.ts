import path from "node:path";
import type { Layout } from "../../model/installation.ts";
import { StageError } from "../../model/stage.ts";
import { readLayout } from "../../platform/layout.ts";
import { UsageError } from "../usage-error.ts";

/** Where this installation keeps things; `undefined` for an executable that is not installed. */
export function findLayout(): Layout | undefined {
  try {
    return readLayout(path.dirname(process.execPath));
  } catch (error) {
    if (error instanceof StageError) return undefined;
    throw error;
  }
}

/**
 * The paths that were named, or the audit directory of this installation.
 *
 * @throws UsageError where there is neither
 */
export function pathsOr(named: readonly string[]): readonly string[] {
  if (named.length > 0) return named;
  const layout = findLayout();
  if (layout === undefined)
    throw new UsageError(
      "name a PATH: this executable is not installed, and has no log of its own",
    );
  return [layout.audit];
}
