import { describe } from "vitest";
import { findNamespaceObstacle } from "./namespace.ts";

const obstacle = findNamespaceObstacle();
const isSkipped = obstacle !== undefined && process.env["CI"] === undefined;
if (isSkipped) console.warn(`skipped: these tests need a private namespace: ${obstacle}`);

/**
 * A group of tests that needs a private namespace. Where none is possible it is reported as skipped
 * and the reason printed; under CI it runs and fails, so that nobody takes a skip for a proof.
 */
// oxlint-disable-next-line vitest/valid-title, vitest/valid-describe-callback -- a condition, no group yet
export const describePrivate = describe.skipIf(isSkipped);
