import type { PathSurface, Surface, UrlSurface } from "../model/action.ts";
import type { Json, JsonObject } from "../model/json.ts";
import type { Account } from "../model/record.ts";
import type { Cleaner } from "./cleaner.ts";
import { findRecordable } from "./recordable-fields.ts";
import { redactInput } from "./redact-input.ts";

const MAX_RESOURCES = 20;

/** OCSF's `api` and `resources`: which tool, with which input, on which paths and URLs. */
export function describeCall(account: Account, cleaner: Cleaner): JsonObject {
  const resources = listResources(account, cleaner);
  return { api: describeApi(account, cleaner), ...(resources.length > 0 ? { resources } : {}) };
}

function describeApi(account: Account, cleaner: Cleaner): JsonObject {
  const { tool, name } = account.event ?? { tool: undefined, name: "unknown" };
  return {
    operation: cleaner.line(tool?.name ?? name),
    service: { name: cleaner.line(tool?.mcpServer ?? "claude-code") },
    // OCSF wants an id here; events that call no tool have none.
    request: { uid: cleaner.line(tool?.useId ?? ""), data: redactInput(account, cleaner) },
  };
}

/** Paths and URLs once each, as far as the field that they stand in may be recorded. */
function listResources({ action, verdict }: Account, cleaner: Cleaner): readonly Json[] {
  if (action === undefined || verdict === undefined) return [];
  const fields = findRecordable(action, verdict.findings);
  const targets = action.surfaces
    .filter(isTarget)
    .filter(({ at }) => fields.get(at.field) !== "withheld")
    .slice(0, MAX_RESOURCES)
    .map((target) => toResource(target, cleaner));
  return [...new Map(targets.map((target) => [JSON.stringify(target), target])).values()];
}

function isTarget(surface: Surface): surface is PathSurface | UrlSurface {
  return surface.kind === "path" || surface.kind === "url";
}

function toResource(target: PathSurface | UrlSurface, cleaner: Cleaner): JsonObject {
  if (target.kind === "url") return { type: "url", name: cleaner.path(target.url), role_id: 1 };
  return { type: `file:${target.access}`, name: cleaner.path(target.path), role_id: 1 };
}
