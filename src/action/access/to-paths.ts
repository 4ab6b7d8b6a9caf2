import { UNKNOWN } from "../../model/invocation.ts";
import { isFileUrl, isUrl } from "../url.ts";
import type { Effect, NamedPath } from "./effect.ts";

/** The paths in a word's value, given what the program does with it. */
export function toPaths(effect: Effect, value: string): NamedPath[] {
  if (value === "" || isUrl(value)) return effect === "download" ? savedUrl(value) : [];
  switch (effect) {
    case "read":
    case "write":
    case "delete":
      return [{ written: value, access: effect }];
    case "mention":
      return mentioned(value);
    case "revision":
      return revised(value);
    case "edit":
    case "consume":
      return [
        { written: value, access: "read" },
        { written: value, access: effect === "edit" ? "write" : "delete" },
      ];
    case "fill":
      return [{ written: value, access: "write" }, ...contentsOf(value)];
    case "tighten":
      return [{ written: value, access: "write", elsewhere: true }];
    case "source":
      return /(?:^|\/)\.env[^/]*$/i.test(value) ? [] : mentioned(value);
    case "filter":
      return value.startsWith("!") ? [] : mentioned(value);
    default:
      return inSyntax(effect, value);
  }
}

/** What is put into a directory under names that nobody says: a file of any name, a hidden one as well. */
export function contentsOf(directory: string): NamedPath[] {
  return [UNKNOWN, `.${UNKNOWN}`].map((name) => ({
    written: `${directory}/${name}`,
    access: "write",
  }));
}

/** Values that are more than a path. */
function inSyntax(effect: Effect, value: string): NamedPath[] {
  switch (effect) {
    case "data":
      return value.startsWith("@") ? reads([value.slice(1)]) : [];
    case "labelled": {
      const at = value.search(/[@=]/);
      return value[at] === "@" ? reads([value.slice(at + 1)]) : [];
    }
    case "item": {
      const file = /^[^\s:=@/]*(?::?=)?@(.+)$/.exec(value)?.[1];
      return file === undefined ? [] : reads([file.replace(/;type=[^;]*$/, "")]);
    }
    case "form":
      return formFiles(value);
    case "mount":
      return mounted(value);
    case "pair":
      return paired(value);
    case "url":
    case "download":
      return isFileUrl(value) ? reads([value]) : [];
    default:
      return [];
  }
}

function reads(paths: readonly string[]): NamedPath[] {
  return paths
    .filter((path) => path !== "" && path !== "-")
    .map((written) => ({ written, access: "read" }));
}

/**
 * A word that could be a path, or name one behind a prefix (`if=x`, `@x`). Prose is not: a commit
 * message may speak of `.env` without opening it.
 */
function mentioned(word: string): NamedPath[] {
  const value =
    word.includes("=") || word.startsWith("@") ? word.replace(/^(?:[a-z]{2,8}=@?|@)/, "") : word;
  if (value === "" || isUrl(value) || value.includes("\n")) return [];
  const mayBePath = /^[~/]/.test(value) || !/\s/.test(value);
  return mayBePath ? [{ written: value, access: "mention" }] : [];
}

function revised(value: string): NamedPath[] {
  const path = /^[^/:]*:(.+)$/.exec(value)?.[1];
  return [...mentioned(value), ...(path === undefined ? [] : mentioned(path))];
}

function formFiles(value: string): NamedPath[] {
  const content = value.slice(value.indexOf("=") + 1);
  if (!/^[@<]/.test(content)) return [];
  return reads(
    content
      .slice(1)
      .split(",")
      .map((part) => (part.split(";")[0] ?? "").replace(/^"(.*)"$/, "$1")),
  );
}

/** Only the side of this machine counts. To mount the whole system for writing is to write to it. */
function mounted(value: string): NamedPath[] {
  const source = /(?:^|,)(?:source|src)=([^,]*)/.exec(value)?.[1];
  const host = source ?? value.split(":")[0] ?? "";
  // A name without a slash is a volume of the container engine.
  if (!/[/~]|^\.|\uFFFC/.test(host)) return [];
  const isWritable = !/(?::|,)(?:ro|readonly)\b/.test(value);
  const isSystem = /^\/+(?:(?:etc|usr|bin|sbin|lib|boot)\/*)?$/.test(host);
  const named: NamedPath[] = [{ written: host, access: "mention" }];
  return isSystem && isWritable ? [...named, { written: host, access: "write" }] : named;
}

function paired(value: string): NamedPath[] {
  const pair = /^(if|of)=([\s\S]+)$/.exec(value);
  if (pair?.[2] === undefined) return [];
  return [{ written: pair[2], access: pair[1] === "of" ? "write" : "read" }];
}

/** `curl -O` and `wget` save under the last segment of the URL. */
function savedUrl(url: string): NamedPath[] {
  const name = /^[^?#]*\/([^/?#]+)(?:[?#]|$)/.exec(url)?.[1];
  return name === undefined ? [] : [{ written: `./${name}`, access: "write" }];
}
