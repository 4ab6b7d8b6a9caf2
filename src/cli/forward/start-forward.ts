import path from "node:path";
import { parseArgs } from "node:util";
import { tellError } from "../tell-error.ts";
import { UsageError } from "../usage-error.ts";
import { leave } from "./leave.ts";
import { loadForwarder } from "./load-forwarder.ts";

/** What a sink has left unfinished keeps the process no longer than this. */
const LEFT_MS = 3000;

/** What the command line asks for. */
export interface ForwardOptions {
  readonly once: boolean;
  readonly metrics: { readonly host: string; readonly port: number } | undefined;
  /** Directory of the executables, with `layout.json` and `rules`; absolute. */
  readonly hooks: string;
}

/**
 * `toolgate forward`: seals records and ships them (docs/FORWARD.md). Runs on when this returns; its end sets the exit code.
 *
 * @returns 0
 * @throws UsageError
 */
export function startForward(argv: readonly string[]): number {
  const options = parseForwardArguments(argv);
  void run(options);
  return 0;
}

async function run(options: ForwardOptions): Promise<void> {
  try {
    const { forward } = await loadForwarder();
    process.exitCode = await forward(options);
  } catch (error) {
    process.exitCode = tellError(error);
  }
  setTimeout(() => leave(Number(process.exitCode)), LEFT_MS).unref();
}

function parseForwardArguments(argv: readonly string[]): ForwardOptions {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      once: { type: "boolean", default: false },
      metrics: { type: "string" },
      hooks: { type: "string", default: path.dirname(process.execPath) },
    },
  });
  const { once, metrics, hooks } = values;
  return {
    once,
    metrics: metrics === undefined ? undefined : parseAddress(metrics),
    hooks: path.resolve(hooks),
  };
}

/** Of this machine alone: metrics say how busy who is. */
function parseAddress(given: string): { readonly host: string; readonly port: number } {
  const match = /^(127\.\d{1,3}\.\d{1,3}\.\d{1,3}|localhost|\[::1\]):(\d{1,5})$/.exec(given);
  const port = Number(match?.[2]);
  if (match?.[1] === undefined || port > 65_535)
    throw new UsageError("--metrics takes an address of this machine, as 127.0.0.1:9464");
  return { host: match[1].replaceAll(/[[\]]/g, ""), port };
}
