import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { type AddressInfo, createServer } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { CreateDeliveryStreamCommand, FirehoseClient } from "@aws-sdk/client-firehose";
import {
  CreateBucketCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  S3Client,
} from "@aws-sdk/client-s3";
import { motoPath } from "../../../scripts/tools.mjs";

/** In the gate a moto that is missing is a failure. */
export const hasMoto = existsSync(motoPath) || process.env["CI"] !== undefined;
if (!hasMoto) console.warn('skipped: tests against moto; "npm run tools -- moto" makes it');

export const REGION = "eu-central-1";

/** What AWS's standard chain finds in the environment; moto takes any. */
export const CREDENTIALS = { AWS_ACCESS_KEY_ID: "testing", AWS_SECRET_ACCESS_KEY: "testing" };

export interface Moto {
  readonly url: string;
  readonly stop: () => Promise<void>;
}

/** Starts moto's server, a third party's implementation of Firehose, S3 and STS, on a free port of this machine. */
export async function startMoto(): Promise<Moto> {
  const port = await findPort();
  const child = spawn(motoPath, ["-H", "127.0.0.1", "-p", String(port)], { stdio: "ignore" });
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const url = `http://127.0.0.1:${port}`;
  for (let turn = 0; turn < 300; turn += 1) {
    if (await isUp(url)) break;
    await sleep(100);
  }
  return {
    url,
    stop: async () => {
      child.kill("SIGKILL");
      await ended;
    },
  };
}

async function findPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((ready) => void server.listen(0, "127.0.0.1", () => ready()));
  const { port } = server.address() as AddressInfo;
  await new Promise((closed) => server.close(closed));
  return port;
}

async function isUp(url: string): Promise<boolean> {
  try {
    return (await fetch(`${url}/moto-api/`)).ok;
  } catch {
    return false;
  }
}

interface Keys {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

const TESTING: Keys = { accessKeyId: "testing", secretAccessKey: "testing" };

/** A bucket, and a stream of the same name that delivers into it. */
export async function makeStream(url: string, name: string, credentials = TESTING): Promise<void> {
  const s3 = openS3(url, credentials);
  const CreateBucketConfiguration = { LocationConstraint: REGION } as const;
  await s3.send(new CreateBucketCommand({ Bucket: name, CreateBucketConfiguration }));
  const firehose = new FirehoseClient({ endpoint: url, region: REGION, credentials });
  await firehose.send(
    new CreateDeliveryStreamCommand({
      DeliveryStreamName: name,
      ExtendedS3DestinationConfiguration: {
        RoleARN: "arn:aws:iam::123456789012:role/firehose",
        BucketARN: `arn:aws:s3:::${name}`,
      },
    }),
  );
}

/** The lines of all objects of a bucket, in the order of the objects' times. */
export async function readBucket(url: string, name: string, credentials = TESTING) {
  const s3 = openS3(url, credentials);
  const lines: string[] = [];
  for (let token: string | undefined, more = true; more;) {
    const page = await s3.send(
      new ListObjectsV2Command({ Bucket: name, ContinuationToken: token }),
    );
    for (const { Key } of page.Contents ?? []) {
      const object = await s3.send(new GetObjectCommand({ Bucket: name, Key }));
      const text = (await object.Body?.transformToString()) ?? "";
      lines.push(...text.split("\n").slice(0, -1));
    }
    token = page.NextContinuationToken;
    more = page.IsTruncated === true;
  }
  return lines;
}

function openS3(endpoint: string, credentials: Keys): S3Client {
  return new S3Client({ endpoint, region: REGION, credentials, forcePathStyle: true });
}
