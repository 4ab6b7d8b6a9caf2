import type { Inner } from "../../call.ts";
import { toKnownWord } from "../../expand/fields.ts";

const SCALAR = /^\s*(["']?)(.*?)\1\s*$/;
const ITEM = /^\s*-\s+(.*)$/;
const KEY = /^\s*([\w-]{1,64}):\s*(.*)$/;

/** What a service is given, by the flag of `docker run` that gives the same. */
const FLAGS: Readonly<Record<string, string>> = {
  volumes: "-v",
  devices: "--device",
  cap_add: "--cap-add",
  security_opt: "--security-opt",
  pid: "--pid",
  ipc: "--ipc",
  userns_mode: "--userns",
  network_mode: "--network",
  user: "--user",
};

/**
 * What a compose file starts, as one `docker run` of all that its services are given and one for each command. It is
 * read line by line. Source: https://docs.docker.com/reference/compose-file/services/
 */
export function readComposeFile(text: string): readonly Inner[] {
  const given: Given = { flags: [], commands: [] };
  let list = "";
  for (const line of text.split("\n")) list = readLine(line, list, given);
  const commands = given.commands.length > 0 ? given.commands : [""];
  return commands.map((source) => toRun(given.flags, source));
}

/** @returns the key that the items of a list belong to which follow. */
function readLine(line: string, list: string, given: Given): string {
  const item = ITEM.exec(line)?.[1];
  const [, key = "", value = ""] = item === undefined ? (KEY.exec(line) ?? []) : ["", list, item];
  for (const each of valuesOf(value)) add(key, each, given);
  if (item !== undefined || key === "") return list;
  return value.trim() === "" ? key : "";
}

interface Given {
  readonly flags: string[];
  readonly commands: string[];
}

function add(name: string, value: string, { flags, commands }: Given): void {
  const flag = FLAGS[name];
  if (name === "privileged" && value === "true") flags.push("--privileged");
  else if (flag !== undefined) flags.push(flag, value);
  else if (/^(?:command|entrypoint|test)$/.test(name)) commands.push(value);
}

/** `x`, `"x"`, `[x, "y"]`; the words of a command are one text. */
function valuesOf(text: string): readonly string[] {
  const inner = /^\s*\[(.*)\]\s*$/.exec(text)?.[1];
  const parts = inner === undefined ? [text] : inner.split(/,(?=\s*["'\w/.~-])/);
  const values = parts.map((part) => SCALAR.exec(part)?.[2] ?? part).filter((each) => each !== "");
  const isShell = /^(?:\S*\/)?(?:ba|da|z)?sh$/.test(values[0] ?? "") && values[1] === "-c";
  return isShell ? values.slice(2) : values;
}

function toRun(flags: readonly string[], source: string): Inner {
  const command = source === "" ? [] : ["sh", "-c", source];
  const words = ["docker", "run", ...flags, "image", ...command];
  return { kind: "command", words: words.map(toKnownWord) };
}
