import type { ScannerPolicy } from "../../model/engine.ts";
import { isRootsAlone } from "../../platform/trusted-file.ts";
import type { Engine } from "../engine.ts";
import { tellTooMany } from "../tell-failure.ts";
import { placeMatch } from "./place-match.ts";
import { runScanner } from "./run-scanner.ts";
import type { Scanner } from "./scanner.ts";
import { InputLines, toScannerInput } from "./scanner-input.ts";
import { tellMatches } from "./tell-matches.ts";

/** Each is looked for in the whole of the texts. */
const MAX_MATCHES = 200;

/** A scanner as an engine: all texts in one run, and each match back to the text that it is in. */
export function scannerEngine(scanner: Scanner): Engine<ScannerPolicy> {
  return async (policy, { due, request, setting, notes }) => {
    const { texts } = due;
    noteOwner(policy, notes);
    const input = toScannerInput(texts, scanner.defused);
    const run = { policy, setting, until: request.until, notes };
    const { matches } = await runScanner(scanner, input, run);
    const lines = new InputLines(input.input);
    const placed = matches
      .slice(0, MAX_MATCHES)
      .flatMap((match) => placeMatch(match, input, lines));
    const tooMany = tellTooMany(matches.length, MAX_MATCHES, policy);
    return [...tooMany, ...tellMatches(placed, policy, request)];
  };
}

function noteOwner({ path }: ScannerPolicy, notes: { unprotected?: true }): void {
  try {
    if (!isRootsAlone(path)) notes.unprotected = true;
  } catch {
    // That it is not there is told by its run.
  }
}
