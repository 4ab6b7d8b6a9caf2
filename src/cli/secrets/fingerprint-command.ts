import { readFileSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { isGuessable, toFingerprint } from "../../check/secret/fingerprint.ts";
import { readRules } from "../open-gate.ts";
import { UsageError } from "../usage-error.ts";

/** What holds every key and certificate of a person; more is no one secret. */
const MAX_CHARS = 64 * 1024;

const GUESSABLE =
  "toolgate: whoever reads the policy can find this secret by trying: it is short or plain. Except its file by path " +
  "instead, or let nothing depend on it.\n";

/**
 * `toolgate secrets fingerprint [--rules DIR]`: the fingerprint of the secret on standard input, for an exception. The
 * secret is never an argument: those are seen by everybody on the machine, and kept in a shell's history.
 *
 * @returns 0
 * @throws UsageError where no secret, or something else than one, is given; StageError("rules")
 */
export function runSecrets(argv: readonly string[]): number {
  const { values, positionals } = parseArgs({
    args: [...argv],
    allowPositionals: true,
    options: { rules: { type: "string" } },
  });
  const [command, ...more] = positionals;
  if (command !== "fingerprint") throw new UsageError('secrets takes "fingerprint"');
  if (more.length > 0) {
    throw new UsageError("the secret is read from standard input, and never from the command line");
  }
  const secret = readFileSync(0, "utf8").replace(/\r?\n$/, "");
  if (secret === "") throw new UsageError("there is no secret on standard input");
  if (secret.length > MAX_CHARS) throw new UsageError("what is on standard input is too long");
  const { bundle } = readRules(
    values.rules ?? path.join(path.dirname(process.execPath), "rules"),
    {},
  );
  process.stdout.write(`${toFingerprint(secret, bundle.policy)}\n`);
  if (isGuessable(secret)) process.stderr.write(GUESSABLE);
  return 0;
}
