/**
 * Milliseconds since this process began, on a clock that never goes back. Not `performance.now()`: its first use
 * loads eleven modules of Node's own, which costs every event a millisecond.
 */
export function millisecondsUp(): number {
  return process.uptime() * 1000;
}
