import type { Fault, Place } from "../../audit/verify/finding.ts";
import { toTime } from "../../audit/verify/time.ts";
import type { LinePoint, LogReport, Verification } from "../../audit/verify/verification.ts";
import type { VerifyRequest } from "../../audit/verify/verify.ts";
import { clipLine, formatTable } from "../table.ts";
import { shortenIds } from "./shorten-ids.ts";

/** As many faults of one log as a person reads; --json has them all. */
const MAX_SHOWN = 20;
const MAX_SKIPPED = 10;
const WIDTH = 400;

/** The report of a run for people: what it comes to, what is wrong and where, each log, what should be known. */
export function formatVerification(
  found: Verification,
  request: Pick<VerifyRequest, "keys">,
): string {
  const name = shortenIds(found.logs.map(({ log }) => log));
  const parts = [
    [formatVerdict(found)],
    formatFaults(found),
    formatLogs(found.logs, name),
    formatNotes(found, name),
    found.logs.length > 0 && request.keys.length === 0 ? NO_KEY : [],
  ];
  return `${parts
    .filter((part) => part.length > 0)
    .map((part) => part.join("\n"))
    .join("\n\n")}\n`;
}

const NO_KEY = [
  "No key was given (--key seal.pub): only the chain of hashes was checked. Whoever can write these files can make",
  "all hashes anew. Take the key from the machine when it is set up, not from where the log is.",
];

function formatVerdict({ verdict, faults, logs, files, spools }: Verification): string {
  const lines = logs.reduce((sum, log) => sum + log.lines, 0);
  const records = spools.reduce((sum, spool) => sum + spool.records, 0);
  const spooled = spools.length === 0 ? "" : `, ${records} records in spools`;
  const read = `${count(logs.length, "log")}, ${count(lines, "line")} in ${count(files, "file")}${spooled}`;
  if (verdict === "faults") return `FAULTS: ${faults.total} (${read})`;
  if (lines + records === 0) return `NOT PROVEN: there is no line to prove (${read})`;
  return verdict === "proven" ? `PROVEN: ${read}` : `NOT PROVEN: no fault was found (${read})`;
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}

function formatFaults({ faults, logs }: Verification): readonly string[] {
  const groups = Map.groupBy(faults.listed, ({ log }) => log ?? "");
  const shown: string[] = [];
  for (const [log, listed] of groups) {
    const cells = listed.toSorted(byPlace).slice(0, MAX_SHOWN).map(toCells);
    shown.push(nameGroup(log, logs), ...formatTable(cells));
    const more = listed.length - cells.length;
    if (more > 0) shown.push(`  and ${more} more (--json)`);
  }
  const unlisted = faults.total - faults.listed.length;
  return unlisted > 0 ? [...shown, `and ${unlisted} faults that are not listed`] : shown;
}

function nameGroup(log: string, logs: readonly LogReport[]): string {
  if (log === "") return "files";
  const machine = logs.find((each) => each.log === log)?.machine;
  return clip(machine === undefined ? `log ${log}` : `log ${log} of ${machine}`);
}

function byPlace(a: Fault, b: Fault): number {
  return (a.seqs?.[0] ?? 0) - (b.seqs?.[0] ?? 0);
}

function toCells({ kind, seqs, at, other, message }: Fault): string[] {
  const [from, to] = seqs ?? [];
  const which = from === undefined ? "" : from === to ? `line ${from}` : `lines ${from}-${to}`;
  const places = [at, other].filter((place) => place !== undefined).map(formatPlace);
  return [`  ${kind}`, which, clip([message, ...places].join("; "))];
}

function formatPlace({ file, line, offset }: Place): string {
  return `${file}:${line} (byte ${offset})`;
}

function formatLogs(logs: readonly LogReport[], name: (log: string) => string): readonly string[] {
  if (logs.length === 0) return [];
  const rows = logs.map((log) => [
    name(log.log),
    clip(log.machine ?? "?", 40),
    String(log.lines),
    String(log.records),
    String(log.checkpoints),
    formatPoint(log.first),
    formatPoint(log.last),
    log.verdict,
  ]);
  const heading = ["LOG", "MACHINE", "LINES", "RECORDS", "CHECKPOINTS", "FROM", "TO", "VERDICT"];
  return formatTable([heading, ...rows]);
}

function formatPoint(point: LinePoint | undefined): string {
  return point === undefined ? "" : `${point.seq} ${toTime(point.at)}`;
}

function formatNotes(found: Verification, name: (log: string) => string): readonly string[] {
  const ofLogs = found.logs.flatMap((log) =>
    notesOf(log).map((note) => clip(`${name(log.log)}: ${note}`)),
  );
  const ofSpools = found.spools.map(({ source, records, unchecked, ...counts }) => {
    const { torn, forged, duplicated } = counts;
    const checked = unchecked === 0 ? "" : `; ${unchecked} MACs not checked: their key is not here`;
    const wrong = `${torn} torn, ${forged} forged, ${duplicated} again`;
    return clip(`spool ${source}: ${records} records, ${wrong}${checked}`);
  });
  const skipped = found.skipped
    .slice(0, MAX_SKIPPED)
    .map(({ file, why }) => clip(`not read: ${file}: ${why}`));
  const more = found.skipped.length - skipped.length;
  return [...ofLogs, ...ofSpools, ...skipped, ...(more > 0 ? [`and ${more} more not read`] : [])];
}

function notesOf(log: LogReport): readonly string[] {
  const { unsealed, again, reordered, source, notes } = log;
  const all = [`in ${source}`, ...notes];
  if (unsealed !== undefined) all.push(describeUnsealed(unsealed));
  if (again > 0) all.push(`${count(again, "line")} came again`);
  if (reordered > 0) all.push(`${count(reordered, "line")} came behind a later one`);
  return all;
}

function describeUnsealed({ lines, seqs, from, to, at }: NonNullable<LogReport["unsealed"]>) {
  const which = seqs[0] === seqs[1] ? `line ${seqs[0]}` : `lines ${seqs[0]}-${seqs[1]}`;
  const when = `${toTime(from)} to ${toTime(to)}`;
  return `not yet sealed: ${count(lines, "line")} (${which}), ${when}, from ${formatPlace(at)}`;
}

/** Names of files and machines were chosen by others: nothing in them may act on the terminal. */
function clip(text: string, width = WIDTH): string {
  return clipLine(text, width);
}
