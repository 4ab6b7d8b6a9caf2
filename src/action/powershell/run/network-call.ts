import { toPath } from "../../windows/path.ts";
import type { Run } from "./run.ts";
import { toText, type Value } from "./value.ts";

interface Call {
  readonly of: Value;
  readonly name: string;
  readonly args: readonly Value[];
}

/** Methods of the clients of .NET that fetch or send; of whatever object, for a client may come from anywhere. */
export function callNetwork({ name, args }: Call, run: Run): Value | undefined {
  const [url, ...rest] = args.map((arg) => toText(arg));
  if (url === undefined) return undefined;
  const words = toCurl(name.replace(/(?:task)?async$/, ""), url, rest);
  return words === undefined ? undefined : run.engine.tell({ words, label: name }, run);
}

/** The call of curl that does the same. */
function toCurl(name: string, url: string, rest: readonly string[]): string[] | undefined {
  switch (name) {
    case "downloadstring":
    case "downloaddata":
    case "getstring":
    case "getbytearray":
    case "getstream":
    case "openread":
      // `[Text.Encoding]::UTF8.GetString(bytes)` fetches nothing.
      return name === "getstring" && !/^\w+:\/\//.test(url) ? undefined : ["curl", url];
    case "downloadfile":
      return ["curl", "-o", toPath(rest[0] ?? ""), url];
    case "uploadfile":
      return ["curl", "-T", toPath(rest.at(-1) ?? ""), url];
    case "uploadstring":
    case "uploaddata":
    case "uploadvalues":
      return ["curl", "-d", rest.at(-1) ?? "", url];
    case "post":
    case "put":
      return /^\w+:\/\//.test(url) ? ["curl", "-d", rest[0] ?? "", url] : undefined;
    default:
      return undefined;
  }
}
