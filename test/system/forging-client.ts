// A hook of a user who would rather be another: `forging-client.mjs SOCKET UID`. Prints what the forwarder says.
import { openHandover } from "../../src/audit/intake/hand-over.ts";

const [, , socket = "", claimed = ""] = process.argv;
const { actor, spool, deliver } = await openHandover({ socket, withinMs: 3000 });
spool.append({
  message: "forged",
  class_uid: 6003,
  actor: { user: { name: actor.user, uid: claimed } },
  src_endpoint: { hostname: actor.host },
  unmapped: { format: 1, integrity: "service" },
});
await deliver(3000).then(
  () => console.log(`${actor.uid} taken`),
  (error: unknown) => console.log(`${actor.uid} ${String(error)}`),
);
