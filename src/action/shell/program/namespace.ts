import type { Wrapper } from "../call.ts";
import { prefixWrapper } from "./options.ts";

const UNSHARE = ["--propagation", "--setgroups", "-R", "--root", "-w", "--wd", "-S", "--setuid"];
const NSENTER = ["-t", "--target", "-S", "--setuid", "-G", "--setgid", "-N", "--net-socket"];

/** Programs that run a command in other namespaces, under another root or identity. */
export const namespace: readonly Wrapper[] = [
  prefixWrapper(["chroot"], { valued: ["-u", "-g", "-G"] }, 1),
  prefixWrapper(["unshare"], {
    valued: [...UNSHARE, "-G", "--setgid", "--map-user", "--map-group"],
  }),
  prefixWrapper(["nsenter"], { valued: NSENTER }),
  prefixWrapper(["setpriv"], { valued: ["--reuid", "--regid", "--groups", "--pdeathsig"] }),
  prefixWrapper(["runas", "gosu", "su-exec"], { valued: [] }, 1),
  prefixWrapper(["proot", "firejail"], { valued: ["-r", "-b", "-w"] }),
];
