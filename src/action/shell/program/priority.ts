import type { Wrapper } from "../call.ts";
import { commandAt, findOperand, prefixWrapper } from "./options.ts";

/** setarch: an architecture, which may be left out, options, a command. */
const setarch: Wrapper = {
  names: ["setarch"],
  unwrap: ({ words }) => {
    const first = findOperand(words, 1, { valued: [] });
    const isProgram = words[first]?.value.includes("/") === true;
    return commandAt(words, isProgram ? first : findOperand(words, first + 1, { valued: [] }));
  },
};

/** Programs that change how the kernel schedules a command. */
export const priority: readonly Wrapper[] = [
  prefixWrapper(["nice"], { valued: ["-n", "--adjustment"] }),
  prefixWrapper(["ionice"], { valued: ["-c", "--class", "-n", "--classdata"] }),
  prefixWrapper(["chrt"], { valued: ["-T", "-P", "-D"] }, 1),
  prefixWrapper(["taskset"], { valued: [] }, 1),
  prefixWrapper(["linux32", "linux64", "i386", "x86_64"], { valued: [] }),
  setarch,
  prefixWrapper(["numactl"], { valued: ["-i", "-p", "-P", "-w", "-m", "-N", "-C"] }),
  prefixWrapper(["prlimit"], { valued: ["-p", "--pid", "-o", "--output"] }),
  prefixWrapper(["taskpolicy"], { valued: ["-c", "-d", "-g", "-t", "-l", "-m"] }),
];
