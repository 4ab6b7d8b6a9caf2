import { fromTable } from "../from-table.ts";
import { UNKNOWN } from "../../../model/invocation.ts";
import { hasOption, type ReadArguments } from "../arguments.ts";
import { type Operation, toOperation } from "../operation.ts";
import { toArnPart } from "../resource-part.ts";

/** `aws s3 VERB`, in the operations that it makes. */
export function readS3(
  verb: string | undefined,
  [first = UNKNOWN, second = UNKNOWN]: readonly string[],
  read: ReadArguments,
): readonly Operation[] {
  if (verb === "help") return [];
  const isMany = hasOption(read, "--recursive") || verb === "sync";
  if (COPIES.has(verb ?? "")) {
    const deletes = hasOption(read, "--delete");
    return readCopy(first, second, { isMany, isMove: verb === "mv", deletes });
  }
  const onObject = fromTable(ON_OBJECTS, verb, undefined);
  if (onObject !== undefined) return [toOperation(`aws:s3:${onObject}`, toObject(first, isMany))];
  const onBucket = fromTable(ON_BUCKETS, verb, UNKNOWN);
  return [toOperation(`aws:s3:${onBucket}`, bucketOf(first))];
}

const COPIES = new Set(["cp", "mv", "sync"]);

const ON_OBJECTS: Readonly<Partial<Record<string, string>>> = {
  rm: "DeleteObject",
  presign: "GetObject",
};

const ON_BUCKETS: Readonly<Partial<Record<string, string>>> = {
  ls: "ListBucket",
  mb: "CreateBucket",
  rb: "DeleteBucket",
  website: "PutBucketWebsite",
};

interface Copy {
  readonly isMany: boolean;
  readonly isMove: boolean;
  /** What is not in the source is deleted from the target. */
  readonly deletes: boolean;
}

function readCopy(from: string, to: string, { isMany, isMove, deletes }: Copy): Operation[] {
  const at = (operation: string, url: string) =>
    isLocal(url) ? [] : [toOperation(`aws:s3:${operation}`, toObject(url, isMany))];
  return [
    ...at("GetObject", from),
    ...at("PutObject", to),
    ...(isMove ? at("DeleteObject", from) : []),
    ...(deletes ? at("DeleteObject", to) : []),
  ];
}

/** What begins with something unknown may be an object. */
function isLocal(word: string): boolean {
  return !word.startsWith("s3://") && !word.startsWith(UNKNOWN);
}

function bucketOf(url: string): string {
  const bucket = /^s3:\/\/([^/]+)/.exec(url)?.[1];
  return `arn:aws:s3:::${toArnPart(bucket)}`;
}

function toObject(url: string, isMany: boolean): string {
  const [, bucket, key = ""] = /^s3:\/\/([^/]+)\/?(.*)$/s.exec(url) ?? [];
  const start = `arn:aws:s3:::${toArnPart(bucket)}/`;
  // A copy to a directory keeps the name that it had.
  if (!isMany && key !== "" && !key.endsWith("/")) return start + toArnPart(key);
  return key === "" ? start + UNKNOWN : start + toArnPart(key.replace(/\/?$/, "/")) + UNKNOWN;
}
