import { spawnSync } from "node:child_process";
import { gitleaksPath as builtPath } from "../../../scripts/tools.mjs";

/** Where the real gitleaks is, or would be. */
export const gitleaksPath = process.env["TOOLGATE_GITLEAKS"] ?? builtPath;

/** What the real gitleaks reports, as far as it is compared. */
export interface Reported {
  readonly file: string;
  readonly rule: string;
  readonly secret: string;
  readonly line: number;
}

/**
 * Runs `gitleaks dir` over a directory within another.
 *
 * @throws Error with what it wrote when it could not load the configuration.
 */
export function runGitleaks(
  directory: string,
  configuration: string,
  within: string,
): readonly Reported[] {
  const report = ["--report-format", "json", "--report-path", "-"];
  const quiet = ["--no-banner", "--no-color", "--log-level", "error", "--exit-code", "0"];
  const args = ["dir", ...quiet, ...report, "--config", configuration, within];
  const run = spawnSync(gitleaksPath, args, {
    cwd: directory,
    encoding: "utf8",
    maxBuffer: 1 << 28,
  });
  if (run.status !== 0) throw new Error(`gitleaks: ${run.stderr || String(run.error)}`);
  const findings: readonly Record<string, never>[] = JSON.parse(run.stdout);
  return findings.map(({ File, RuleID, Secret, StartLine }) => ({
    file: String(File),
    rule: String(RuleID),
    secret: String(Secret),
    line: Number(StartLine),
  }));
}
