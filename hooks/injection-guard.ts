import { injectionCheck } from "../src/check/injection/injection-check.ts";
import type { Hook } from "../src/hook.ts";

export const injectionGuard: Hook = { name: "injection-guard", checks: [injectionCheck] };
