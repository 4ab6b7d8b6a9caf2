import type { PathSurface, Surface, UrlSurface } from "../model/action.ts";
import type { Json, JsonObject } from "../model/json.ts";
import type { Account } from "../model/record.ts";
import type { Cleaner } from "./cleaner.ts";
import { findRecordable, type Recordable } from "./recordable-fields.ts";
import { redactInput } from "./redact-input.ts";

const MAX_RESOURCES = 20;

/** OCSF's `api` and `resources`: which tool, with which input, on which paths and URLs. */
export function describeCall(account: Account, cleaner: Cleaner): JsonObject {
  const { action, verdict } = account;
  const fields =
    action === undefined || verdict === undefined
      ? undefined
      : findRecordable(action, verdict.findings);
  return {
    api: describeApi(account, redactInput(account, fields, cleaner), cleaner),
    resources: fields && listResources(action?.surfaces ?? [], fields, cleaner),
  };
}

function describeApi({ event }: Account, data: Json | undefined, cleaner: Cleaner): JsonObject {
  const tool = event?.tool;
  const server = cleaner.line(tool?.mcpServer);
  return {
    operation: tool ? cleaner.line(tool.name) : cleaner.id(event?.name ?? "unknown"),
    service: server === undefined ? undefined : { name: server },
    // OCSF wants an id here; events that call no tool have none.
    request: { uid: cleaner.callId(tool?.useId ?? ""), data },
  };
}

/** Paths and URLs once each, as far as the field that they stand in may be recorded; or nothing. */
function listResources(
  surfaces: readonly Surface[],
  fields: ReadonlyMap<string, Recordable>,
  cleaner: Cleaner,
): readonly Json[] | undefined {
  const listed = new Map<string, Json>();
  let seen = 0;
  for (const surface of surfaces) {
    if (!isTarget(surface) || fields.get(surface.at.field) === "withheld") continue;
    if (seen >= MAX_RESOURCES) break;
    seen += 1;
    const { type, name } = toResource(surface, cleaner);
    listed.set(`${type} ${name}`, { type, name });
  }
  return listed.size === 0 ? undefined : [...listed.values()];
}

function isTarget(surface: Surface): surface is PathSurface | UrlSurface {
  return surface.kind === "path" || surface.kind === "url";
}

interface Resource {
  readonly type: string;
  readonly name: string;
}

function toResource(target: PathSurface | UrlSurface, cleaner: Cleaner): Resource {
  if (target.kind === "url") return { type: "url", name: cleaner.path(target.url) };
  return { type: `file:${target.access}`, name: cleaner.path(target.path) };
}
