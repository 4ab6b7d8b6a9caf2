import { isDeepStrictEqual } from "node:util";
import { DEFAULT_AUDIT } from "../../model/audit-policy.ts";
import { loadRules } from "../../rule/load-rules.ts";
import { describeError } from "../describe-error.ts";
import { readStamp, type Setting } from "./read-setting.ts";

const LOOK_MS = 2000;

/**
 * Aborted when the forwarder is told to stop, or when a new bundle says something else of records and sinks.
 *
 * @param stop Aborted when it is told to stop.
 */
export function watchSetting(
  setting: Setting,
  stop: AbortSignal,
  tell: (line: string) => void,
): AbortSignal {
  const changed = new AbortController();
  let { stamp } = setting;
  const timer = setInterval(() => {
    const now = readStamp(setting.rules);
    if (now === stamp) return;
    stamp = now;
    if (!isOther(setting, tell)) return;
    tell("the policy has changed: beginning anew with it");
    end();
  }, LOOK_MS).unref();
  const end = (): void => {
    clearInterval(timer);
    stop.removeEventListener("abort", end);
    changed.abort();
  };
  stop.addEventListener("abort", end);
  if (stop.aborted) end();
  return changed.signal;
}

/** A bundle that cannot be used changes nothing: the last one goes on. */
function isOther({ rules, policy, quotaBytes }: Setting, tell: (line: string) => void): boolean {
  try {
    const { audit = DEFAULT_AUDIT, spoolQuotaBytes } = loadRules(rules).bundle.policy;
    return !isDeepStrictEqual(audit, policy) || spoolQuotaBytes !== quotaBytes;
  } catch (error) {
    tell(`the new policy is not used: ${describeError(error)}`);
    return false;
  }
}
