/** An option as given, with its value where it has one. */
export interface Option {
  /** `--name`, `-x`. */
  readonly name: string;
  readonly value: string | undefined;
}

/** The words of a command, told apart. */
export interface ReadArguments {
  readonly operands: readonly string[];
  readonly options: readonly Option[];
}

/** How a program reads its options. */
export interface OptionSyntax {
  /** Those that take a value, in one text: `-C --git-dir`. */
  readonly valued: string;
  /** `words`: `-chdir` is one option. Default: a cluster of letters. */
  readonly style?: "clusters" | "words";
  /** What follows the first operands is another program's, or a second reading's. Default: all are read. */
  readonly operands?: number;
}

/** Options and operands of a command. Linear in its words. */
export function readArguments(values: readonly string[], syntax: OptionSyntax): ReadArguments {
  const valued = new Set(syntax.valued.split(" "));
  const operands: string[] = [];
  const options: Option[] = [];
  for (let at = 0; at < values.length; at += 1) {
    const value = values[at] ?? "";
    if (value === "--" || operands.length === syntax.operands) {
      operands.push(...values.slice(value === "--" ? at + 1 : at));
      break;
    }
    if (!value.startsWith("-") || value === "-") operands.push(value);
    else {
      const read = readOption(value, values[at + 1], { valued, style: syntax.style ?? "clusters" });
      options.push(...read.options);
      if (read.takesNext) at += 1;
    }
  }
  return { operands, options };
}

interface Reading {
  readonly valued: ReadonlySet<string>;
  readonly style: "clusters" | "words";
}

function readOption(word: string, next: string | undefined, { valued, style }: Reading) {
  const equals = word.indexOf("=");
  const name = equals < 0 ? word : word.slice(0, equals);
  if (word.startsWith("--") || style === "words" || valued.has(name)) {
    const takesNext = equals < 0 && valued.has(word);
    const value = equals < 0 ? (takesNext ? next : undefined) : word.slice(equals + 1);
    return { options: [{ name, value }], takesNext };
  }
  return readCluster(word, next, valued);
}

/** No program has more letters; a longer word is not taken apart. */
const MAX_CLUSTER = 64;

function readCluster(word: string, next: string | undefined, valued: ReadonlySet<string>) {
  const options: Option[] = [];
  const end = Math.min(word.length, MAX_CLUSTER);
  for (let at = 1; at < end; at += 1) {
    const name = `-${word.charAt(at)}`;
    if (valued.has(name)) {
      const rest = word.slice(at + 1);
      options.push({ name, value: rest === "" ? next : rest.replace(/^=/, "") });
      return { options, takesNext: rest === "" };
    }
    options.push({ name, value: undefined });
  }
  return { options, takesNext: false };
}

/** The value of the last of these options, which is the one that counts. */
export function optionValue(
  { options }: ReadArguments,
  ...names: readonly string[]
): string | undefined {
  return options.findLast(({ name, value }) => names.includes(name) && value !== undefined)?.value;
}

export function hasOption({ options }: ReadArguments, ...names: readonly string[]): boolean {
  return options.some(({ name }) => names.includes(name));
}
