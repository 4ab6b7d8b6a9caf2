import { millisecondsUp } from "../platform/clock.ts";
import type { EngineName, EngineReport } from "../model/engine.ts";
import type { Finding } from "../model/finding.ts";
import { isRootsAlone } from "../platform/trusted-file.ts";
import type { DueEngine } from "./due-engines.ts";
import { EngineFailure } from "./engine-failure.ts";
import type { EngineRequest, EngineSetting } from "./engine-runner.ts";
import { boundFindings } from "../check/run-checks.ts";
import { tellFailure, tellTooMany } from "./tell-failure.ts";
import { gitleaks } from "./gitleaks/gitleaks.ts";
import { placeMatch } from "./scanner/place-match.ts";
import { runScanner } from "./scanner/run-scanner.ts";
import type { Scanner } from "./scanner/scanner.ts";
import { InputLines, type ScannerInput, toScannerInput } from "./scanner/scanner-input.ts";
import { tellMatches } from "./tell-matches.ts";
import { trufflehog } from "./trufflehog/trufflehog.ts";

const SCANNERS: Readonly<Record<EngineName, Scanner>> = { gitleaks, trufflehog };

/** Each is looked for in the whole of the texts. */
const MAX_MATCHES = 200;

/** Asks every engine that is due at once; see `EngineRunner`. */
export function runEngines(
  request: EngineRequest,
  setting: EngineSetting,
): Promise<readonly EngineReport[]> {
  return Promise.all(request.due.map((due) => runEngine(due, request, setting)));
}

async function runEngine(
  { policy, texts }: DueEngine,
  request: EngineRequest,
  setting: EngineSetting,
): Promise<EngineReport> {
  const begun = millisecondsUp();
  const scanner = SCANNERS[policy.name];
  const input = toScannerInput(texts, scanner.defused);
  let version: string | undefined;
  const scan = async (): Promise<readonly Finding[]> => {
    const onVersion = (said: string) => (version = said);
    const run = { policy, setting, until: request.until, onVersion };
    const { matches } = await runScanner(scanner, input, run);
    const lines = new InputLines(input.input);
    const placed = matches
      .slice(0, MAX_MATCHES)
      .flatMap((match) => placeMatch(match, input, lines));
    const findings = tellMatches(placed, policy, request);
    return [...tellTooMany(matches.length, MAX_MATCHES, policy), ...boundFindings(findings)];
  };
  const outcome = await attempt(scan);
  return {
    engine: policy.name,
    run: policy.run,
    ...(version === undefined ? {} : { version }),
    ...sizeOf(input),
    took: Math.round((millisecondsUp() - begun) * 1000),
    ...(isUsers(policy.path) ? { unprotected: true } : {}),
    ...(typeof outcome === "string"
      ? { failure: outcome, findings: tellFailure(policy, outcome) }
      : { findings: outcome }),
  };
}

function sizeOf({ texts }: ScannerInput): Pick<EngineReport, "texts" | "bytes"> {
  const bytes = texts.reduce((sum, { surface }) => sum + Buffer.byteLength(surface.text), 0);
  return { texts: texts.length, bytes };
}

/** What was found, or why nothing could be. A message of anyone else's may quote the texts. */
async function attempt(
  scan: () => Promise<readonly Finding[]>,
): Promise<readonly Finding[] | string> {
  try {
    return await scan();
  } catch (error) {
    if (error instanceof EngineFailure) return error.message;
    return `unexpected ${error instanceof Error ? error.name : "failure"}`;
  }
}

function isUsers(path: string): boolean {
  try {
    return !isRootsAlone(path);
  } catch {
    return false;
  }
}
