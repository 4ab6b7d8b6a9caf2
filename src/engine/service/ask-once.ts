import { setTimeout as sleep } from "node:timers/promises";
import { isObject, type JsonObject, parseJson } from "../../model/json.ts";
import { millisecondsUp } from "../../platform/clock.ts";
import { EngineFailure } from "../engine-failure.ts";
import type { Answer, Connection } from "./connection.ts";
import { Outage } from "./outage.ts";
import { readRetryAfter } from "../../http/retry-after.ts";

/** Attempts after the first. */
const MAX_RETRIES = 2;

/** Less time than this is not worth another attempt. */
const MIN_ATTEMPT_MS = 50;

/** How long to wait before asking again a service that is overloaded and does not say how long. */
const OVERLOAD_RETRY_MS = 100;

/** What is posted where. */
export interface Post {
  readonly path: string;
  readonly body: Buffer;
  /** What must stand in no answer: what an answer says goes into records. */
  readonly key: string | undefined;
  /** In milliseconds since the process began. */
  readonly until: number;
  /** Called before each attempt. */
  readonly onAttempt: () => void;
}

/**
 * The object that a service answers with; asked again, at most twice, where that can help and its answer would still come
 * in time.
 *
 * @throws Outage when it cannot answer now; EngineFailure when it answers with anything else
 */
export async function askOnce(connection: Connection, post: Post): Promise<JsonObject> {
  for (let retries = 0; ; retries += 1) {
    try {
      post.onAttempt();
      return understand(await connection.post(post.path, post.body), post.key);
    } catch (error) {
      if (!(error instanceof Outage) || error.retryAfterMs === undefined) throw error;
      const wait = error.retryAfterMs * 2 ** retries;
      const left = post.until - millisecondsUp();
      if (retries >= MAX_RETRIES || wait + MIN_ATTEMPT_MS > left) throw error;
      await sleep(wait);
    }
  }
}

function understand({ status, retryAfter, body }: Answer, key: string | undefined): JsonObject {
  assertAnswered(status, retryAfter);
  const text = body.toString("utf8");
  if (key !== undefined && text.includes(key))
    throw new EngineFailure("its answer has our key in it");
  const value = parseJson(text);
  if (value === undefined) throw new EngineFailure("its answer is not JSON");
  if (!isObject(value)) throw new EngineFailure("its answer is not one that we know");
  return value;
}

function assertAnswered(status: number, retryAfter: string | undefined): void {
  if (status === 200) return;
  if (status === 429 || status >= 500) throw toOutage(status, readRetryAfter(retryAfter));
  if (status === 401 || status === 403)
    throw new EngineFailure(`it does not accept our key (status ${status})`);
  const isElsewhere = status >= 300 && status < 400;
  const what = isElsewhere ? "it would send us elsewhere (status" : "it refuses to answer (status";
  throw new EngineFailure(`${what} ${status})`);
}

/** Only some of them pass by themselves, or say when. */
function toOutage(status: number, wait: number | undefined): Outage {
  if (status === 429) return new Outage("it is asked too often (status 429)", wait);
  const isPassing = status >= 502 && status <= 504;
  const reason = `it could not answer (status ${status})`;
  return new Outage(reason, isPassing ? (wait ?? OVERLOAD_RETRY_MS) : undefined);
}
