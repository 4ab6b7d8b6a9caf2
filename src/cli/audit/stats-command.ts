import { parseArgs } from "node:util";
import { listSources } from "../../audit/verify/source/list-sources.ts";
import { readInput } from "../../audit/verify/source/read-input.ts";
import { clipLine } from "../table.ts";
import { pathsOr } from "./installation.ts";
import { readTime } from "./read-time.ts";
import { formatStatistics, toStatisticsJson } from "./stats/format-statistics.ts";
import { Statistics } from "./stats/statistics.ts";

const FAULT_WIDTH = 400;

/**
 * `toolgate audit stats`: what sealed logs say, counted; whether it is true is verify's question.
 *
 * @returns 0; 1 when something could not be read
 * @throws UsageError, or an error of the file system
 */
export async function statsCommand(argv: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...argv],
    allowPositionals: true,
    options: {
      since: { type: "string" },
      now: { type: "string" },
      json: { type: "boolean", default: false },
    },
  });
  const { since, now } = values;
  const statistics = new Statistics(since === undefined ? -Infinity : readTime(since, "--since"));
  let status = 0;
  const tell = (text: string): void => {
    process.stderr.write(`toolgate: ${clipLine(text, FAULT_WIDTH)}\n`);
    status = 1;
  };
  for (const { files } of listSources(pathsOr(positionals), ({ file, why }) =>
    tell(`${file}: ${why}`),
  ))
    for (const file of files) {
      const fault = await readInput(file, (line) => statistics.take(line));
      if (fault !== undefined) tell(`${file} ${fault}`);
    }
  const time = now === undefined ? Date.now() : readTime(now, "--now");
  const format = values.json ? toStatisticsJson : formatStatistics;
  process.stdout.write(format(statistics, time));
  return status;
}
