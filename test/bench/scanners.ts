import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { root } from "../../scripts/runtime.mjs";
import { callOf, type Trial } from "../executable/trial.ts";
import { type Figures, measure, type Subject } from "./measure.ts";
import { makeMinified, makeSource } from "./scan-texts.ts";
import { scannerPath } from "./scanner-paths.ts";

const MIB = 2 ** 20;
/** Some of the scanners take seconds to start. */
const MAX_ROUNDS = 9;
/** Milliseconds for a MiB on top of a scan of next to nothing: what the product promises of its own. */
const BUDGET_MS = 60;

/** What one scanner needs for 1 MiB of one text. */
export interface ScanRate {
  readonly scanner: string;
  readonly text: string;
  /** Milliseconds of the whole process, and what of it is the text's: the rest is spent on one line too. */
  readonly whole: number;
  readonly onTop: number;
}

/**
 * The embedded scan of 1 MiB of source and of minified JavaScript beside the real gitleaks, with the same rules and
 * with its own, and TruffleHog, which asks nobody here: whole processes on the same files, in turn.
 */
export async function measureScanners(
  place: string,
  trial: Trial,
  rounds: number,
): Promise<readonly ScanRate[]> {
  const texts = {
    none: "x\n",
    "1 MiB of source": makeSource(MIB),
    "1 MiB, minified": makeMinified(MIB),
  };
  const files = Object.entries(texts).map(([name, text], nth) => {
    const file = path.join(place, `scan-${nth}`, "text.js");
    return { name, text, file };
  });
  const scanners = [...ownScanners(trial), ...realScanners()];
  const subjects = scanners.flatMap((scanner) =>
    files.map(({ name, text, file }) => scanner.toSubject(name, text, file)),
  );
  for (const { text, file } of files) {
    mkdirSync(path.dirname(file));
    writeFileSync(file, text);
  }
  const figures = await measure(subjects, Math.min(rounds, MAX_ROUNDS));
  return scanners.flatMap(({ name }) => toRates(name, Object.keys(texts), figures));
}

/** The quickest run of each counts: what the machine does besides only adds to it. */
function toRates(
  scanner: string,
  [none = "", ...texts]: readonly string[],
  figures: ReadonlyMap<string, Figures>,
): ScanRate[] {
  const of = (text: string) => figures.get(`${scanner}: ${text}`);
  const failed = [none, ...texts].find((text) => of(text)?.exitCode !== 0);
  if (failed !== undefined) {
    console.log(`${scanner} is not measured: it ended with ${of(failed)?.exitCode} on "${failed}"`);
    return [];
  }
  return texts.map((text) => {
    const whole = of(text)?.min ?? Number.NaN;
    return { scanner, text, whole, onTop: whole - (of(none)?.min ?? Number.NaN) };
  });
}

export function formatScanRates(rates: readonly ScanRate[]): string {
  const width = Math.max(...rates.map(({ scanner }) => scanner.length));
  return rates
    .map(({ scanner, text, whole, onTop }) => {
      const own = scanner === OWN;
      const verdict = own
        ? onTop <= BUDGET_MS
          ? `  ≤ ${BUDGET_MS} ms: met`
          : `  ≤ ${BUDGET_MS} ms: NOT met`
        : "";
      const times = `${whole.toFixed(0).padStart(6)} ms, text ${onTop.toFixed(0).padStart(5)} ms`;
      return `${scanner.padEnd(width)}  ${text}  ${times} = ${(1000 / onTop).toFixed(1).padStart(6)} MiB/s${verdict}`;
    })
    .join("\n");
}

const OWN = "toolgate secret-scan";

interface Scanner {
  readonly name: string;
  readonly toSubject: (text: string, content: string, file: string) => Subject;
}

function ownScanners(trial: Trial): Scanner[] {
  const program = path.join(trial.hooks, "secret-scan");
  const toSubject: Scanner["toSubject"] = (text, content) => {
    const input = callOf("Write", { file_path: "/home/dev/project/text.js", content });
    return { name: `${OWN}: ${text}`, program, args: [], env: {}, input };
  };
  return [{ name: OWN, toSubject }];
}

function realScanners(): Scanner[] {
  const gitleaks = ["dir", "--no-banner", "--exit-code", "0", "--log-level", "error"];
  const rules = ["--config", path.join(root, "rules", "secrets.toml")];
  const trufflehog = ["filesystem", "--no-update", "--no-verification", "--json"];
  return [
    ...realScanner("gitleaks", "gitleaks, our rules", [...gitleaks, ...rules]),
    ...realScanner("gitleaks", "gitleaks, its own rules", gitleaks),
    ...realScanner("trufflehog", "TruffleHog, unverified", trufflehog),
  ];
}

function realScanner(
  binary: "gitleaks" | "trufflehog",
  name: string,
  args: readonly string[],
): Scanner[] {
  const program = scannerPath(binary);
  if (program === undefined) {
    console.log(`${name} is not measured: there is no ${binary} here (npm run tools)`);
    return [];
  }
  const env = { PATH: process.env["PATH"] ?? "", HOME: "/nonexistent" };
  const toSubject: Scanner["toSubject"] = (text, _, file) => {
    const target = path.dirname(file);
    return { name: `${name}: ${text}`, program, args: [...args, target], env, input: "" };
  };
  return [{ name, toSubject }];
}
