import { fromTable } from "../from-table.ts";
import { UNKNOWN } from "../../../model/invocation.ts";
import type { Option, ReadArguments } from "../arguments.ts";
import { type Operation, type OperationReader, toOperation } from "../operation.ts";
import { toNamePart } from "../resource-part.ts";
import { awsResources } from "./aws-resources.ts";
import { readS3 } from "./aws-s3.ts";

/** Options that take no value; all others of the AWS command line do. */
const FLAGS =
  "--debug --no-verify-ssl --no-paginate --no-sign-request --no-cli-pager --cli-auto-prompt " +
  "--no-cli-auto-prompt --version --dry-run --no-dry-run --force --force-new-deployment " +
  "--no-force-new-deployment --enable-execute-command --with-decryption --no-with-decryption " +
  "--skip-final-snapshot --delete-automated-backups --apply-immediately --overwrite --recursive " +
  "--quiet --delete --exact-timestamps --follow-symlinks --no-follow-symlinks --only-show-errors " +
  "--no-progress --dryrun --human-readable --summarize --publish --include-public --no-include-email " +
  "--force-delete-without-recovery --no-execute-changeset --no-fail-on-empty-changeset";

/** The AWS command line: `aws:SERVICE:Operation`, as IAM has it. */
export const aws: OperationReader = {
  programs: ["aws"],
  prefix: "aws",
  read: ({ values }) => {
    const read = readWords(values);
    const [service, operation, ...rest] = read.operands;
    if (service === undefined || service === "help") return [];
    if (service === "s3") return readS3(operation, rest, read);
    return readService(service, operation, read);
  },
};

/** An option has one value, and where its name is a plural as many as there are before the next option. */
function readWords(values: readonly string[]): ReadArguments {
  const flags = new Set(FLAGS.split(" "));
  const operands: string[] = [];
  const options: Option[] = [];
  let open: string | undefined;
  for (const value of values) {
    if (value.startsWith("--")) {
      const [name = "", ...rest] = value.split("=");
      options.push({ name, value: rest.length > 0 ? rest.join("=") : undefined });
      open = rest.length > 0 || flags.has(name) ? undefined : name;
    } else if (open === undefined) operands.push(value);
    else {
      options.push({ name: open, value });
      // `--services a b`; what follows `--function-name f` is the file that it writes.
      if (operands.length < 2 || !open.endsWith("s")) open = undefined;
    }
  }
  return { operands, options };
}

function readService(
  service: string,
  operation: string | undefined,
  read: ReadArguments,
): readonly Operation[] {
  const prefix = fromTable(PREFIXES, service, toNamePart(service));
  const names = operation === "help" ? [] : namesOf(prefix, operation);
  const named = awsResources(prefix, read);
  return names.flatMap((name) =>
    named.map((forms) => toOperation(`aws:${prefix}:${name}`, ...forms)),
  );
}

/** Where the command line calls a service by another name than IAM does. */
const PREFIXES: Readonly<Partial<Record<string, string>>> = {
  s3api: "s3",
  s3control: "s3",
  elbv2: "elasticloadbalancing",
  elb: "elasticloadbalancing",
  stepfunctions: "states",
  efs: "elasticfilesystem",
  deploy: "codedeploy",
  emr: "elasticmapreduce",
  opensearch: "es",
  resourcegroupstaggingapi: "tag",
  configservice: "config",
  ddb: "dynamodb",
  "lex-models": "lex",
  "cognito-idp": "cognito-idp",
};

/** Operations that IAM calls otherwise, or that are several. */
const RENAMED: Readonly<Partial<Record<string, readonly string[]>>> = {
  "lambda invoke": ["InvokeFunction"],
  "s3 list-objects": ["ListBucket"],
  "s3 list-objects-v2": ["ListBucket"],
  "s3 list-buckets": ["ListAllMyBuckets"],
  "s3 head-object": ["GetObject"],
  "s3 delete-objects": ["DeleteObject"],
  "s3 copy-object": ["GetObject", "PutObject"],
  "ecr get-login-password": ["GetAuthorizationToken"],
  "ecr get-login": ["GetAuthorizationToken"],
  "cloudformation deploy": ["CreateChangeSet", "ExecuteChangeSet"],
  "ecs execute-command": ["ExecuteCommand"],
};

function namesOf(service: string, operation: string | undefined): readonly string[] {
  const plain = [toPascalCase(toNamePart(operation))];
  return fromTable(RENAMED, `${service} ${operation ?? ""}`, plain);
}

/** `update-service` is `UpdateService`. Case does not count where names are compared. */
function toPascalCase(kebab: string): string {
  if (kebab === UNKNOWN) return UNKNOWN;
  return kebab
    .split("-")
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join("");
}
