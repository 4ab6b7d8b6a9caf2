import type { Invocation } from "../../model/invocation.ts";
import { UNKNOWN } from "../../model/invocation.ts";
import type { NamedPath } from "./effect.ts";
import { patchedPaths } from "./patched-paths.ts";
import { scriptPaths } from "./transfer-scripts.ts";

/** The paths that stand in what a command reads, as far as the line says what that is. Linear in the text. */
export function fedPaths(invocation: Invocation): readonly NamedPath[] {
  switch (invocation.program) {
    case "sftp":
    case "ftp":
    case "lftp":
    case "tftp":
    case "smbclient":
      return scriptPaths(invocation);
    case "git":
    case "patch":
      return patchedPaths(invocation);
    case "ed":
    case "red":
    case "ex":
      return writtenByScript(invocation);
    case "cpio":
    case "pax":
      return listedNames(invocation, /^(?:-[a-zA-Z]*[opw]|--create|--pass-through)/);
    case "zip":
      return listedNames(invocation, /^-@$/);
    case "tar":
    case "gtar":
    case "bsdtar":
      return listedNames(invocation, /^(?:-[a-zA-Z]*T-?|--files-from(?:=-)?)$/);
    case "rsync":
      return listedNames(invocation, /^--files-from(?:=-)?$/);
    default:
      return [];
  }
}

/** Names of files, one a line, of which the program reads each: those that nobody can know, too. */
function listedNames({ words, feed }: Invocation, asked: RegExp): readonly NamedPath[] {
  if (!words.some(({ value }, at) => at > 0 && asked.test(value))) return [];
  if (feed.kind === "pipe") return [{ written: UNKNOWN, access: "read" }];
  return feed.kind === "text" ? linesOf(feed.text, "read") : [];
}

const WRITE = /^\s*[\d,.$%;]{0,32}(?:w|wq|W|write|saveas)!?[ \t]+([^!\s].*)$/;

/** `w file` in the commands of a line editor. */
function writtenByScript({ feed }: Invocation): readonly NamedPath[] {
  if (feed.kind !== "text" || !/[wW]/.test(feed.text)) return [];
  const names = feed.text.split("\n").flatMap((line) => WRITE.exec(line)?.[1] ?? []);
  return linesOf(names.join("\n"), "write");
}

function linesOf(text: string, access: "read" | "write"): readonly NamedPath[] {
  return text
    .split(/[\n\0]/)
    .map((line) => line.trim())
    .filter((line) => line !== "")
    .map((written) => ({ written, access }));
}
