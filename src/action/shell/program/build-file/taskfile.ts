import { UNKNOWN } from "../../../../model/invocation.ts";
import { type Recipe, selectRecipes } from "./justfile.ts";

interface Task extends Recipe {
  readonly needs: string[];
  /** The key that its last list stands under. */
  list: string;
}

/** `  name:`, whose tasks stand deeper. */
const KEY = /^([ \t]*)(["']?)([\w.:-]{1,128})\2:(?:[ \t]+(.*))?$/;
const ITEM = /^[ \t]*-[ \t]+(.*)$/;

/**
 * What a Taskfile gives to a shell for these tasks, or without any for `default`. It is read line by line: what stands
 * below `cmds:` or behind `cmd:` and `sh:`. Source: https://taskfile.dev/docs/reference/schema
 */
export function readTaskfile(text: string, goals: readonly string[]): readonly string[] {
  const lines = text.split("\n");
  const start = lines.findIndex((line) => /^tasks:\s*$/.test(line));
  if (start < 0) return [];
  const tasks = new Map<string, Task>();
  const depth = indentOf(lines.slice(start + 1).find((line) => line.trim() !== "") ?? "");
  let current: Task | undefined;
  for (const line of lines.slice(start + 1)) {
    const key = indentOf(line) === depth ? KEY.exec(line) : null;
    if (key !== null) {
      current = { needs: [], lines: [], list: "" };
      tasks.set(key[3] ?? "", current);
      addCommand(key[4] ?? "", current);
    } else if (current !== undefined) addLine(line, current);
  }
  const wanted = goals.length > 0 ? goals : ["default"];
  return selectRecipes(tasks, wanted).flatMap((task) => task.lines);
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}

/** Lists of a task that nothing is run of. */
const DATA =
  /^(?:sources|generates|aliases|platforms|requires|dotenv|set|shopt|vars|env|prompt|desc|summary)$/;

/** `- rm x`, `- cmd: rm x`, `cmd: rm x`, `sh: rm x`, `deps: [a, b]`, `- task: a`; other keys are the task's own. */
function addLine(line: string, task: Task): void {
  const entry = ITEM.exec(line)?.[1] ?? line;
  const { key, value } = readKey(entry);
  if (key !== "" && entry === line) task.list = key;
  if (/^(?:deps|task)$/.test(key)) task.needs.push(...(value.match(/[\w:.-]+/g) ?? []));
  else if (/^(?:cmd|cmds|sh)$/.test(key)) addCommand(value, task);
  else if (key === "" && !DATA.test(task.list)) addCommand(entry, task);
}

function readKey(entry: string): { readonly key: string; readonly value: string } {
  const [, , , key = "", value = ""] = KEY.exec(entry) ?? [];
  return { key, value };
}

function addCommand(text: string, { lines }: Recipe): void {
  const bare = text.trim().replace(/^[|>][+-]?$/, "");
  const plain = /^(["'])(.*)\1$/.exec(bare)?.[2] ?? bare;
  if (plain !== "") lines.push(plain.replaceAll(/\{\{[^{}]{0,256}\}\}/g, UNKNOWN));
}
