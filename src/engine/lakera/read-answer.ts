import type { LakeraLevel } from "../../model/engine.ts";
import { isArray, isObject, type Json, type JsonObject } from "../../model/json.ts";
import { EngineFailure } from "../engine-failure.ts";
import type { Detection } from "../service/service.ts";
import { readLevel } from "./read-level.ts";
import { type Match, readPayload } from "./read-payload.ts";

/** More detectors than there are of any service. */
const MAX_ENTRIES = 100;

/**
 * What Lakera says of one text. A detector counts where it is as sure as `blockAt` or surer, whatever Lakera's own policy
 * makes of it; where it does not say how sure it is, that policy's word holds.
 *
 * @throws EngineFailure for an answer of another shape, or in which no detector has looked
 */
export function readLakeraAnswer(
  answer: JsonObject,
  text: string,
  blockAt: LakeraLevel,
): readonly Detection[] {
  const { flagged, breakdown } = answer;
  if (typeof flagged !== "boolean" || !isArray(breakdown)) refuse();
  if (breakdown.length > MAX_ENTRIES) refuse();
  if (breakdown.length === 0) throw new EngineFailure("none of its detectors has looked at it");
  const entries = breakdown.map(readEntry);
  const matches = readPayload(answer["payload"], text);
  const detections = entries.flatMap((entry) => toDetection(entry, matches, blockAt));
  const isExplained = !flagged || detections.length > 0;
  return isExplained ? detections : [UNEXPLAINED];
}

/** It has flagged the text, and none of its detectors has: nobody knows why, and so it counts. */
const UNEXPLAINED: Detection = {
  check: "injection",
  detector: "flagged",
  level: "no level",
  reaches: true,
  severity: "high",
  confidence: "medium",
  stretches: [],
};

interface Entry {
  readonly detector: string;
  readonly detected: boolean;
  readonly level: LakeraLevel | undefined;
}

function readEntry(entry: Json): Entry {
  if (!isObject(entry)) refuse();
  const { detector_type: detector, detected } = entry;
  if (typeof detector !== "string" || detector === "" || typeof detected !== "boolean") refuse();
  const word = entry["confidence"] ?? entry["result"] ?? null;
  const level = readLevel(word);
  if (word !== null && level === undefined)
    throw new EngineFailure("how sure it is is not one of the words that we know");
  return { detector, detected, level };
}

function toDetection(
  { detector, detected, level }: Entry,
  matches: readonly Match[],
  blockAt: LakeraLevel,
): Detection[] {
  const reaches = level === undefined ? detected : level <= blockAt;
  if (!reaches && !detected) return [];
  return [
    {
      ...kindOf(detector, matches),
      reaches,
      ...(level === undefined ? UNSAID : { level: `L${level}`, ...SURENESS[level] }),
    },
  ];
}

type Sureness = Pick<Detection, "severity" | "confidence">;

const UNSAID = { level: "no level", severity: "high", confidence: "medium" } as const;

const SURENESS: Readonly<Record<LakeraLevel, Sureness>> = {
  1: { severity: "high", confidence: "high" },
  2: { severity: "high", confidence: "high" },
  3: { severity: "medium", confidence: "medium" },
  4: { severity: "medium", confidence: "low" },
  5: { severity: "medium", confidence: "low" },
};

/** Personal data is masked where it stands; anything else is about the text as a whole. */
function kindOf(
  detector: string,
  matches: readonly Match[],
): Pick<Detection, "check" | "detector" | "stretches"> {
  if (!/^pii(?:\/|$)/.test(detector)) return { check: "injection", detector, stretches: [] };
  const stretches = matches.filter((match) => isOf(match, detector));
  return { check: "pii", detector: detector.replace(/^pii\//, ""), stretches };
}

/** A match of `pii/email` is one of the detector `pii` too. */
function isOf({ detector }: Match, asked: string): boolean {
  return detector === asked || detector.startsWith(`${asked}/`);
}

function refuse(): never {
  throw new EngineFailure("its answer is not one that we know");
}
