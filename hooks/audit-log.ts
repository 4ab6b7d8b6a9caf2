import type { Hook } from "../src/hook.ts";

/** A record of every event, and an opinion on none. */
export const auditLog: Hook = { name: "audit-log", checks: [] };
