import { existsSync } from "node:fs";
import { gitleaksPath, trufflehogPath } from "../../scripts/tools.mjs";

const PATHS = { gitleaks: gitleaksPath, trufflehog: trufflehogPath };

/** Where `npm run tools` has built a real scanner; `undefined` where it has not. */
export function scannerPath(name: keyof typeof PATHS): string | undefined {
  return existsSync(PATHS[name]) ? PATHS[name] : undefined;
}
