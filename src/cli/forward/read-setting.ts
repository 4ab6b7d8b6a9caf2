import { statSync } from "node:fs";
import path from "node:path";
import { type AuditPolicy, DEFAULT_AUDIT } from "../../model/audit-policy.ts";
import type { Layout } from "../../model/installation.ts";
import { readActor } from "../../platform/actor.ts";
import { readLayout } from "../../platform/layout.ts";
import { BUNDLE_FILE, loadRules } from "../../rule/load-rules.ts";

/** What a policy says to a forwarder. */
interface ForwardPolicy {
  readonly policy: AuditPolicy;
  readonly quotaBytes: number;
  /** How long a hook may take to judge its event. */
  readonly deadlineMs: number;
}

/** What a forwarder works by. */
export interface Setting extends ForwardPolicy {
  readonly layout: Layout;
  /** Directory of the rules, absolute. */
  readonly rules: string;
  /** Which bundle this is of. */
  readonly stamp: string;
  /** The machine's name. */
  readonly host: string;
}

/**
 * @param hooks Directory of the executables, absolute.
 * @throws StageError when there is no installation there, or no usable rules
 */
export function readSetting(hooks: string): Setting {
  const layout = readLayout(hooks);
  const rules = path.join(hooks, "rules");
  const stamp = readStamp(rules);
  const { host } = readActor();
  return { layout, rules, stamp, host, ...readPolicy(rules) };
}

/** @throws StageError when there are no usable rules */
export function readPolicy(rules: string): ForwardPolicy {
  const { policy } = loadRules(rules).bundle;
  const { spoolQuotaBytes: quotaBytes, deadlineMs, audit = DEFAULT_AUDIT } = policy;
  return { policy: audit, quotaBytes, deadlineMs };
}

/** Tells a bundle from the one that was there before. */
export function readStamp(rules: string): string {
  const stats = statSync(path.join(rules, BUNDLE_FILE), { throwIfNoEntry: false });
  return stats === undefined ? "none" : `${stats.ino} ${stats.size} ${stats.mtimeMs}`;
}
