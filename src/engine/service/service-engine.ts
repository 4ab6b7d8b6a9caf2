import type { ServicePolicy } from "../../model/engine.ts";
import type { Finding } from "../../model/finding.ts";
import { millisecondsUp } from "../../platform/clock.ts";
import type { EngineNotes, Question } from "../engine.ts";
import { EngineFailure } from "../engine-failure.ts";
import { askOnce } from "./ask-once.ts";
import { Breaker } from "./breaker.ts";
import { type Chunk, chunkTexts } from "./chunk-texts.ts";
import { Connection } from "./connection.ts";
import { Outage } from "./outage.ts";
import { readAuthorities, readServiceKey } from "./read-secret-file.ts";
import type { Service } from "./service.ts";
import { type Detected, tellDetections } from "./tell-detections.ts";

/**
 * Asks a service about all texts, one after the other over one connection.
 *
 * @throws EngineFailure with what was found before, when it has not answered for the whole of it in time
 */
export async function askThrough(
  service: Service,
  policy: ServicePolicy,
  { due, request, setting, notes }: Question,
): Promise<readonly Finding[]> {
  const chunks = chunkTexts(due.texts, service.chunkUnits);
  if (chunks.length === 0) return [];
  const breaker = new Breaker(policy, setting);
  breaker.assertClosed();
  const { url, keyFile, caFile } = policy;
  const key = keyFile === undefined ? undefined : readServiceKey(keyFile, setting);
  const authorities = caFile === undefined ? undefined : readAuthorities(caFile, setting);
  const own = millisecondsUp() + policy.deadlineMs;
  const until = Math.min(own, request.until);
  const connection = new Connection({ url, key, authorities });
  const timer = closeAt(until, connection, own > request.until);
  const detected: Detected[] = [];
  try {
    const asking = { service, connection, key, until, notes, url };
    for (const chunk of chunks) detected.push(await askAbout(chunk, asking));
    breaker.noteAnswer();
    return tellDetections(detected, service, policy);
  } catch (error) {
    // Of a service that has answered before, a long text is more likely the reason.
    if (error instanceof Outage && detected.length === 0) breaker.noteOutage();
    if (!(error instanceof EngineFailure)) throw error;
    throw new EngineFailure(error.message, tellDetections(detected, service, policy));
  } finally {
    clearTimeout(timer);
    connection.close(new EngineFailure("it is done"));
  }
}

/** That it had less time than the policy gives it is not the service's doing, and no outage. */
function closeAt(until: number, connection: Connection, isCutShort: boolean): NodeJS.Timeout {
  const ms = Math.floor(until - millisecondsUp());
  if (ms <= 0) throw new EngineFailure("no time was left for it");
  const reason = `it took longer than ${ms} ms`;
  const late = isCutShort ? new EngineFailure(reason) : new Outage(reason);
  return setTimeout(() => connection.close(late), ms);
}

interface Asking {
  readonly service: Service;
  readonly connection: Connection;
  readonly key: string | undefined;
  readonly until: number;
  readonly notes: EngineNotes;
  readonly url: string;
}

async function askAbout(chunk: Chunk, asking: Asking): Promise<Detected> {
  const { service, connection, key, until } = asking;
  const { text, role } = chunk;
  const { path, body } = service.toQuestion(text, role);
  const bytes = Buffer.from(JSON.stringify(body));
  const onAttempt = () => noteSent(chunk, asking);
  const answer = await askOnce(connection, { path, body: bytes, key, until, onAttempt });
  return { chunk, detections: service.readAnswer(answer, text, role) };
}

/** Whatever comes of the attempt: what may have left the machine is on the record. */
function noteSent({ text, pieces }: Chunk, { notes, url }: Asking): void {
  const surfaces = pieces.flatMap((piece) => piece.surfaces);
  const { host } = new URL(url);
  const { requests, bytes, fields } = notes.sent ?? { requests: 0, bytes: 0, fields: [] };
  notes.sent = {
    host,
    requests: requests + 1,
    bytes: bytes + Buffer.byteLength(text),
    fields: [...new Set([...fields, ...surfaces.map(({ at }) => at.field)])],
  };
}
