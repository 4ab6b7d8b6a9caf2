/** The host writes the event's name before anything that the model or a tool has written. */
const HEAD_BYTES = 4096;

const NAME = /"hook_event_name":"([A-Za-z]{1,40})"/;

/**
 * The event's name from the start of an input that cannot be parsed or taken whole; a quote in a value
 * before it would be escaped, so only the field itself can match. Good enough to choose between two ways of
 * refusing, and for nothing else.
 */
export function peekEventName(input: Uint8Array): string | undefined {
  const head = Buffer.from(input.subarray(0, HEAD_BYTES)).toString("latin1");
  return NAME.exec(head)?.[1];
}
