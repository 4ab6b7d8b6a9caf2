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

/**
 * The first value of a key in a section that git itself has written: a line for the section's head, and one for the
 * key, without quotes and comments. `undefined` where there is none of that form. A fraction of what parsing costs.
 */
export function findPlainValue(text: string, head: string, key: string): string | undefined {
  const start = text.startsWith(head) ? 0 : text.indexOf(`\n${head}\n`);
  if (start < 0) return undefined;
  const end = text.indexOf("\n[", start + head.length);
  const section = text.slice(start + head.length, end < 0 ? undefined : end);
  const mark = `\n\t${key} = `;
  const at = section.indexOf(mark);
  if (at < 0) return undefined;
  const [value = ""] = section.slice(at + mark.length).split("\n", 1);
  return ['"', "#", ";", "\\"].some((sign) => value.includes(sign)) ? undefined : value.trim();
}
