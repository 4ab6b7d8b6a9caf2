import type { TextRole } from "../../model/action.ts";
import type { Confidence, Severity } from "../../model/finding.ts";
import type { JsonObject } from "../../model/json.ts";

/** A stretch of a text that a service was given; UTF-16 units, `end` exclusive. */
export interface ServiceStretch {
  readonly start: number;
  readonly end: number;
}

/** One detector's word on one text. */
export interface Detection {
  readonly check: "injection" | "pii" | "secret";
  /** The service's own name for what it looks for; any string. */
  readonly detector: string;
  /** How sure it is, as it says: `L2`, `0.93`; ours, not the service's, words. */
  readonly level: string;
  /** Whether that reaches the policy's threshold. Below it the service itself has flagged it. */
  readonly reaches: boolean;
  readonly severity: Severity;
  readonly confidence: Confidence;
  /** Where it stands, if the service says it and it may be masked; empty: somewhere in the text. */
  readonly stretches: readonly ServiceStretch[];
}

/** What is posted. */
export interface ServiceQuestion {
  /** Appended to the policy's URL: `/guard`. */
  readonly path: string;
  readonly body: JsonObject;
}

/** How one service is asked about one text and understood, under one policy. */
export interface Service {
  /** As it is written in messages. */
  readonly title: string;
  /** A longer text is asked about in pieces of at most so many UTF-16 units. */
  readonly chunkUnits: number;
  /** How a text is asked about that comes from there: texts that are asked about alike are asked about once. */
  readonly toQuestion: (text: string, role: TextRole) => ServiceQuestion;
  /** @throws EngineFailure for everything that is not a whole answer of the shape that we know */
  readonly readAnswer: (answer: JsonObject, text: string, role: TextRole) => readonly Detection[];
}
