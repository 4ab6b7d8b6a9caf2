export const RUNTIME_ARGUMENTS: readonly string[];
export function stripRuntime(folder: string): string;
export function makeExecutable(options: {
  readonly main: string;
  readonly output: string;
  readonly nodePath: string;
  readonly assets?: Readonly<Record<string, string>>;
  readonly useCodeCache: boolean;
  /** Absent: RUNTIME_ARGUMENTS. */
  readonly runtimeArguments?: readonly string[];
}): Promise<void>;
