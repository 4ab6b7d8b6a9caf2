import { runAudit } from "./audit/run-audit.ts";
import { AUDIT_USAGE } from "./audit/usage.ts";
import { describeError } from "./describe-error.ts";
import { didYouMean } from "./did-you-mean.ts";
import { runExplain } from "./explain/run-explain.ts";
import { runReplay } from "./replay/run-replay.ts";
import { runRulesCommand } from "./rules/run-rules.ts";
import { RULES_USAGE } from "./rules/usage.ts";
import { runSecrets } from "./secrets/fingerprint-command.ts";
import { UsageError } from "./usage-error.ts";

const USAGE = `usage: toolgate COMMAND

  explain 'COMMAND LINE'     what the guard would make of a Bash call, stage by stage
  explain --event FILE       the same for one hook event as JSON (- for stdin)
            [--cwd DIR] [--rules DIR]
  replay [FILE]              judge hook events, one JSON object a line (stdin without FILE), as the guard
                             would; one JSON line an event on stdout (docs/REPLAY.md)
            [--rules DIR]    the rules in DIR, instead of those beside this executable
            [--profile standard|strict|observe]
                             what the sources in DIR make for this profile, instead of the rules in force
            [--guard PATH]...  as for "rules build", where sources are taken
            [--against DIR] [--against-profile PROFILE]
                             only the events that the sources in that DIR, for that profile, decide differently
            [--summary]      tables at the end instead of a line an event
            [--records FILE] append the audit records too, under a key that is made up and forgotten
${RULES_USAGE}${AUDIT_USAGE}  secrets fingerprint [--rules DIR]
                             the name of the secret on standard input, for an exception (docs/POLICY.md)
  version                    the version of this executable
  help                       this text
`;

/** The version of the code, put in by the build. */
declare const TOOLGATE_VERSION: string;

const COMMANDS = ["audit", "explain", "replay", "rules", "secrets", "version", "help"];

/**
 * The operator's command line.
 *
 * @returns the exit code: 0, or 1 for wrong usage and for a command that failed; what it means of `audit` is in its usage.
 */
export function runCli(argv: readonly string[]): number | Promise<number> {
  try {
    return dispatch(withFlagsAsCommands(argv));
  } catch (error) {
    process.stderr.write(`toolgate: ${describeError(error)}\n`);
    return 1;
  }
}

/** `--help` and `--version` are understood behind every command, up to `--`. */
function withFlagsAsCommands(argv: readonly string[]): readonly string[] {
  const end = argv.indexOf("--");
  const words = end < 0 ? argv : argv.slice(0, end);
  if (words.includes("--help") || words.includes("-h")) return ["help"];
  return words.includes("--version") ? ["version"] : argv;
}

function dispatch([command, ...rest]: readonly string[]): number | Promise<number> {
  switch (command) {
    case "audit":
      return runAudit(rest);
    case "explain":
      return runExplain(rest);
    case "replay":
      return runReplay(rest);
    case "rules":
      return runRulesCommand(rest);
    case "secrets":
      return runSecrets(rest);
    case "version":
      process.stdout.write(`${TOOLGATE_VERSION}\n`);
      return 0;
    case "help":
      process.stdout.write(USAGE);
      return 0;
    case undefined:
      throw new UsageError("a command is missing");
    default:
      throw new UsageError(`no command "${command}"${didYouMean(command, COMMANDS)}`);
  }
}
