import { parseDocument } from "yaml";
import { walkCommand } from "../../src/action/shell/walk.ts";
import type { ProgramFacts } from "../../src/model/rule.ts";
import { compilePattern } from "../../src/rule/build/compile/compile-pattern.ts";
import type { PatternSource } from "../../src/rule/build/schema/command.ts";
import { ruleDocument } from "../../src/rule/build/schema/document.ts";
import {
  type CommandSetting,
  matchCommand,
  prepareCommand,
  programName,
} from "../../src/rule/match-command.ts";
import { matchAny } from "../../src/rule/glob.ts";
import { readFileSync } from "node:fs";

export const HOME = "/home/dev";
export const PLACE = { file: "commands.yaml", line: 3, column: 9 };

/** The programs that ship. */
export const programs: Readonly<Record<string, ProgramFacts>> = ruleDocument.parse(
  parseDocument(readFileSync("rules/programs.yaml", "utf8")).toJS(),
).programs;

/** Whether any command of the line is what the pattern describes. */
export function matches(pattern: string | PatternSource, line: string): boolean {
  const source = typeof pattern === "string" ? { run: pattern } : pattern;
  const compiled = compilePattern(source, { programs, place: PLACE });
  const { invocations } = walkCommand(line);
  const setting: CommandSetting = {
    programs,
    home: HOME,
    runs: (globs) => invocations.some((each) => matchAny(globs, programName(each) ?? "")),
  };
  return invocations.some((invocation) => {
    const command = prepareCommand(invocation, setting);
    return compiled.some((each) => matchCommand(each, command, setting));
  });
}
