// `npm run bench [-- ROUNDS]`: whole processes, run in turn so that a slow moment of the machine meets them all:
// the guard and each single hook, with the rules and with ten times the rules, beside an empty script in
// the same runtime and beside a neighbour. Prints times and ratios, and each budget as met or not;
// appends the figures to history.jsonl. Only the ratios of one run mean something.
import { appendFileSync, mkdtempSync, rmSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import path from "node:path";
import { makeTrial } from "../executable/trial.ts";
import { measureAppend } from "./append.ts";
import { judgeBudgets } from "./budgets.ts";
import { measure } from "./measure.ts";
import { measureMemory } from "./memory.ts";
import { measureReplay } from "./replay-rate.ts";
import { formatBudgets, formatFigures } from "./report.ts";
import { formatScanRates, measureScanners } from "./scanners.ts";
import { emptySubject, neighbourSubjects, ownSubjects } from "./subjects.ts";
import { multiplyRules } from "./tenfold-rules.ts";

const rounds = Number(process.argv[2] ?? 60);
const place = mkdtempSync(path.join(tmpdir(), "toolgate-bench-"));
const trial = makeTrial();
const tenfold = makeTrial();
try {
  multiplyRules(path.join(tenfold.hooks, "rules"));
  const subjects = [
    await emptySubject(place),
    ...ownSubjects(trial, tenfold),
    ...neighbourSubjects(place),
  ];
  const figures = await measure(subjects, rounds);
  const memory = await measureMemory(place, trial);
  const replay = measureReplay(place);
  const scans = await measureScanners(place, trial, rounds);
  const append = await measureAppend(place, trial, rounds);
  const budgets = judgeBudgets(figures, memory, append);
  const machine = `${cpus().length} processors, node ${process.version}`;
  console.log(`${rounds} rounds in turn, ${machine}; milliseconds, ratios to the empty script\n`);
  console.log(`${formatFigures(figures)}\n\n${formatBudgets(budgets)}`);
  console.log(`replay: ${Math.round(replay)} small events a second`);
  const { plain, synced } = append;
  console.log(`record: ${plain.toFixed(2)} ms, with fdatasync ${synced.toFixed(2)} ms`);
  console.log(`\n${formatScanRates(scans)}`);
  const date = new Date().toISOString();
  const entry = { date, rounds, machine, memory, append, replay, scans, budgets };
  const line = JSON.stringify({ ...entry, figures: Object.fromEntries(figures) });
  appendFileSync(path.join(import.meta.dirname, "history.jsonl"), `${line}\n`);
} finally {
  trial.remove();
  tenfold.remove();
  rmSync(place, { recursive: true, force: true });
}
