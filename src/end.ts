/** Ends the process with the answer given. */
export function end(exitCode: 0 | 2): never {
  process.exit(exitCode);
}

/**
 * Ends the process with exit code 2 while a read of stdin blocks in another thread. An ordinary exit
 * would wait for that thread, and so for the writer; replacing the process image does not.
 */
export function endBlocked(): never {
  if (process.execve !== undefined && process.platform !== "win32") {
    process.execve("/bin/sh", ["sh", "-c", "exit 2"], {});
  }
  // Here only where no image could be put in our place: the host takes a killed hook for a failed one.
  process.kill(process.pid, "SIGKILL");
  throw new Error("still running");
}
