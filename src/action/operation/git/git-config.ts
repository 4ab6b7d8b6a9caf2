/** A configuration file of git: values by `section.subsection.key`, section and key in lower case. */
export type GitConfig = ReadonlyMap<string, readonly string[]>;

const SECTION = /^\[\s*([A-Za-z0-9.-]+)(?:\s+"((?:[^"\\]|\\.)*)")?\s*\]/;
const ENTRY = /^([A-Za-z][A-Za-z0-9-]*)\s*(?:=\s*(.*))?$/;

/** More lines than any repository's configuration has. */
const MAX_LINES = 5000;

/** Total: what is not understood is passed over. Linear in the text. */
export function parseGitConfig(text: string): GitConfig {
  const config = new Map<string, string[]>();
  let section = "";
  for (const raw of text.split("\n", MAX_LINES)) {
    let line = raw.trim();
    // What goes on in the next line is read by nobody here, and so the rest is not the whole.
    if (line.endsWith("\\")) config.set("include.continued", ["true"]);
    const head = SECTION.exec(line);
    if (head !== null) {
      const [whole, name = "", subsection] = head;
      section =
        subsection === undefined ? name.toLowerCase() : `${name.toLowerCase()}.${subsection}`;
      line = line.slice(whole.length).trim();
    }
    const [, key, value = "true"] = ENTRY.exec(line) ?? [];
    if (key === undefined) continue;
    const full = `${section}.${key.toLowerCase()}`;
    const known = config.get(full);
    if (known === undefined) config.set(full, [toValue(value)]);
    else known.push(toValue(value));
  }
  return config;
}

/** Without quotes and comment. */
function toValue(written: string): string {
  const quoted = /^"((?:[^"\\]|\\.)*)"\s*(?:[#;].*)?$/.exec(written)?.[1];
  if (quoted !== undefined) return quoted.replaceAll(/\\(["\\])/g, "$1");
  const comment = written.search(/\s[#;]/);
  return (comment < 0 ? written : written.slice(0, comment)).trim();
}

/** The value that counts: the last. */
export function configValue(config: GitConfig, key: string): string | undefined {
  return config.get(key)?.at(-1);
}
