import { readKernelValue } from "./read-kernel-value.ts";

/** Sessions inside sessions are followed so far up. */
const MAX_ANCESTORS = 32;

/** Of the kernel for user space, whatever its own clock ticks at (proc_pid_stat(5), time(7)). */
const TICKS_PER_SECOND = 100;

/** What the kernel rounds away of both times, and then some. */
const MARGIN_MS = 1000;

const CLIENT = "claude";

/**
 * When the agent's session began: the start of the outermost client that this process descends from, or of the
 * process that started this one where none of them is a client. An agent that starts another one does not begin
 * anew by it.
 *
 * @returns milliseconds since the epoch; undefined where there is no /proc
 */
export function readSessionStart(): number | undefined {
  let ticks: number | undefined;
  let pid = process.ppid;
  for (let depth = 0; depth < MAX_ANCESTORS && pid > 1; depth += 1) {
    const ancestor = readProcess(pid);
    if (ancestor === undefined) break;
    if (ticks === undefined || ancestor.name === CLIENT) ({ ticks } = ancestor);
    pid = ancestor.parent;
  }
  return ticks === undefined ? undefined : toEpoch(ticks);
}

interface ProcessFacts {
  readonly name: string;
  readonly parent: number;
  /** Start, in ticks since the machine came up. */
  readonly ticks: number;
}

/** proc_pid_stat(5): `pid (name) state ppid …`, the start as field 22. The name may hold anything, brackets too. */
function readProcess(pid: number): ProcessFacts | undefined {
  const text = readKernelValue(`/proc/${pid}/stat`) ?? "";
  const close = text.lastIndexOf(")");
  const fields = text.slice(close + 2).split(" ");
  const [parent, ticks] = [Number(fields[1]), Number(fields[19])];
  if (close < 0 || !Number.isInteger(parent) || !Number.isInteger(ticks)) return undefined;
  return { name: text.slice(text.indexOf("(") + 1, close), parent, ticks };
}

function toEpoch(ticks: number): number | undefined {
  const uptime = Number.parseFloat(readKernelValue("/proc/uptime") ?? "");
  if (Number.isNaN(uptime)) return undefined;
  return Date.now() - (uptime - ticks / TICKS_PER_SECOND) * 1000 - MARGIN_MS;
}
