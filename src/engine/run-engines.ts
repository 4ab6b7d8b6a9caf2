import { boundFindings } from "../check/run-checks.ts";
import type { TextSurface } from "../model/action.ts";
import type { EngineReport } from "../model/engine.ts";
import type { Finding } from "../model/finding.ts";
import { millisecondsUp } from "../platform/clock.ts";
import type { Question } from "./engine.ts";
import { EngineFailure } from "./engine-failure.ts";
import type { EngineRequest, EngineSetting } from "./engine-runner.ts";
import { tellFailure } from "./tell-failure.ts";

/** Asks every engine that is due at once; see `EngineRunner`. */
export function runEngines(
  request: EngineRequest,
  setting: EngineSetting,
): Promise<readonly EngineReport[]> {
  return Promise.all(request.due.map((due) => report({ due, request, setting, notes: {} })));
}

async function report(question: Question): Promise<EngineReport> {
  const { due, notes } = question;
  const { policy, texts } = due;
  const begun = millisecondsUp();
  const { failure, found } = await attempt(question);
  return {
    engine: policy.name,
    run: policy.run,
    texts: texts.length,
    bytes: sizeOf(texts),
    took: Math.round((millisecondsUp() - begun) * 1000),
    ...notes,
    ...(failure === undefined
      ? { findings: boundFindings(found) }
      : { failure, findings: [...tellFailure(policy, failure), ...boundFindings(found)] }),
  };
}

/** What was found, and why that is not all. */
interface Outcome {
  readonly found: readonly Finding[];
  readonly failure?: string;
}

/** A message of anyone else's may quote the texts. */
async function attempt(question: Question): Promise<Outcome> {
  try {
    return { found: await ask(question) };
  } catch (error) {
    if (error instanceof EngineFailure) return { failure: error.message, found: error.found };
    const kind = error instanceof Error ? error.name : "failure";
    return { failure: `unexpected ${kind}`, found: [] };
  }
}

/** Loads what the engine needs and no other: execa for a program, TLS for a service. */
async function ask(question: Question): Promise<readonly Finding[]> {
  const { policy } = question.due;
  switch (policy.name) {
    case "gitleaks":
    case "trufflehog":
      return (await import("./scanner/ask-scanner.ts")).askScanner(policy, question);
    case "lakera":
    case "llm-guard":
      return (await import("./service/ask-service.ts")).askService(policy, question);
  }
}

function sizeOf(texts: readonly TextSurface[]): number {
  return texts.reduce((sum, { text }) => sum + Buffer.byteLength(text), 0);
}
