import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { z } from "zod";
import { sqlPython } from "../../scripts/tools.mjs";
import { isSqlSkipped } from "./describe-tools.ts";
import type { Line } from "./sealed-log.ts";

export const infra = path.join(import.meta.dirname, "../../infra");

/** What the queries take for the time: a Friday afternoon. */
export const NOW = "2026-11-27 17:10:00";

export const SETTINGS = {
  from: "7",
  to: "20",
  days: "1,2,3,4,5",
  zone: "Europe/Berlin",
  volume_factor: "10",
  volume_minimum: "20",
  silence_minutes: "30",
  patient_paths: "/patients/",
};

/** Rows of a reference table: exceptions, inventory. */
export interface Table {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

export interface Delivered {
  readonly lines: readonly Line[];
  /** Entries of Bedrock's model invocation log. */
  readonly models?: readonly Line[];
  readonly exceptions?: Table["rows"];
  readonly inventory?: Table["rows"];
}

const answers = z.object({
  queries: z.record(z.string(), z.array(z.record(z.string(), z.unknown()))),
  views: z.record(z.string(), z.array(z.object({ name: z.string(), type: z.string() }))),
  counts: z.record(z.string(), z.record(z.string(), z.number())),
});

export type Answers = z.infer<typeof answers>;

/** Lays lines out as Firehose does, in gzip objects by hour, and asks every query of infra/athena once. Nothing where that is skipped. */
export function askAll({
  lines,
  models = [],
  exceptions = [],
  inventory = [],
}: Delivered): Answers {
  if (isSqlSkipped) return { queries: {}, views: {}, counts: {} };
  const place = mkdtempSync(path.join(tmpdir(), "toolgate-lake-"));
  try {
    const records = layOut(path.join(place, "records"), lines);
    const request = {
      athena: path.join(infra, "athena"),
      records,
      models: layOut(path.join(place, "models"), models.length > 0 ? models : [NO_MODEL]),
      now: NOW,
      settings: SETTINGS,
      tables: {
        exceptions: { columns: ["id", "rule", "owner", "reason", "expires"], rows: exceptions },
        inventory: { columns: ["host"], rows: inventory },
      },
    };
    return answers.parse(runPython("run_queries.py", request));
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
}

/** DuckDB wants a file to read. */
const NO_MODEL: Line = { text: "{}", hour: "2026/01/01/00" };

function layOut(folder: string, lines: readonly Line[]): string {
  const byHour = Map.groupBy(lines, ({ hour }) => hour);
  for (const [hour, delivered] of byHour) {
    mkdirSync(path.join(folder, hour), { recursive: true });
    const name = `toolgate-1-${hour.replaceAll("/", "-")}-00-00-0a1b.gz`;
    const bytes = gzipSync(delivered.map(({ text }) => `${text}\n`).join(""));
    writeFileSync(path.join(folder, hour, name), bytes);
  }
  return folder;
}

/** What a program of test/infra/python answers to a request. */
export function runPython(program: string, request: unknown): unknown {
  const script = path.join(import.meta.dirname, "python", program);
  const { status, stdout, stderr } = spawnSync(sqlPython, [script], {
    input: JSON.stringify(request),
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
  });
  if (status !== 0) throw new Error(`${program}: ${stderr}`);
  return JSON.parse(stdout);
}
