import { fstatSync } from "node:fs";
import { isatty } from "node:tty";
import { millisecondsUp } from "../../platform/clock.ts";

const REDRAW_MS = 200;
const BAR_WIDTH = 30;
const ERASE_LINE = "\r\u001b[K";

/** A line on stderr that says how far the run has come; where it makes sense. */
export interface Progress {
  readonly show: (bytesRead: number, events: number) => void;
  /** Takes the line away, before something else is written to the terminal. */
  readonly hide: () => void;
}

/** Only on a terminal, and only of a file: of anything else nobody knows how much there is. */
export function createProgress(input: number): Progress {
  const stats = fstatSync(input);
  if (!isatty(2) || !stats.isFile() || stats.size === 0) return { show: () => {}, hide: () => {} };
  const started = millisecondsUp();
  let drawn = started;
  let isShown = false;
  return {
    show: (bytesRead, events) => {
      const now = millisecondsUp();
      if (now - drawn < REDRAW_MS) return;
      drawn = now;
      isShown = true;
      const rate = Math.round((events / (now - started)) * 1000);
      const share = Math.min(bytesRead / stats.size, 1);
      process.stderr.write(ERASE_LINE + formatBar(share, rate));
    },
    hide: () => {
      if (isShown) process.stderr.write(ERASE_LINE);
      isShown = false;
    },
  };
}

function formatBar(share: number, rate: number): string {
  const full = Math.round(share * BAR_WIDTH);
  const bar = "█".repeat(full) + "░".repeat(BAR_WIDTH - full);
  return `${bar} ${String(Math.floor(share * 100)).padStart(3)} %  ${rate} events/s`;
}
