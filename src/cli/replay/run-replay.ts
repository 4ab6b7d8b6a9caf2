import { openSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import type { Gate } from "../../gate.ts";
import { readErrorCode } from "../../model/error-code.ts";
import type { LoadedRules } from "../../rule/load-rules.ts";
import { guardedDirectories } from "../guarded-directories.ts";
import { buildSources, readRules, toGate } from "../open-gate.ts";
import { toProfile } from "../rules/profiles.ts";
import { tellStale } from "../tell-stale.ts";
import { UsageError } from "../usage-error.ts";
import { writeText } from "./descriptor.ts";
import { type JudgedLine, judgeLines } from "./judge-lines.ts";
import { createProgress } from "./progress.ts";
import { readLines } from "./read-lines.ts";
import { openRecordFile } from "./record-file.ts";
import { createReport, type Report } from "./report.ts";

/**
 * `toolgate replay`: judges hook events, one JSON object a line, as the guard would, all in this process, and
 * writes one JSON line for each (docs/REPLAY.md).
 *
 * @returns 0 whatever was decided, and also when nobody reads on
 * @throws UsageError, or an error of the file system or of the rules
 */
export function runReplay(argv: readonly string[]): number {
  const { values, positionals } = parseReplayArguments(argv);
  const [file = "-", ...more] = positionals;
  if (more.length > 0) throw new UsageError("replay takes one FILE, or stdin");
  const input = file === "-" ? 0 : openSync(file, "r");
  const run = prepareRun(values);
  try {
    replay(input, run);
  } catch (error) {
    // Whoever reads has what he wanted: `| head`.
    if (readErrorCode(error) !== "EPIPE") throw error;
  }
  return 0;
}

function prepareRun(values: Values): Run {
  const { records, summary } = values;
  const isComparing = values.against !== undefined || values["against-profile"] !== undefined;
  if (isComparing && records !== undefined)
    throw new UsageError("--records is of one set of rules: not with --against");
  const rules = readBase(values);
  const against = isComparing ? readAgainst(values, rules) : undefined;
  return {
    gate: toGate(rules),
    against: against && toGate(against),
    report: createReport(summary, isComparing),
    record: records === undefined ? undefined : openRecordFile(records, rules),
  };
}

interface Run {
  readonly gate: Gate;
  /** What the first gate's decisions are compared with. */
  readonly against: Gate | undefined;
  readonly report: Report;
  readonly record: ((judged: JudgedLine) => void) | undefined;
}

/** What one read brought is answered before the next: memory stays flat, and a pipe that waits has its answers. */
function replay(input: number, { gate, against, report, record }: Run): void {
  const progress = createProgress(input);
  let events = 0;
  for (const { lines, bytesRead } of readLines(input)) {
    const judged = judgeLines(lines, gate);
    const others = against && judgeLines(lines, against);
    let text = "";
    for (const [at, before] of judged.entries()) {
      record?.(before);
      text += report.add({ index: events, before, after: others?.[at] });
      events += 1;
    }
    progress.hide();
    writeText(1, text);
    progress.show(bytesRead, events);
  }
  progress.hide();
  writeText(1, report.end());
}

function parseReplayArguments(argv: readonly string[]) {
  return parseArgs({
    args: [...argv],
    allowPositionals: true,
    options: {
      rules: { type: "string" },
      profile: { type: "string" },
      guard: { type: "string", multiple: true },
      against: { type: "string" },
      "against-profile": { type: "string" },
      records: { type: "string" },
      summary: { type: "boolean", default: false },
    },
  });
}

type Values = ReturnType<typeof parseReplayArguments>["values"];

function readBase(values: Values): LoadedRules {
  const profile = values.profile === undefined ? undefined : toProfile(values.profile);
  const directory = directoryOf(values);
  const guarded = guardedDirectories(directory, values.guard);
  const rules = readRules(directory, { profile, guarded });
  tellStale(rules, `--profile ${rules.bundle.policy.profile} takes the sources`);
  return rules;
}

/** Always from the sources: it is about rules that are not in force yet, and the time of a copy tells nothing. */
function readAgainst(values: Values, base: LoadedRules): LoadedRules {
  const name = values["against-profile"];
  const { profile } = base.bundle.policy;
  return buildSources(values.against ?? directoryOf(values), {
    profile: name === undefined ? profile : toProfile(name, "--against-profile"),
    // Of the installation that is asked about, wherever its next rules stand now.
    guarded: guardedDirectories(directoryOf(values), values.guard),
  });
}

function directoryOf({ rules }: Values): string {
  return rules ?? path.join(path.dirname(process.execPath), "rules");
}
