import { readFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { infra } from "./lake.ts";

/** What Terraform fills into policies, of an invented company. */
export const FACTS = {
  account: "444455556666",
  accounts: '["arn:aws:iam::111122223333:root"]',
  auditor_role: "arn:aws:iam::444455556666:role/toolgate-auditor",
  checks_role: "arn:aws:iam::444455556666:role/toolgate-checks",
  database: "toolgate",
  days: "2555",
  delivery_role: "arn:aws:iam::444455556666:role/toolgate-delivery",
  external_id: "acme-toolgate-forwarder",
  key: "arn:aws:kms:eu-central-1:444455556666:key/0a1b",
  model_bucket: "arn:aws:s3:::acme-bedrock",
  model_key: "arn:aws:kms:eu-central-1:444455556666:key/2c3d",
  model_prefix: "",
  name: "toolgate",
  partition: "aws",
  principals: '["arn:aws:iam::111122223333:role/toolgate-machine"]',
  records: "arn:aws:s3:::acme-toolgate",
  region: "eu-central-1",
  results: "arn:aws:s3:::acme-toolgate-results",
  stream: "arn:aws:firehose:eu-central-1:444455556666:deliverystream/toolgate",
  trail: "arn:aws:cloudtrail:eu-central-1:444455556666:trail/toolgate",
  trail_bucket: "arn:aws:s3:::acme-toolgate-trail",
};

const oneOrMany = z
  .union([z.string(), z.array(z.string())])
  .transform((given) => (typeof given === "string" ? [given] : given));

const statement = z.strictObject({
  Sid: z.string().optional(),
  Effect: z.enum(["Allow", "Deny"]),
  Principal: z.union([z.literal("*"), z.record(z.string(), oneOrMany)]).optional(),
  Action: oneOrMany,
  Resource: oneOrMany.optional(),
  Condition: z.record(z.string(), z.record(z.string(), oneOrMany)).optional(),
});
export type Statement = z.infer<typeof statement>;

const policy = z.strictObject({
  Version: z.literal("2012-10-17"),
  Statement: z.array(statement).min(1),
});

/** The statements of a policy of infra/policies, filled in. Throws where a name is filled in that nobody gives. */
export function readPolicy(name: string): readonly Statement[] {
  const text = readFileSync(path.join(infra, "policies", `${name}.json.tftpl`), "utf8");
  const filled = text.replaceAll(/\$\{(\w+)\}/g, (_, fact: string) => {
    const given = new Map(Object.entries(FACTS)).get(fact);
    if (given === undefined) throw new Error(`${name}: nobody gives ${fact}`);
    return given;
  });
  return policy.parse(JSON.parse(filled)).Statement;
}

/** A request, as IAM sees it: who, what, to what, and the values that conditions speak of. */
export interface Request {
  readonly principal: string;
  readonly action: string;
  readonly resource?: string;
  readonly context?: Readonly<Record<string, string>>;
}

/** Whether any statement of the effect speaks of the request. Conditions that this does not know throw. */
export function speaks(
  effect: Statement["Effect"],
  statements: readonly Statement[],
  request: Request,
): boolean {
  return statements.some((given) => given.Effect === effect && matches(given, request));
}

function matches(given: Statement, request: Request): boolean {
  const { principal, action, resource = "" } = request;
  const context: Record<string, string> = { "aws:PrincipalArn": principal, ...request.context };
  return (
    isPrincipal(given.Principal, principal) &&
    given.Action.some((pattern) => isLike(pattern, action)) &&
    (given.Resource ?? ["*"]).some((pattern) => isLike(pattern, resource)) &&
    Object.entries(given.Condition ?? {}).every(([operator, keys]) =>
      Object.entries(keys).every(([key, values]) => holds(operator, context[key], values)),
    )
  );
}

/** An account's root stands for all of the account. */
function isPrincipal(given: Statement["Principal"], principal: string): boolean {
  if (given === undefined || given === "*") return true;
  const account = /^arn:aws:iam::(\d+):/.exec(principal)?.[1];
  const named = Object.values(given).flat();
  return named.some(
    (name) => name === "*" || name === principal || name === `arn:aws:iam::${account}:root`,
  );
}

function holds(operator: string, value: string | undefined, expected: readonly string[]): boolean {
  const isOneOf = (test: (expected: string) => boolean): boolean =>
    value !== undefined && expected.some(test);
  switch (operator) {
    case "Bool":
    case "StringEquals":
      return isOneOf((one) => one === value);
    case "StringLike":
    case "ArnLike":
      return isOneOf((one) => isLike(one, value ?? ""));
    case "NumericLessThan":
      return isOneOf((one) => Number(value) < Number(one));
    case "ArnNotEquals":
    case "StringNotEquals":
    case "StringNotEqualsIfExists":
      return operator.endsWith("IfExists") && value === undefined
        ? false
        : !expected.some((one) => one === value);
    default:
      throw new Error(`the operator ${operator} is not known here`);
  }
}

function isLike(pattern: string, value: string): boolean {
  const literal = pattern.split("*").map((part) => part.replaceAll(/[^\w]/g, "\\$&"));
  return new RegExp(`^${literal.join(".*")}$`).test(value);
}
