import type { LinePoint, LogReport, Verification } from "../../audit/verify/verification.ts";

/** For machines, field by field in docs/AUDIT-VERIFY.md: one JSON object in one line. */
export function toVerificationJson(found: Verification, exitStatus: number): string {
  const { verdict, faults, logs, spools, skipped, files, bytes } = found;
  const report = {
    verdict,
    exit_status: exitStatus,
    files,
    bytes,
    fault_counts: Object.fromEntries(faults.counts),
    faults: faults.listed,
    logs: logs.map(toLog),
    spools,
    skipped: skipped.map(({ file, why }) => ({ file, why })),
  };
  return `${JSON.stringify(report)}\n`;
}

function toLog({ sealedTo, first, last, unsealed, ...log }: LogReport) {
  const points = { first: toPoint(first), last: toPoint(last), sealed_to: toPoint(sealedTo) };
  return { ...log, ...points, not_yet_sealed: toUnsealed(unsealed) };
}

function toUnsealed(unsealed: LogReport["unsealed"]) {
  return unsealed && { ...unsealed, from: toIso(unsealed.from), to: toIso(unsealed.to) };
}

function toPoint(point: LinePoint | undefined) {
  return point && { seq: point.seq, time: toIso(point.at) };
}

function toIso(milliseconds: number): string | number {
  const date = new Date(milliseconds);
  return Number.isNaN(date.getTime()) ? milliseconds : date.toISOString();
}
