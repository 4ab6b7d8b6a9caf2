import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { z } from "zod";
import { readText } from "./configuration.ts";
import { FACTS } from "./iam.ts";
import { describeSql } from "./describe-tools.ts";
import { askAll, infra, runPython } from "./lake.ts";
import { SealedLog } from "./sealed-log.ts";

const object = z.record(z.string(), z.unknown());

/** A state machine, filled in. */
function readMachine(name: string, facts: Record<string, string>): unknown {
  const given = new Map(
    Object.entries({ ...FACTS, results_bucket: "acme-toolgate-results", ...facts }),
  );
  const text = readFileSync(path.join(infra, "checks", `${name}.json.tftpl`), "utf8");
  return JSON.parse(text.replaceAll(/\$\{(\w+)\}/g, (_, fact: string) => given.get(fact) ?? "?"));
}

/** A member by its path. */
function at(value: unknown, ...names: readonly string[]): unknown {
  return names.reduce((inner, name) => object.parse(inner)[name], value);
}

/** What Step Functions makes of `{% … %}`. */
function evaluate(given: unknown, variables: object): unknown {
  const expression = /^\{%([\s\S]*)%\}$/.exec(z.string().parse(given))?.[1];
  return runPython("evaluate.py", { expression, variables });
}

describeSql("a check", () => {
  const machine = readMachine("count", { query: JSON.stringify('SELECT "a"\nFROM b') });

  test("asks in the lake's workgroup, which is the only one that its role may use", () => {
    expect(at(machine, "States", "Ask", "Arguments")).toEqual({
      QueryString: 'SELECT "a"\nFROM b',
      WorkGroup: "toolgate",
      QueryExecutionContext: { Catalog: "AwsDataCatalog", Database: "toolgate" },
    });
  });

  test("writes one metric an alert, also where there is one, in the one namespace that it may", () => {
    expect(at(machine, "States", "Count", "Arguments", "Namespace")).toBe("Toolgate");
    const row = (...values: string[]): object => ({
      Data: values.map((VarCharValue) => ({ VarCharValue })),
    });
    const metricsOf = (...rows: object[]): unknown =>
      evaluate(at(machine, "States", "Count", "Arguments", "MetricData"), {
        states: { input: { ResultSet: { Rows: [row("alert", "found"), ...rows] } } },
      });
    const metric = (alert: string, Value: number): object => ({
      MetricName: "Alerts",
      Dimensions: [
        { Name: "Lake", Value: "toolgate" },
        { Name: "Alert", Value: alert },
      ],
      Value,
      Unit: "Count",
    });
    expect(metricsOf(row("denied", "3"), row("tainted", "0"))).toEqual([
      metric("denied", 3),
      metric("tainted", 0),
    ]);
    expect(metricsOf(row("denied", "12"))).toEqual([metric("denied", 12)]);
  });

  test("writes into the metric that its alarm reads", () => {
    expect(readText(".")).toContain("{ Lake = var.name, Alert = each.key }");
  });

  test("runs every two minutes and every quarter of an hour: found within five minutes on the mean", () => {
    const text = readText(".");
    expect(text).toMatch(/variable "check_minutes"[\s\S]*?default += 2\b/);
    expect(text).toContain("cron(5/15 * * * ? *)");
    // 30 s in the stream, half an interval, and a minute for the query and the alarm.
    expect(0.5 + 2 / 2 + 1).toBeLessThan(5);
  });
});

describeSql("the monthly evidence", () => {
  const machine = readMachine("evidence", { queries: "[]" });
  const keep = at(machine, "States", "Each", "ItemProcessor", "States", "Keep", "Arguments");

  test("is kept under the month that it is of, under its query's name", () => {
    const keyIn = (StartTime: string): unknown =>
      evaluate(at(keep, "Key"), {
        name: "machines",
        states: { context: { Execution: { StartTime } } },
      });
    expect(keyIn("2026-12-02T03:00:00Z")).toBe("evidence/2026-11/machines.csv");
    expect(keyIn("2027-01-31T03:00:00.5Z")).toBe("evidence/2026-12/machines.csv");
    expect(keyIn("2026-10-02T03:00:00Z")).toBe("evidence/2026-09/machines.csv");
  });

  test("is copied from where Athena has put it, within an hour", () => {
    const OutputLocation = "s3://acme-toolgate-results/queries/0a1b.csv";
    const input = { QueryExecution: { ResultConfiguration: { OutputLocation } } };
    expect(evaluate(at(keep, "CopySource"), { states: { input } })).toBe(
      "acme-toolgate-results/queries/0a1b.csv",
    );
    expect(at(machine, "TimeoutSeconds")).toBe(3600);
    expect(readText(".")).toContain("cron(0 3 2 * ? *)");
  });
});

describeSql("the queries", () => {
  const { views, queries } = askAll({
    lines: new SealedLog("alpha").entry("start", { at: "2026-11-27T17:00:00Z" }).lines,
  });

  test("come from views whose columns Glue is told rightly", () => {
    const told = JSON.parse(readFileSync(path.join(infra, "athena/views.json"), "utf8"));
    expect(views).toEqual(told);
  });

  test("say in their first line what they answer, and name the hours that they read", () => {
    const names = Object.keys(queries);
    expect(names.length).toBeGreaterThan(25);
    const texts = names.map((name) =>
      readFileSync(path.join(infra, "athena", `${name}.sql`), "utf8"),
    );
    expect(texts.filter((text) => !/^-- .{30,}\n/.test(text))).toEqual([]);
    const sources =
      /(?:FROM|JOIN) (?:lines|raw|records|findings|resources|engines|checkpoints|incidents|chain|model_log) AS (\w+)/g;
    const unbounded = texts.flatMap((text) =>
      [...text.matchAll(sources)].filter(([, alias]) => !text.includes(`${alias}."hour" >= `)),
    );
    expect(unbounded).toEqual([]);
  });

  test("are described in the README, each", () => {
    const readme = readFileSync(path.join(infra, "README.md"), "utf8");
    const files = readdirSync(path.join(infra, "athena"), { recursive: true, encoding: "utf8" });
    const missing = files
      .filter((file) => file.endsWith(".sql") && !file.startsWith("views"))
      .filter((file) => !readme.includes(`\`${path.basename(file, ".sql")}\``));
    expect(missing).toEqual([]);
  });
});
