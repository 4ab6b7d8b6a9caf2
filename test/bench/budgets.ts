import { EMPTY, GUARD, named, TENFOLD } from "./subjects.ts";
import type { Append } from "./append.ts";
import type { Figures } from "./measure.ts";

/** What one promise came to. */
export interface BudgetResult {
  readonly what: string;
  readonly budget: string;
  readonly measured: string;
  readonly isMet: boolean;
}

/** Milliseconds within which every hostile input must be answered: `deadline_ms` of rules/policy.yaml. */
const DEADLINE_MS = 5000;
/** Without waiting for the disk. */
const APPEND_MS = 2;
const HOSTILE = ["hostile nesting", "hostile words", "hostile text", "10 MB of one line"] as const;

/** The budgets that the product promises, against the figures of one run. */
export function judgeBudgets(
  figures: ReadonlyMap<string, Figures>,
  memory: { readonly guard: number; readonly empty: number },
  append: Append,
): BudgetResult[] {
  const of = (name: string): Figures => {
    const found = figures.get(name);
    if (found === undefined) throw new Error(`"${name}" was not measured`);
    return found;
  };
  const empty = of(EMPTY);
  const ordinary = of(named(GUARD, "ordinary"));
  const slowest = Math.max(...HOSTILE.map((event) => of(named(GUARD, event)).p99));
  const ratio = (what: string, value: number, limit: number): BudgetResult => ({
    what,
    budget: `≤ ${limit.toFixed(2)}×`,
    measured: `${value.toFixed(2)}×`,
    isMet: value <= limit,
  });
  const within = (what: string, value: number, limit: number): BudgetResult => ({
    what,
    budget: `≤ ${limit} ms`,
    measured: `${value.toFixed(0)} ms`,
    isMet: value <= limit,
  });
  return [
    ratio("ordinary event, p50, to the empty script", ordinary.p50 / empty.p50, 1.25),
    ratio("ordinary event, p99, to the empty script", ordinary.p99 / empty.p99, 1.6),
    ratio(
      "growth with 10× the rules, p50",
      of(named(TENFOLD, "ordinary")).p50 / ordinary.p50,
      1.15,
    ),
    within(
      "1 MiB written, p50, on top of the ordinary event",
      of(named(GUARD, "1 MiB Write")).p50 - ordinary.p50,
      60,
    ),
    within("slowest hostile input, p99", slowest, DEADLINE_MS),
    {
      what: "the record, made and appended, p50",
      budget: `≤ ${APPEND_MS} ms`,
      measured: `${append.plain.toFixed(2)} ms`,
      isMet: append.plain <= APPEND_MS,
    },
    ratio("peak memory, to the empty script", memory.guard / memory.empty, 1.5),
  ];
}
