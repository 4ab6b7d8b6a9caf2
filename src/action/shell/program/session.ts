import type { Wrapper } from "../call.ts";
import { prefixWrapper } from "./options.ts";

/** Programs that change a command's terminal, session, signals or buffers. */
export const session: readonly Wrapper[] = [
  prefixWrapper(["nohup"], { valued: [] }),
  prefixWrapper(["setsid"], { valued: [] }),
  prefixWrapper(["stdbuf"], { valued: ["-i", "--input", "-o", "--output", "-e", "--error"] }),
  prefixWrapper(["unbuffer", "caffeinate", "fakeroot"], { valued: ["-t", "-w"] }),
  prefixWrapper(["systemd-run"], {
    valued: ["-u", "--unit", "-p", "--property", "-E", "-M", "-H"],
  }),
  prefixWrapper(["systemd-inhibit"], { valued: ["--what", "--who", "--why", "--mode"] }),
];
