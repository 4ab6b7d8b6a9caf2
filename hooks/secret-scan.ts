import { secretCheck } from "../src/check/secret/secret-check.ts";
import type { Hook } from "../src/hook.ts";

export const secretScan: Hook = { name: "secret-scan", checks: [secretCheck] };
