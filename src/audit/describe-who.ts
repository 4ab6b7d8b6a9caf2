import type { HookEvent } from "../model/event.ts";
import type { JsonObject } from "../model/json.ts";
import type { Account } from "../model/record.ts";
import type { Cleaner } from "./cleaner.ts";

/**
 * OCSF's `actor`, `src_endpoint`, `ai_agent` and `message_context`: on whose behalf, where. The agent
 * that the user talks to is the session's; a subagent has an id and a type of its own.
 */
export function describeWho({ actor, event }: Account, cleaner: Cleaner): JsonObject {
  const { uid } = actor;
  const session = cleaner.id(event?.sessionId);
  return {
    actor: {
      user: { name: cleaner.line(actor.user), uid: String(uid), type_id: uid === 0 ? 2 : 1 },
      session: session === undefined ? undefined : { uid: session },
    },
    src_endpoint: { hostname: cleaner.line(actor.host) },
    ai_agent: {
      uid: "claude-code",
      name: cleaner.id(event?.agentType),
      type_id: 99,
      type: event?.agentId === undefined ? "main" : "subagent",
      instance_uid: cleaner.id(event?.agentId),
    },
    message_context: event?.promptId === undefined ? undefined : describeMessage(event, cleaner),
  };
}

/** The prompt that it comes of: calls of one prompt have it in common. OCSF wants the application or the service in it. */
function describeMessage({ name, promptId }: HookEvent, cleaner: Cleaner): JsonObject {
  return {
    application: { name: "claude-code" },
    ai_role_id: name.startsWith("UserPrompt") ? 1 : 3,
    uid: cleaner.id(promptId),
  };
}
