import { systemClock } from "../../audit/forward/clock.ts";
import { serveMetrics } from "../../audit/forward/metrics/serve-metrics.ts";
import { forwardUntil } from "./forward-until.ts";
import { leave } from "./leave.ts";
import type { Session } from "./open-session.ts";
import type { ForwardOptions } from "./start-forward.ts";

const SIGNALS = ["SIGTERM", "SIGINT"] as const;

/** More than a forwarder takes to end. What then still runs, as a write to a file system that hangs, is left. */
const END_MS = 20_000;

/**
 * Seals and ships until a signal comes, under the policy in force at any time.
 *
 * @returns the exit code: 1 when `once` could not ship everything
 * @throws Error when the installation is none, another forwarder is running, or the log cannot be read
 */
export async function forward({ once, metrics, hooks }: ForwardOptions): Promise<number> {
  let session: Session | undefined;
  const server =
    metrics && (await serveMetrics(metrics, () => session?.reporter.text() ?? "# not yet\n"));
  const told = new AbortController();
  const onSignal = (): void => {
    if (!told.signal.aborted) setTimeout(giveUp, END_MS).unref();
    told.abort();
  };
  for (const signal of SIGNALS) process.on(signal, onSignal);
  // Whoever reads the messages may be gone for a moment: no reason to end.
  process.stderr.on("error", () => {});
  try {
    const onSession = (begun: Session): void => void (session = begun);
    const task = { hooks, once, clock: systemClock, tell, onSession };
    return (await forwardUntil(told.signal, task)) ? 0 : 1;
  } finally {
    for (const signal of SIGNALS) process.off(signal, onSignal);
    await server?.close();
  }
}

function giveUp(): void {
  tell("something does not end: it is left");
  leave(1);
}

/** One line an event, for the service's journal. */
function tell(line: string): void {
  process.stderr.write(`toolgate forward: ${line}\n`);
}
