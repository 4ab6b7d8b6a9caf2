import type { ScannerName, ScannerPolicy } from "../../model/engine.ts";
import type { Finding } from "../../model/finding.ts";
import type { Engine, Question } from "../engine.ts";
import { gitleaks } from "../gitleaks/gitleaks.ts";
import { trufflehog } from "../trufflehog/trufflehog.ts";
import { scannerEngine } from "./scanner-engine.ts";

const ENGINES: Readonly<Record<ScannerName, Engine<ScannerPolicy>>> = {
  gitleaks: scannerEngine(gitleaks),
  trufflehog: scannerEngine(trufflehog),
};

/** @throws EngineFailure */
export function askScanner(policy: ScannerPolicy, question: Question): Promise<readonly Finding[]> {
  return ENGINES[policy.name](policy, question);
}
