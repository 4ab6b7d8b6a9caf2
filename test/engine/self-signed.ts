import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { describe } from "vitest";
import { makePlace } from "./scanners.ts";

const hasOpenssl = spawnSync("openssl", ["version"]).status === 0;
const isSkipped = !hasOpenssl && process.env["CI"] === undefined;
if (isSkipped) console.warn("skipped: tests with certificates need openssl");

/** A group of tests that needs certificates made for them; skipped, and said so, where openssl is missing. */
// oxlint-disable-next-line vitest/valid-title, vitest/valid-describe-callback -- a condition, no group yet
export const describeWithCertificates = describe.skipIf(isSkipped);

/** A certificate of nobody's but its own, and where it stands. */
export interface SelfSigned {
  readonly key: string;
  readonly cert: string;
  readonly certFile: string;
}

/** @param names what it is for, as in `IP:127.0.0.1` */
export function makeSelfSigned(names = "IP:127.0.0.1", days = 1): SelfSigned {
  const place = makePlace();
  const keyFile = path.join(place, "key.pem");
  const certFile = path.join(place, "cert.pem");
  const { status, stderr } = spawnSync(
    "openssl",
    `req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days ${days} -subj /CN=service.example`
      .split(" ")
      .concat("-keyout", keyFile, "-out", certFile, "-addext", `subjectAltName=${names}`),
    { encoding: "utf8" },
  );
  if (status !== 0) throw new Error(stderr);
  return { key: readFileSync(keyFile, "utf8"), cert: readFileSync(certFile, "utf8"), certFile };
}
