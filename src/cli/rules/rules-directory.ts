import path from "node:path";
import { UsageError } from "../usage-error.ts";

/**
 * The one directory that a command names, or the rules beside the executable.
 *
 * @throws UsageError when it names more.
 */
export function rulesDirectory(positionals: readonly string[]): string {
  const [directory = path.join(path.dirname(process.execPath), "rules"), ...more] = positionals;
  if (more.length > 0) throw new UsageError(`rules takes one directory, not also "${more[0]}"`);
  return directory;
}
