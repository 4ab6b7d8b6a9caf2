import { runCli } from "../src/cli/run-cli.ts";

process.exitCode = runCli(process.argv.slice(2));
