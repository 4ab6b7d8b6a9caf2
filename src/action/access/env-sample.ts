const SAMPLE = /(?:^|\/)\.env(?:\.[\w-]{1,32}){0,3}\.(?:example|sample|template|dist|defaults)$/i;
const ENVIRONMENT = /(?:^|\/)\.env(?:\.[\w-]{1,32}){0,3}$/i;

/** Programs that print a file, with what it has changed in it. */
const PRINTERS: ReadonlySet<string> = new Set(["cat", "sed", "gsed", "envsubst", "grep"]);

/** Whether a file is the sample of an environment file, which every project that has one is set up with. */
export function isMadeFromSample(source: string, target: string): boolean {
  return SAMPLE.test(source) && ENVIRONMENT.test(target) && !SAMPLE.test(target);
}

/** Whether a command prints such a sample into its target: `sed s/a/b/ .env.example > .env`. */
export function printsSample(program: string, values: readonly string[], target: string): boolean {
  return PRINTERS.has(program) && values.some((value) => isMadeFromSample(value, target));
}
