import { fromTable } from "../from-table.ts";
import { UNKNOWN } from "../../../model/invocation.ts";
import { optionValue, type ReadArguments } from "../arguments.ts";
import { toArnPart } from "../resource-part.ts";

/** How a resource of a service is named by options: the first of `options` that is given is the `*`. */
interface NamedForm {
  readonly options: string;
  /** What stands before and behind the name; without region and account where `isGlobal`. */
  readonly form: string;
  readonly isGlobal?: true;
}

/** The documented ARN forms, the narrowest first. */
const FORMS: Readonly<Partial<Record<string, readonly NamedForm[]>>> = {
  ecs: [
    { options: "--service --services --service-name", form: "service/*" },
    { options: "--task --tasks", form: "task/*" },
    { options: "--task-definition --family", form: "task-definition/*" },
    { options: "--cluster --clusters --cluster-name", form: "cluster/*" },
  ],
  ecr: [{ options: "--repository-name --repository-names", form: "repository/*" }],
  lambda: [{ options: "--function-name", form: "function:*" }],
  rds: [
    { options: "--db-instance-identifier", form: "db:*" },
    { options: "--db-cluster-identifier", form: "cluster:*" },
    { options: "--db-snapshot-identifier", form: "snapshot:*" },
  ],
  dynamodb: [{ options: "--table-name", form: "table/*" }],
  iam: [
    { options: "--role-name", form: "role/*", isGlobal: true },
    { options: "--user-name", form: "user/*", isGlobal: true },
    { options: "--group-name", form: "group/*", isGlobal: true },
    { options: "--policy-name", form: "policy/*", isGlobal: true },
    { options: "--instance-profile-name", form: "instance-profile/*", isGlobal: true },
  ],
  secretsmanager: [{ options: "--secret-id --name", form: "secret:*" }],
  ssm: [
    { options: "--name --names --path", form: "parameter/*" },
    { options: "--target", form: "managed-instance/*" },
    { options: "--document-name", form: "document/*" },
  ],
  sqs: [{ options: "--queue-name --queue-url", form: "*" }],
  sns: [{ options: "--name", form: "*" }],
  cloudformation: [
    { options: "--stack-name", form: "stack/*" },
    { options: "--stack-set-name", form: "stackset/*" },
  ],
  eks: [{ options: "--name --cluster-name", form: "cluster/*" }],
  ec2: [
    { options: "--instance-ids --instance-id", form: "instance/*" },
    { options: "--volume-id --volume-ids", form: "volume/*" },
    { options: "--group-id --group-ids", form: "security-group/*" },
    { options: "--vpc-id", form: "vpc/*" },
    { options: "--subnet-id", form: "subnet/*" },
    { options: "--snapshot-id", form: "snapshot/*" },
  ],
  logs: [{ options: "--log-group-name", form: "log-group:*" }],
  states: [{ options: "--name", form: "stateMachine:*" }],
  kms: [{ options: "--key-id", form: "key/*" }],
};

/** The most that one command names; the rest is not known. */
const MAX_RESOURCES = 64;

/** The resources that an AWS command names, each in the forms in which a policy may have it. */
export function awsResources(service: string, read: ReadArguments): readonly (readonly string[])[] {
  const region = toArnPart(optionValue(read, "--region"));
  const anything = [`arn:aws:${service}:${region}:${UNKNOWN}:${UNKNOWN}`];
  // A word whose options nobody knows may name another resource.
  const words = [...read.operands.slice(2), ...read.options.map(({ value }) => value ?? "")];
  if (words.some((word) => word.startsWith(UNKNOWN))) return [anything];
  if (service === "s3") return [s3Resources(read)];
  for (const form of fromTable(FORMS, service, [])) {
    const given = valuesOf(read, form.options.split(" "));
    if (given.length > MAX_RESOURCES) return [anything];
    if (given.length > 0) return given.map((value) => toForms(service, value, { form, read }));
  }
  const arns = read.options.flatMap(({ name, value }) =>
    value !== undefined && /-arns?$/.test(name) && isArn(value) ? [[value]] : [],
  );
  return arns.length > 0 && arns.length <= MAX_RESOURCES ? arns : [anything];
}

/** An option may be cut short: `--servic`. Of one that is given twice each value counts. */
function valuesOf({ options }: ReadArguments, names: readonly string[]): string[] {
  return options.flatMap(({ name, value }) => {
    const isMeant = name.length > 3 && names.some((each) => each.startsWith(name));
    return isMeant && value !== undefined ? [value] : [];
  });
}

function toForms(
  service: string,
  given: string,
  { form, read }: { readonly form: NamedForm; readonly read: ReadArguments },
): readonly string[] {
  if (isArn(given)) return arnForms(given);
  const region = form.isGlobal === true ? "" : toArnPart(optionValue(read, "--region"));
  const start = `arn:aws:${service}:${region}:${UNKNOWN}:`;
  const name = toArnPart(given.replace(/^https:\/\/sqs\..*\//, "").replace(/^\/+/, ""));
  const short = start + form.form.replace("*", name);
  if (form.form !== "service/*") return [short];
  const cluster = optionValue(read, "--cluster") ?? "default";
  // The service as policies were first written, and as its ARN is now.
  return [short, `${start}service/${toArnPart(clusterName(cluster))}/${name}`];
}

function clusterName(given: string): string {
  return given.replace(/^arn:.*:cluster\//, "");
}

function arnForms(arn: string): readonly string[] {
  const short = arn.replace(/^(arn:[^:]*:ecs:[^:]*:[^:]*:service\/)[^/]+\/([^/]+)$/, "$1$2");
  return [arn, short];
}

function isArn(value: string): boolean {
  return /^arn:[\w-]+:[\w-]+:[\w-]*:\d*:[^*]+$/.test(value);
}

function s3Resources(read: ReadArguments): readonly string[] {
  const bucket = toArnPart(optionValue(read, "--bucket"));
  const key = optionValue(read, "--key");
  return [`arn:aws:s3:::${bucket}${key === undefined ? "" : `/${toArnPart(key)}`}`];
}
