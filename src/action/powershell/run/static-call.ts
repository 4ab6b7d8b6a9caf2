import { UNKNOWN } from "../../../model/invocation.ts";
import { readOrigins, unknownFrom } from "../../shell/origin.ts";
import { readEnvironment } from "../../windows/environment.ts";
import { toPath } from "../../windows/path.ts";
import type { Run } from "./run.ts";
import { startProgram } from "./start.ts";
import { text, toItems, toText, UNKNOWN_VALUE, type Value } from "./value.ts";

interface Call {
  readonly of: Value;
  readonly name: string;
  readonly args: readonly Value[];
}

/** A call of one of .NET's own types whose effect, or value, we know. */
export function callStatic({ of, name, args }: Call, run: Run): Value | undefined {
  if (of.kind !== "object") return callInstance(of, name, { args, run });
  const type = of.type.replace(/^system\./, "");
  if (type === "io.file" || type === "io.directory" || /^io\.\w+info$/.test(type))
    return callFiles(type, name, { args, run });
  if (name === "new") return makeObject(type, args, run);
  return callOther(type, name, { args, run });
}

/** `.GetType(name)` of a library, by which its inside is reached; `.Delete()` of a file. */
function callInstance(of: Value, name: string, { args: [first], run }: Given): Value | undefined {
  if (name === "gettype" && first !== undefined)
    return run.engine.tell({ words: ["gettype", toText(first)] }, run);
  if (name !== "delete" || of.kind !== "text" || of.text.startsWith(UNKNOWN)) return undefined;
  return run.engine.tell({ words: ["rm", "-r", "--", toPath(of.text)], label: name }, run);
}

interface Given {
  readonly args: readonly Value[];
  readonly run: Run;
}

function callFiles(type: string, name: string, { args, run }: Given): Value {
  const [path = UNKNOWN, other = UNKNOWN] = args.map((arg) => toPath(toText(arg)));
  const words = toWords(type, name, [path, other]);
  if (words === undefined) return UNKNOWN_VALUE;
  const input = words[0] === "tee" ? args[1] : undefined;
  return run.engine.tell({ words, input, label: `[${type}]::${name}` }, run);
}

const FILE_CALLS: readonly (readonly [RegExp, readonly string[]])[] = [
  [/^(?:read|open(?!write))/, ["cat"]],
  [/^(?:write|append|create(?!directory)|openwrite)/, ["tee"]],
  [/^copy/, ["cp", "--"]],
  [/^(?:move|replace)/, ["mv", "--"]],
  [/^createdirectory/, ["mkdir"]],
  [/^(?:get|enumerate)/, ["ls"]],
];

function toWords(
  type: string,
  name: string,
  [path, other]: readonly [string, string],
): string[] | undefined {
  if (name === "delete") return ["rm", ...(type === "io.directory" ? ["-r"] : []), "--", path];
  const [, words] = FILE_CALLS.find(([pattern]) => pattern.test(name)) ?? [];
  if (words === undefined) return undefined;
  return words.length > 1 ? [...words, path, other] : [...words, path];
}

/** `New-Object x`, `[x]::new()`: what it is, told where it opens a connection. */
export function makeObject(type: string, args: readonly Value[], run: Run): Value {
  const given = args.flatMap(toItems).map((arg) => toText(arg));
  run.engine.tell({ words: ["new-object", type, ...given] }, run);
  const [host, port] = given;
  if (type.includes("tcpclient") && host !== undefined && port !== undefined)
    run.engine.tell({ words: ["nc", host, port], label: "new-object" }, run);
  return { kind: "object", type };
}

function callOther(type: string, name: string, { args, run }: Given): Value | undefined {
  const [first] = args;
  const given = first === undefined ? "" : toText(first);
  if (name === "gettype") return callInstance(UNKNOWN_VALUE, name, { args, run });
  switch (`${type}.${name}`) {
    case "scriptblock.create":
      return { kind: "block", body: [], text: given };
    case "convert.frombase64string":
      return given.includes(UNKNOWN) || given === ""
        ? text(unknownFrom(["decoder", ...readOrigins(given)]))
        : { kind: "bytes", bytes: Buffer.from(given, "base64") };
    case "diagnostics.process.start":
      return startProgram(given, args[1], run);
    case "reflection.assembly.load":
      return run.engine.runText(toText(first ?? UNKNOWN_VALUE), run);
    case "environment.getenvironmentvariable":
      return text(readEnvironment(given) ?? UNKNOWN);
    case "environment.getfolderpath":
      return text(given.toLowerCase() === "userprofile" ? "~" : UNKNOWN);
    default:
      return joinStrings(`${type}.${name}`, args, run) ?? runShell(type, name, { args, run });
  }
}

function joinStrings(name: string, args: readonly Value[], run: Run): Value | undefined {
  const [first, ...others] = args;
  if (first === undefined) return undefined;
  const pieces = others.flatMap(toItems).map((item) => toText(item));
  let joined: string | undefined;
  if (name === "string.join") joined = pieces.join(toText(first));
  else if (name === "string.concat") joined = toText(first, "") + pieces.join("");
  else if (name === "io.path.combine") joined = [toText(first), ...pieces].join("\\");
  if (joined === undefined) return undefined;
  return text(run.frame.engine.ledger.spendUnits(joined.length) ? joined : UNKNOWN);
}

/** The objects of the scripting host: `(New-Object -ComObject WScript.Shell).Run(x)`. */
function runShell(type: string, name: string, { args, run }: Given): Value | undefined {
  const [first, second] = args;
  if (first === undefined || !/shell|win32_process|mmc20/.test(type)) return undefined;
  if (name === "shellexecute") return startProgram(toText(first), second, run);
  if (!/^(?:run|exec|create|executeshellcommand)$/.test(name)) return undefined;
  return run.engine.tell({ words: ["cmd", "/c", toText(first)], label: `${type}.${name}` }, run);
}
