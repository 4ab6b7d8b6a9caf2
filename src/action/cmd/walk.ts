import { UNKNOWN } from "../../model/invocation.ts";
import type { Frame, Output } from "../shell/frame.ts";
export function walkCmd(_source: string, _frame: Frame): Output { return UNKNOWN; }
