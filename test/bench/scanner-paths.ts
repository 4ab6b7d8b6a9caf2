import { existsSync } from "node:fs";
import path from "node:path";
import { root } from "../../scripts/runtime.mjs";

/** What `npm run tools` makes, by the names under which the script tells where it is. */
const built: Readonly<Record<string, unknown>> = await import(path.join(root, "scripts/tools.mjs"));

/**
 * Where a real scanner is: `$TOOLGATE_GITLEAKS` or `$TOOLGATE_TRUFFLEHOG`, or where `npm run tools` has built it;
 * `undefined` where there is none.
 */
export function scannerPath(name: "gitleaks" | "trufflehog"): string | undefined {
  const place = process.env[`TOOLGATE_${name.toUpperCase()}`] ?? built[`${name}Path`];
  return typeof place === "string" && existsSync(place) ? place : undefined;
}
