import type { Wrapper } from "../call.ts";
import type { OptionSyntax } from "./options.ts";
import { prefixWrapper, readOption, verbWrapper } from "./options.ts";

/** strace: `-o '|cmd'` and `-o '!cmd'` write to a command that a shell runs. */
function toTracer(names: readonly string[], syntax: OptionSyntax): Wrapper {
  const { unwrap } = prefixWrapper(names, syntax);
  return {
    names,
    unwrap: (call) => {
      const targets = readOption(call.words.slice(1), ["--output", "-o"]);
      const piped = targets.filter((target) => /^[|!]/.test(target));
      return [
        ...unwrap(call),
        ...piped.map(
          (text) => ({ kind: "source", text: text.slice(1), label: "strace -o" }) as const,
        ),
      ];
    },
  };
}

/** Programs that measure or limit how long a command runs, or trace it. */
export const timing: readonly Wrapper[] = [
  prefixWrapper(["time", "gtime"], { valued: ["-f", "--format", "-o", "--output"] }),
  prefixWrapper(["timeout", "gtimeout"], { valued: ["-k", "--kill-after", "-s", "--signal"] }, 1),
  prefixWrapper(["valgrind", "heaptrack"], { valued: ["-o"] }),
  verbWrapper(["perf"], {
    valued: ["-e", "--event", "-o", "--output", "-F", "--freq", "-r", "--repeat", "-C"],
  }),
  toTracer(["strace", "ltrace"], {
    valued: [
      "-e",
      "-o",
      "-p",
      "-s",
      "-u",
      "-E",
      "-P",
      "-a",
      "-S",
      "-O",
      "-I",
      "-X",
      "-b",
      "-n",
      "-l",
    ],
  }),
];
