import * as z from "zod";
import { absolutePath } from "./absolute-path.ts";
import { byProfile } from "./meta.ts";
import { serviceUrl } from "./service-url.ts";

const name = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, "must look like kebab-name")
  .max(40)
  .describe("Names the queue of this sink: under another name everything kept is sent again.");

const firehose = z.strictObject({
  kind: z.literal("firehose"),
  name,
  stream: z
    .string()
    .regex(/^[A-Za-z0-9_.-]{1,64}$/, "must be the name of a Firehose stream")
    .describe("The delivery stream."),
  region: z
    .string()
    .regex(/^[a-z]{2}(-[a-z]+)+-\d$/, "must be a region, as eu-central-1")
    .describe("The region of the stream."),
  role_arn: z
    .string()
    .regex(/^arn:aws[a-z-]*:iam::\d{12}:role\/[\w+=,.@/-]{1,512}$/, "must be the ARN of a role")
    .optional()
    .describe("The role in the audit account that is assumed."),
  external_id: z
    .string()
    .regex(/^[\w+=,.@:/-]{2,1224}$/, "must be an external id")
    .optional()
    .describe("The external id that the role's trust policy wants."),
  endpoint: serviceUrl.optional().describe("Instead of the region's own: a VPC endpoint, a proxy."),
  sts_endpoint: serviceUrl.optional().describe("The same for the role: AWS STS."),
  ca_file: absolutePath.optional().describe("Certificates in PEM that are believed instead."),
});

const file = z.strictObject({
  kind: z.literal("file"),
  name,
  directory: absolutePath.describe(
    "Where the files go, one an hour; only the forwarder writes there.",
  ),
});

const otlp = z.strictObject({
  kind: z.literal("otlp"),
  name,
  url: serviceUrl.describe("Base URL of the collector; /v1/logs is appended."),
  headers_file: absolutePath
    .optional()
    .describe("A file with one header a line, Name: value, which only the forwarder reads."),
  ca_file: absolutePath.optional().describe("Certificates in PEM that are believed instead."),
});

const syslog = z.strictObject({
  kind: z.literal("syslog"),
  name,
  host: z.string().min(1).max(253).describe("The receiver."),
  port: z.int().min(1).max(65_535).default(6514).describe("6514, by RFC 5425."),
  tls: z.boolean().default(true).describe("false only to this machine itself."),
  ca_file: absolutePath.optional().describe("Certificates in PEM that are believed instead."),
});

const sinks = z
  .array(z.discriminatedUnion("kind", [firehose, file, otlp, syslog]))
  .max(8)
  .superRefine((given, context) => {
    for (const [index, sink] of given.entries()) {
      if (given.findIndex((other) => other.name === sink.name) !== index)
        context.addIssue({ code: "custom", path: [index, "name"], message: "names two sinks" });
      if (sink.kind === "syslog" && !sink.tls && !isLoopback(sink.host))
        context.addIssue({
          code: "custom",
          path: [index, "tls"],
          message: "false only to this machine itself, as 127.0.0.1",
        });
      if (sink.kind === "firehose" && sink.external_id !== undefined && sink.role_arn === undefined)
        context.addIssue({
          code: "custom",
          path: [index, "external_id"],
          message: "goes with a role_arn",
        });
    }
  });

function isLoopback(host: string): boolean {
  return /^(?:localhost|127\.\d+\.\d+\.\d+|::1)$/.test(host);
}

/** What the policy says of records and where they go. */
export const audit = z.strictObject({
  capture: byProfile(z.enum(["full", "redacted", "hash"]))
    .optional()
    .describe(
      "full: contents too, without what a rule found in them; redacted: what describes the call; hash: sizes and keyed hashes alone.",
    ),
  identity: z
    .array(z.string().regex(/^[A-Za-z_][A-Za-z0-9_]{0,63}$/, "must be the name of a variable"))
    .max(16)
    .optional()
    .describe("Environment variables whose values are recorded, as the user claims them."),
  sync: byProfile(z.boolean())
    .optional()
    .describe("Whether a hook waits until its record is on the disk."),
  keep_days: z
    .int()
    .min(0)
    .max(365)
    .optional()
    .describe(
      "Days that delivered lines stay on the machine. Lines that are not delivered always stay.",
    ),
  heartbeat_seconds: z
    .int()
    .min(1)
    .max(3600)
    .optional()
    .describe("Seconds between checkpoints while nothing happens."),
  sinks: sinks.optional().describe("Where sealed lines go, each with a queue of its own."),
});

export type AuditSource = z.output<typeof audit>;
export type SinkSource = z.output<typeof sinks>[number];
