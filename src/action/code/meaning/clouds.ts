import type { CallSite, Handler } from "../language.ts";
import { asText, isKnown, toReference, type Value } from "../value.ts";

/** Verbs of a cloud's interface that end or open something; others are told nobody. */
const ENDS =
  /^(?:delete|terminate|deregister|schedule-key-deletion|purge|disable|detach|revoke|remove|stop|put-bucket-(?:policy|acl)|delete-objects|modify-.*-attribute|authorize)(?:-|$)/;

/** Services whose client on the command line goes by another name. */
const PROGRAMS: Readonly<Record<string, string>> = { s3: "s3api" };

/** `boto3.client("s3")`: what is called by the service's name then. */
export const opensService: Handler = ({ args: [first] }) =>
  first !== undefined && isKnown(first) ? toReference(`boto3-${first.text}`) : undefined;

/** Calls of boto3's clients and resources, and of Kubernetes'. */
export const callsPythonCloud: Handler = (call) => {
  const [, service, rest = ""] = /^boto3-([\w-]+)\.(.+)$/.exec(call.name) ?? [];
  if (service !== undefined) return callAws(call, service, rest);
  const kind =
    /(?:CoreV1Api|AppsV1Api|BatchV1Api)\(\)\.delete_(?:collection_)?(?:namespaced_)?(\w+)$/;
  const [, deleted] = kind.exec(call.name) ?? [];
  if (deleted !== undefined) order(call, "kubectl", "delete", deleted, ...values(call.args));
  if (/^google\.cloud\.storage\.Client\(\)\.(?:get_)?bucket\(\)\.delete$/.test(call.name))
    order(call, "gcloud", "storage", "buckets", "delete", "gs:");
  return undefined;
};

/** `Bucket("x").objects.all().delete()`, `Instance("i").terminate()`, `client.delete_bucket(Bucket="x")`. */
function callAws(call: CallSite, service: string, rest: string): undefined {
  const parts = rest.replaceAll("()", "").split(".");
  const verb = parts.at(-1) ?? "";
  if (/\.(?:objects|object_versions)\./.test(`.${rest}`) && verb === "delete")
    return order(call, "aws", "s3", "rm", "--recursive", "s3://bucket");
  const [kind = ""] = parts;
  const isResource = /^[A-Z]/.test(kind) && parts.length === 2;
  const ending = isResource && kind === "Instance" ? "s" : "";
  const name = isResource ? `${verb}_${toSnake(kind)}${ending}` : verb;
  return tellAws(call, service, name);
}

/** `new DeleteBucketCommand({…})` of the SDK's third version, `new AWS.S3().deleteBucket({…})` of the second. */
export const callsScriptCloud: Handler = (call) => {
  const third = /@aws-sdk[./]client-([\w-]+)\.(\w+)Command$/.exec(call.name);
  const second = /(?:^|\.)(?:aws-sdk|AWS)\.(\w+)\(\)\.(\w+)$/.exec(call.name);
  const [, service, name] = third ?? second ?? [];
  if (service !== undefined && name !== undefined)
    tellAws(call, service.toLowerCase(), toSnake(name));
  return undefined;
};

function toSnake(name: string): string {
  return name.replaceAll(/(?<=[a-z\d])[A-Z]/g, "_$&").toLowerCase();
}

function tellAws(call: CallSite, service: string, name: string): undefined {
  const verb = name.replaceAll("_", "-");
  if (!ENDS.test(verb)) return;
  const [first] = call.args;
  const options = first?.kind === "record" ? first.entries : call.named;
  const words = [...options]
    .slice(0, 8)
    .flatMap(([key, value]) => [`--${toSnake(key).replaceAll("_", "-")}`, asText(value).text]);
  order(call, "aws", PROGRAMS[service] ?? service, verb, ...words);
}

function values(given: readonly Value[]): readonly string[] {
  return given.slice(0, 4).map((each) => asText(each).text);
}

function order({ examination }: CallSite, ...words: readonly string[]): undefined {
  if (!examination.isSpeculative) examination.emit({ kind: "orders", words });
}
