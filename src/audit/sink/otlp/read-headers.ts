import { readSecretFile, SinkFileError } from "../sink-files.ts";

const NAME = /^[A-Za-z0-9!#$%&'*+.^_`|~-]{1,128}$/;
const VALUE = /^[\x20-\x7e]{1,8192}$/;

/** Headers of a file, `Name: value` a line. @throws SinkFileError, in which nothing of the file stands */
export function readHeaders(path: string | undefined): Readonly<Record<string, string>> {
  if (path === undefined) return {};
  const lines = readSecretFile(path, "headers_file").split(/\r?\n/);
  const headers: Record<string, string> = {};
  for (const [index, line] of lines.entries()) {
    if (line.trim() === "") continue;
    const colon = line.indexOf(":");
    const name = line.slice(0, colon).trim();
    const value = line.slice(colon + 1).trim();
    if (colon < 0 || !NAME.test(name) || !VALUE.test(value))
      throw new SinkFileError(`its headers_file has no header in line ${index + 1}`);
    headers[name.toLowerCase()] = value;
  }
  return headers;
}
