import { UNKNOWN } from "../../model/invocation.ts";
import { toKnownWord } from "../shell/expand/fields.ts";
import { type Frame, nestFrame, type Output, reenterFrame } from "../shell/frame.ts";
import { runCall } from "../shell/node/call.ts";
import { writeFile } from "../shell/node/files.ts";
import { toFeed } from "../shell/origin.ts";
import { toNative } from "../windows/native.ts";
import { toPath, toPathLike } from "../windows/path.ts";
import { isInternal, toUnix } from "./effects.ts";
import { type CmdCommand, CmdScanner } from "./scanner.ts";

/** Items of a loop that its command is walked with. */
const MAX_ITEMS = 4;

/** `if not exist x`, `if "%a%"=="b"`, `if defined x`, `else`, `call`: what behind it runs is a command. */
const CONDITION =
  /(?:else|do|call|if(?:\s+\/i)?(?:\s+not)?\s+(?:(?:exist|defined|errorlevel|cmdextversion)\s+(?:"[^"\n]*"|\S+)|(?:"[^"\n]*"|[^\s="]{1,256})\s*(?:==|equ|neq|lss|leq|gtr|geq)\s*(?:"[^"\n]*"|[^\s"(]+)))(?=[\s(])/iy;

const COMMENT = /(?:rem(?=\s|$)|:)[^\n]*/iy;

const LOOP =
  /for(?:\s+\/([dlrf])(?:\s+(?!%)("[^"\n]*"|[^\s("]+))?)?\s+(%%?[a-z])\s+in\s*\(([^)\n]*)\)\s*do(?=[\s(@])/iy;

/** A source of cmd.exe in progress. */
interface Line {
  readonly frame: Frame;
  /** Names in lower case. */
  readonly variables: Map<string, string>;
}

/** Walks a text as cmd.exe would run it; the caller has paid for reading it. @returns what it writes. */
export function walkCmd(source: string, frame: Frame): Output {
  return walkText(source, { frame, variables: new Map() });
}

function walkText(source: string, line: Line): Output {
  const frame = nestFrame(line.frame);
  if (frame === undefined) return UNKNOWN;
  const inner = { ...line, frame };
  const scanner = new CmdScanner(source, line.variables);
  let output: Output = "";
  while (scanner.advance() && frame.engine.ledger.spendStep()) {
    if (scanner.take(COMMENT) !== undefined || scanner.take(CONDITION) !== undefined) continue;
    const loop = scanner.take(LOOP);
    const piped = scanner.isPiped ? output : undefined;
    output =
      loop === undefined
        ? runCommand(scanner.next(), piped, inner)
        : runLoop(loop, scanner.takeRest(), inner);
  }
  return output;
}

function runLoop(loop: RegExpExecArray, body: string, line: Line): Output {
  const [, kind, , name = "", set = ""] = loop;
  const items = kind?.toLowerCase() === "f" ? [readOutput(set, line)] : toItems(loop, set);
  const ledger = line.frame.engine.ledger;
  let output: Output = "";
  for (const item of items.slice(0, MAX_ITEMS)) {
    if (!ledger.spendUnits(body.length)) return UNKNOWN;
    output = walkText(
      body.replaceAll(new RegExp(`%?${name}(?!\\w)`, "g"), () => item),
      line,
    );
  }
  return output;
}

function toItems([, kind, root]: RegExpExecArray, set: string): readonly string[] {
  if (kind?.toLowerCase() === "l") return [UNKNOWN];
  const items = set.match(/"[^"]*"|[^\s,;]+/g) ?? [];
  return kind?.toLowerCase() === "r" && root !== undefined
    ? items.map((item) => `${root.replaceAll('"', "")}\\${item}`)
    : items;
}

/** `for /f … in ('command')`: what the command writes. */
function readOutput(set: string, line: Line): Output {
  const command = /^\s*['`](.*)['`]\s*$/.exec(set)?.[1];
  if (command === undefined) return UNKNOWN;
  return line.frame.engine.ledger.spendUnits(command.length) ? walkText(command, line) : UNKNOWN;
}

/** `rd/s/q x`, `cd..`, `echo.`: no blank is needed behind a command of cmd's own. */
const JOINED =
  /^(del|erase|rd|rmdir|copy|xcopy|move|ren|type|md|mkdir|cd|chdir|echo|dir|start)([/.\\:].*)$/i;

function runCommand(command: CmdCommand, piped: Output | undefined, line: Line): Output {
  const [written = "", ...args] = splitName(command.words);
  const name = written.toLowerCase().replace(/\.exe$/, "");
  const call = { command, piped };
  if (name === "") return "";
  if (name === "set") return args.length === 0 ? run(["env"], call, line) : assign(args, line);
  if (name === "start") return run(toNative(...startOf(args)), call, line);
  return isInternal(name)
    ? runInternal(name, args, { call, line })
    : run(toNative(written, args), call, line);
}

function splitName([first = "", ...rest]: readonly string[]): readonly string[] {
  const joined = JOINED.exec(first);
  return joined === null ? [first, ...rest] : [joined[1] ?? "", joined[2] ?? "", ...rest];
}

interface Place {
  readonly call: CmdCall;
  readonly line: Line;
}

function runInternal(name: string, args: readonly string[], { call, line }: Place): Output {
  if (name !== "echo") run([name, ...args], call, line);
  const words = toUnix(name, args);
  const frame = reenterFrame(line.frame, name, {});
  return words === undefined || frame === undefined ? "" : run(words, call, { ...line, frame });
}

/** `start "title" /b program args`. */
function startOf(args: readonly string[]): [string, readonly string[]] {
  const at = args.findIndex(
    (arg) => !/^\/\w/.test(arg) && /^[\w.\\:%~/-]+$/.test(arg) && arg !== "",
  );
  return [args[at] ?? "", args.slice(at + 1)];
}

function assign(args: readonly string[], line: Line): Output {
  const text = args.filter((arg) => !/^\/[ap]$/i.test(arg)).join(" ");
  const at = text.indexOf("=");
  if (at > 0) line.variables.set(text.slice(0, at).trim().toLowerCase(), text.slice(at + 1));
  return "";
}

interface CmdCall {
  readonly command: CmdCommand;
  readonly piped: Output | undefined;
}

function run(words: readonly string[], { command, piped }: CmdCall, { frame }: Line): Output {
  const feed = piped === undefined ? frame.feed : toFeed(piped);
  const redirects = command.targets.map(
    (target) => ({ access: "write", target: toKnownWord(toPathLike(toPath(target))) }) as const,
  );
  const call = { words: words.map(toKnownWord), assignments: [], redirects, feed };
  const output = runCall({ ...call, offset: frame.origin ?? command.start }, frame);
  for (const { target } of redirects) writeFile(target.value, output, frame);
  return output;
}
