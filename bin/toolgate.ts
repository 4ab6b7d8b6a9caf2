import { runCli } from "../src/cli/run-cli.ts";

// The executable is a CommonJS script, which has no await of its own.
void Promise.resolve(runCli(process.argv.slice(2))).then((status) => {
  process.exitCode = status;
});
