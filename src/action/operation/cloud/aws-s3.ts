import { UNKNOWN } from "../../../model/invocation.ts";
import { hasOption, type ReadArguments } from "../arguments.ts";
import { type Operation, toOperation } from "../operation.ts";
import { toArnPart } from "../resource-part.ts";

const ALL = UNKNOWN;

/** `aws s3 VERB`, in the operations that it makes. */
export function readS3(
  verb: string | undefined,
  [first = UNKNOWN, second = UNKNOWN]: readonly string[],
  read: ReadArguments,
): readonly Operation[] {
  const isMany = hasOption(read, "--recursive") || verb === "sync";
  const name = (operation: string) => `aws:s3:${operation}`;
  const at = (operation: string, url: string) =>
    toOperation(name(operation), toObject(url, isMany));
  switch (verb) {
    case "help":
      return [];
    case "ls":
      return [toOperation(name("ListBucket"), bucketOf(first))];
    case "mb":
      return [toOperation(name("CreateBucket"), bucketOf(first))];
    case "rb":
      return [toOperation(name("DeleteBucket"), bucketOf(first))];
    case "rm":
      return [at("DeleteObject", first)];
    case "presign":
      return [at("GetObject", first)];
    case "website":
      return [toOperation(name("PutBucketWebsite"), bucketOf(first))];
    case "cp":
    case "mv":
    case "sync":
      return [
        ...(isLocal(first) ? [] : [at("GetObject", first)]),
        ...(isLocal(second) ? [] : [at("PutObject", second)]),
        ...(verb === "mv" && !isLocal(first) ? [at("DeleteObject", first)] : []),
        ...(hasOption(read, "--delete") && !isLocal(second) ? [at("DeleteObject", second)] : []),
      ];
    default:
      return [toOperation(name(UNKNOWN), `arn:aws:s3:::${UNKNOWN}`)];
  }
}

/** What begins with something unknown may be an object. */
function isLocal(word: string): boolean {
  return !/^s3:\/\//.test(word) && !word.startsWith(UNKNOWN);
}

function bucketOf(url: string): string {
  const bucket = /^s3:\/\/([^/]+)/.exec(url)?.[1];
  return `arn:aws:s3:::${toArnPart(bucket)}`;
}

function toObject(url: string, isMany: boolean): string {
  const [, bucket, key = ""] = /^s3:\/\/([^/]+)\/?(.*)$/s.exec(url) ?? [];
  const start = `arn:aws:s3:::${toArnPart(bucket)}/`;
  if (isMany) return `${start}${key === "" ? "" : toArnPart(key.replace(/\/?$/, "/"))}${ALL}`;
  // A copy to a directory keeps the name that it had.
  return `${start}${key === "" || key.endsWith("/") ? `${key === "" ? "" : toArnPart(key)}${ALL}` : toArnPart(key)}`;
}
