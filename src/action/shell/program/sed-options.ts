/** What stands in one word of a call of sed: an option, by its letter, with its value where that is joined. */
interface SedOption {
  /** `e` or `f`; empty for one that gives no script. */
  readonly name: string;
  readonly rest: string | undefined;
}

/**
 * The scripts of a call of sed: those behind `-e`, or else the first operand. None where they are in a file, or
 * where `--sandbox` refuses the commands that run, read and write.
 */
export function readSedScripts(values: readonly string[]): readonly string[] {
  if (values.includes("--sandbox")) return [];
  const end = values.indexOf("--");
  const scripts: string[] = [];
  const operands: string[] = [];
  let isGiven = false;
  for (let at = 0; at < (end < 0 ? values.length : end); at += 1) {
    const value = values[at] ?? "";
    const option = readOption(value);
    if (option === undefined) operands.push(value);
    if (option === undefined || option.name === "") continue;
    isGiven = true;
    const own = option.rest ?? values[++at] ?? "";
    if (option.name === "e") scripts.push(own);
  }
  if (isGiven) return scripts;
  if (end >= 0) operands.push(...values.slice(end + 1));
  // BSD's `-i ''` has its suffix in a word of its own.
  return operands.slice(0, operands[0] === "" ? 2 : 1);
}

function readOption(value: string): SedOption | undefined {
  if (!value.startsWith("-") || value === "-") return undefined;
  const long = /^--(?:(e)[a-z]*|(fi)[a-z]*|[a-z-]*)(?:=([\s\S]*))?$/.exec(value);
  if (long !== null) return { name: long[1] ?? long[2]?.charAt(0) ?? "", rest: long[3] };
  const short = /^-[nErsuz]*(?:([ef])([\s\S]*))?/.exec(value);
  return { name: short?.[1] ?? "", rest: short?.[2] === "" ? undefined : short?.[2] };
}
