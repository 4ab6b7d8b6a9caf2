import type { Effect } from "./effect.ts";

/** Options that mean the same wherever they occur: their value is used by the program, not shown. */
const USED =
  "--exclude --exclude-dir --env-file --env-file-if-exists --kubeconfig --private-key " +
  "--private-key-file --identity-file --key --key-file --keyfile --cert --cert-file --certfile " +
  "--cacert --ssl-key --ssl-cert --ssl-keyfile --ssl-certfile --tls-key --tls-cert " +
  "--tls-cert-file --tls-private-key-file --client-key --client-certificate --defaults-file " +
  "--defaults-extra-file --userconfig --password-file --vault-password-file --dotenv-path " +
  "--netrc-file --from-env-file --credentials-file";
const WRITTEN = "--output --output-file --output-document --outfile --out-file --log-file";
const FILLED = "--output-dir --outdir --out-dir";

let byOption: ReadonlyMap<string, Effect> | undefined;

/** What an option means in a program that nothing else is known of; undefined when that is unknown too. */
export function findGlobalOption(option: string): Effect | undefined {
  byOption ??= new Map([
    ...entries(USED, "none"),
    ...entries(WRITTEN, "write"),
    ...entries(FILLED, "fill"),
  ]);
  return byOption.get(option) ?? (option.startsWith("--ignore") ? "none" : undefined);
}

function entries(options: string, effect: Effect): [string, Effect][] {
  return options.split(" ").map((option) => [option, effect]);
}
