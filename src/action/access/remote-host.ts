/** `user@host:path`, `host:path`, `host::module`, `[::1]:path`. One letter is a drive of Windows. */
const REMOTE = /^(?:[^/:@]*@)?(\[[^\]/]+\]|[^/:@[\]]{2,}):(?!\/\/)/;

/** The host of a word in the form in which scp, rsync and git name a place on another machine. */
export function remoteHost(word: string): string | undefined {
  return REMOTE.exec(word)?.[1];
}
