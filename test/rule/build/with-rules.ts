import fs from "node:fs";
import os from "node:os";
import path from "node:path";

/** A directory of rules that is there while `use` runs: files by name, drop-ins as `rules.d/name`. */
export function withRules<T>(
  files: Readonly<Record<string, string>>,
  use: (directory: string) => T,
): T {
  const directory = fs.mkdtempSync(path.join(os.tmpdir(), "toolgate-rules-"));
  try {
    for (const [name, text] of Object.entries({ VERSION: "1.2.3\n", ...files })) {
      const file = path.join(directory, name);
      fs.mkdirSync(path.dirname(file), { recursive: true });
      fs.writeFileSync(file, text);
    }
    return use(directory);
  } finally {
    fs.rmSync(directory, { recursive: true });
  }
}
