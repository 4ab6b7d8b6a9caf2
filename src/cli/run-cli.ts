import { runExplain } from "./explain.ts";
import { runRulesCommand } from "./rules.ts";
import { UsageError } from "./usage-error.ts";

const USAGE = `usage: toolgate COMMAND

  explain 'COMMAND LINE'     what the guard would make of a Bash call, stage by stage
  explain --event FILE       the same for one hook event as JSON (- for stdin)
            [--cwd DIR] [--rules DIR]
  rules build [--profile standard|strict|observe] [--guard PATH]... [DIR]
                             check the rules in DIR and compile them into DIR/bundle.jsonl;
                             PATH is a directory of this installation that nothing may touch
  version                    the version of this executable
  help                       this text
`;

/** The version of the code, put in by the build. */
declare const TOOLGATE_VERSION: string;

/**
 * The operator's command line.
 *
 * @returns the exit code: 0, or 1 for wrong usage and for a command that failed.
 */
export function runCli(argv: readonly string[]): number {
  try {
    return dispatch(argv);
  } catch (error) {
    if (error instanceof UsageError) {
      process.stderr.write(`toolgate: ${error.message}\n\n${USAGE}`);
    } else {
      process.stderr.write(`toolgate: ${error instanceof Error ? error.message : String(error)}\n`);
    }
    return 1;
  }
}

function dispatch([command, ...rest]: readonly string[]): number {
  switch (command) {
    case "explain":
      return runExplain(rest);
    case "rules":
      return runRulesCommand(rest);
    case "version":
      process.stdout.write(`${TOOLGATE_VERSION}\n`);
      return 0;
    case "help":
    case "--help":
      process.stdout.write(USAGE);
      return 0;
    case undefined:
      throw new UsageError("a command is missing");
    default:
      throw new UsageError(`no command "${command}"`);
  }
}
