import fs from "node:fs";
import path from "node:path";
import type { RuleBundle } from "../../model/bundle.ts";
import { toBundleText } from "../bundle-file.ts";
import { BUNDLE_FILE, isLoadable, LAST_GOOD_FILE } from "../load-rules.ts";

/**
 * Puts a bundle in force: a reader sees the old one or the new one, never part of one. The one that
 * served before is kept as the last good one, if it could serve.
 *
 * @param directory Absolute.
 * @throws Error of the file system; then the old bundle is still in force.
 */
export function writeBundle(directory: string, bundle: RuleBundle): void {
  const current = path.join(directory, BUNDLE_FILE);
  const text = toBundleText(bundle);
  const previous = isLoadable(current) ? fs.readFileSync(current) : undefined;
  if (previous !== undefined) replaceFile(path.join(directory, LAST_GOOD_FILE), previous);
  replaceFile(current, text);
}

function replaceFile(file: string, content: string | Uint8Array): void {
  const temporary = `${file}.new`;
  fs.rmSync(temporary, { force: true });
  const fd = fs.openSync(temporary, "wx", 0o644);
  try {
    fs.writeFileSync(fd, content);
    // Every hook of every user reads it, whatever the umask of who builds it.
    fs.fchmodSync(fd, 0o644);
    fs.fsyncSync(fd);
  } finally {
    fs.closeSync(fd);
  }
  fs.renameSync(temporary, file);
}
