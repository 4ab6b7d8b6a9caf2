import { spawn } from "node:child_process";

/** One process on one input. */
export interface Subject {
  readonly name: string;
  readonly program: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly input: string;
}

/** Milliseconds of one subject's runs, and its usual exit code. */
export interface Figures {
  readonly min: number;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  readonly exitCode: number | null;
}

const WARM_UP_ROUNDS = 3;
/** No run may take longer; the hooks' own deadline is far below. */
const LIMIT_MS = 30_000;

/** Runs every subject once a round, in turn, so that a slow moment of the machine meets them all. */
export async function measure(
  subjects: readonly Subject[],
  rounds: number,
): Promise<ReadonlyMap<string, Figures>> {
  const runs = new Map(subjects.map(({ name }) => [name, new Array<Run>()]));
  for (let round = -WARM_UP_ROUNDS; round < rounds; round++) {
    for (const subject of subjects) {
      const run = await runOnce(subject);
      if (round >= 0) runs.get(subject.name)?.push(run);
    }
  }
  return new Map([...runs].map(([name, list]) => [name, toFigures(list)]));
}

interface Run {
  readonly took: number;
  readonly exitCode: number | null;
}

/** One process from its spawn to the end of its output. */
export function runOnce({ program, args, env, input }: Omit<Subject, "name">): Promise<Run> {
  return new Promise((resolve, reject) => {
    const started = performance.now();
    const child = spawn(program, args, { stdio: "pipe", env, timeout: LIMIT_MS });
    child.stdout.resume();
    child.stderr.resume();
    // A hook that has answered already need not read the rest.
    child.stdin.on("error", () => {});
    child.stdin.end(input);
    child.on("error", reject);
    child.on("close", (exitCode) => resolve({ took: performance.now() - started, exitCode }));
  });
}

function toFigures(runs: readonly Run[]): Figures {
  const sorted = runs.map(({ took }) => took).toSorted((a, b) => a - b);
  const at = (share: number) =>
    sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
  return {
    min: at(0) ?? Number.NaN,
    p50: at(0.5) ?? Number.NaN,
    p95: at(0.95) ?? Number.NaN,
    p99: at(0.99) ?? Number.NaN,
    exitCode: runs[0]?.exitCode ?? null,
  };
}
