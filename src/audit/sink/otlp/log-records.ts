import { type JsonObject, parseJson } from "../../../model/json.ts";
import { isObject } from "../../../model/json.ts";
import { unseal } from "../../seal/sealed-line.ts";
import type { SealedLine } from "../sink.ts";

/** OCSF's `severity_id` as a severity of OpenTelemetry's logs. */
const SEVERITIES: Readonly<Record<number, readonly [number, string]>> = {
  1: [9, "INFO"],
  2: [10, "INFO2"],
  3: [13, "WARN"],
  4: [17, "ERROR"],
  5: [18, "ERROR2"],
  6: [21, "FATAL"],
};

/** What a machine is to a collector. */
export interface Resource {
  readonly host: string;
  readonly version: string;
}

/** `ExportLogsServiceRequest` as OTLP's JSON. A record's body is the sealed line, byte for byte. */
export function toLogsRequest(
  lines: readonly SealedLine[],
  resource: Resource,
  observed: number,
): string {
  const scope = { name: "toolgate.audit", version: resource.version };
  const logRecords = lines.map((line) => toLogRecord(line, observed));
  const scopeLogs = [{ scope, logRecords }];
  return JSON.stringify({ resourceLogs: [{ resource: toResource(resource), scopeLogs }] });
}

export function toResource({ host, version }: Resource): JsonObject {
  const named = { "service.name": "toolgate", "service.version": version, "host.name": host };
  return { attributes: Object.entries(named).map(([key, value]) => toText(key, value)) };
}

function toLogRecord({ seq, bytes }: SealedLine, observed: number): JsonObject {
  const text = Buffer.from(bytes).toString("utf8");
  const seal = unseal(text)?.seal;
  const event = parseEvent(text);
  const { time, severity_id: level } = event;
  const happened = typeof time === "number" ? time : (seal?.at ?? observed);
  const [severityNumber, severityText] = SEVERITIES[Number(level)] ?? [9, "INFO"];
  const attributes = [
    ...(seal === undefined
      ? []
      : [toText("toolgate.log", seal.log), toText("toolgate.id", seal.id)]),
    { key: "toolgate.seq", value: { intValue: String(seq) } },
    ...(typeof event["class_uid"] === "number"
      ? [{ key: "ocsf.class_uid", value: { intValue: String(event["class_uid"]) } }]
      : []),
  ];
  return {
    timeUnixNano: toNano(happened),
    observedTimeUnixNano: toNano(observed),
    severityNumber,
    severityText,
    body: { stringValue: text },
    attributes,
  };
}

function toText(key: string, stringValue: string): JsonObject {
  return { key, value: { stringValue } };
}

export function toNano(milliseconds: number): string {
  return `${Math.trunc(milliseconds)}000000`;
}

function parseEvent(text: string): JsonObject {
  const value = parseJson(text);
  return isObject(value) ? value : {};
}
