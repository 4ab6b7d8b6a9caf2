import type { ServicePolicy } from "../../model/engine.ts";
import type { Finding } from "../../model/finding.ts";
import type { Question } from "../engine.ts";
import { lakera } from "../lakera/lakera.ts";
import { llmGuard } from "../llm-guard/llm-guard.ts";
import type { Service } from "./service.ts";
import { askThrough } from "./service-engine.ts";

/** @throws EngineFailure */
export function askService(policy: ServicePolicy, question: Question): Promise<readonly Finding[]> {
  return askThrough(toService(policy), policy, question);
}

function toService(policy: ServicePolicy): Service {
  switch (policy.name) {
    case "lakera":
      return lakera(policy);
    case "llm-guard":
      return llmGuard(policy);
  }
}
