/** What runs in a thread, for which Node waits when it exits, however long. */
const IN_THREAD = /^(?:FSReq|GetAddrInfo|GetNameInfo)/;

/**
 * Ends the process whatever still runs. All that has to be kept is on the disk by then; but while a thread hangs, in a file
 * system say, nothing ends a process except being killed.
 */
export function leave(code: number): void {
  const hangs = process.getActiveResourcesInfo().some((name) => IN_THREAD.test(name));
  if (hangs) process.kill(process.pid, "SIGKILL");
  process.exit(code);
}
