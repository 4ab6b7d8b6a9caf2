import type { Wrapper } from "../call.ts";
import { prefixWrapper } from "./options.ts";

/** Programs that change how the kernel schedules a command. */
export const priority: readonly Wrapper[] = [
  prefixWrapper(["nice"], { valued: ["-n", "--adjustment"] }),
  prefixWrapper(["ionice"], { valued: ["-c", "--class", "-n", "--classdata"] }),
  prefixWrapper(["chrt"], { valued: ["-T", "-P", "-D"] }, 1),
  prefixWrapper(["taskset"], { valued: [] }, 1),
  prefixWrapper(["taskpolicy"], { valued: ["-c", "-d", "-g", "-t", "-l", "-m"] }),
];
