import type { Wrapper } from "../call.ts";
import { prefixWrapper, verbWrapper } from "./options.ts";

/** Programs that measure or limit how long a command runs, or trace it. */
export const timing: readonly Wrapper[] = [
  prefixWrapper(["time", "gtime"], { valued: ["-f", "--format", "-o", "--output"] }),
  prefixWrapper(["timeout", "gtimeout"], { valued: ["-k", "--kill-after", "-s", "--signal"] }, 1),
  prefixWrapper(["valgrind", "heaptrack"], { valued: ["-o"] }),
  verbWrapper(["perf"], {
    valued: ["-e", "--event", "-o", "--output", "-F", "--freq", "-r", "--repeat", "-C"],
  }),
  prefixWrapper(["strace", "ltrace"], {
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
