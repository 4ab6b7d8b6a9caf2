import type { JsonObject } from "../model/json.ts";
import type { Account } from "../model/record.ts";
import type { Cleaner } from "./cleaner.ts";

/** OCSF's `actor`, `device`, `src_endpoint`, `ai_agent` and `message_context`: on whose behalf, where. */
export function describeWho(account: Account, cleaner: Cleaner): JsonObject {
  const { actor, event } = account;
  const host = cleaner.line(actor.host);
  return {
    actor: {
      app_name: "claude-code",
      user: {
        name: cleaner.line(actor.user),
        uid: String(actor.uid),
        type_id: actor.uid === 0 ? 2 : 1,
      },
      ...(event?.sessionId === undefined
        ? {}
        : { session: { uid: cleaner.line(event.sessionId) } }),
    },
    device: { hostname: host, type_id: 0 },
    src_endpoint: { hostname: host },
    ai_agent: describeAgent(account, cleaner),
    message_context: {
      application: { name: "claude-code" },
      ai_role_id: event?.name.startsWith("UserPrompt") === true ? 1 : 3,
      uid: cleaner.line(event?.promptId),
    },
  };
}

/** A subagent is named by its type; the agent that the user talks to has the session's id. */
function describeAgent({ event }: Account, cleaner: Cleaner): JsonObject {
  const instance = event?.agentId ?? event?.sessionId;
  const name = event?.agentType ?? "claude-code";
  return {
    uid: "claude-code",
    name: cleaner.line(name),
    type_id: 99,
    type: event?.agentId === undefined ? "main" : "subagent",
    instance_uid: cleaner.line(instance),
  };
}
