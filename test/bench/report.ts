import type { BudgetResult } from "./budgets.ts";
import type { Figures } from "./measure.ts";
import { EMPTY } from "./subjects.ts";

/** The table that `npm run bench` prints: times in milliseconds, ratios to the empty script. */
export function formatFigures(figures: ReadonlyMap<string, Figures>): string {
  const empty = figures.get(EMPTY);
  const width = Math.max(...[...figures.keys()].map((name) => name.length));
  const heading = ["min", "p50", "p95", "p99", "p50 ×", "p99 ×", "exit"];
  const line = (name: string, cells: readonly string[]) =>
    `${name.padEnd(width)} ${cells.map((cell) => cell.padStart(8)).join("")}`;
  const rows = [...figures].map(([name, { min, p50, p95, p99, exitCode }]) => {
    const times = [min, p50, p95, p99].map((value) => value.toFixed(1));
    const ratios = [p50 / (empty?.p50 ?? p50), p99 / (empty?.p99 ?? p99)];
    const cells = [...times, ...ratios.map((value) => value.toFixed(2)), String(exitCode)];
    return line(name, cells);
  });
  return [line("", heading), ...rows].join("\n");
}

export function formatBudgets(results: readonly BudgetResult[]): string {
  const width = Math.max(...results.map(({ what }) => what.length));
  return results
    .map(
      ({ what, budget, measured, isMet }) =>
        `${what.padEnd(width)}  ${budget.padStart(9)}  ${measured.padStart(9)}  ${isMet ? "met" : "NOT met"}`,
    )
    .join("\n");
}
