import { isDeepStrictEqual } from "node:util";
import { describeError } from "../describe-error.ts";
import { readPolicy, readStamp, type Setting } from "./read-setting.ts";

const LOOK_MS = 2000;

/** What a watch is told, and whom it tells. */
export interface WatchParts {
  /** Aborted when the forwarder is told to stop. */
  readonly stop: AbortSignal;
  /** One line for the operator. */
  readonly tell: (line: string) => void;
  /** How often it is looked, milliseconds. */
  readonly lookMs?: number | undefined;
}

export interface SettingWatch {
  /** Aborted when the forwarder is told to stop, or when a new bundle says something else of records and sinks. */
  readonly changed: AbortSignal;
  /** What was read last and can be used. */
  readonly setting: () => Setting;
}

/** Looks for a bundle with another policy. One that cannot be used changes nothing: the last one goes on. */
export function watchSetting(
  setting: Setting,
  { stop, tell, lookMs = LOOK_MS }: WatchParts,
): SettingWatch {
  const changed = new AbortController();
  let last = setting;
  const timer = setInterval(() => {
    const stamp = tryReadStamp(setting.rules);
    if (stamp === undefined || stamp === last.stamp) return;
    last = { ...last, stamp };
    const next = readNext(last, tell);
    if (isDeepStrictEqual(next, last)) return;
    last = next;
    tell("the policy has changed: going over to it");
    end();
  }, lookMs).unref();
  const end = (): void => {
    clearInterval(timer);
    stop.removeEventListener("abort", end);
    changed.abort();
  };
  stop.addEventListener("abort", end);
  if (stop.aborted) end();
  return { changed: changed.signal, setting: () => last };
}

/** `undefined` where nobody can look at the moment: that is no new policy, and no reason to end. */
function tryReadStamp(rules: string): string | undefined {
  try {
    return readStamp(rules);
  } catch {
    return undefined;
  }
}

function readNext(last: Setting, tell: (line: string) => void): Setting {
  try {
    return { ...last, ...readPolicy(last.rules) };
  } catch (error) {
    tell(`the new policy is not used: ${describeError(error)}`);
    return last;
  }
}
