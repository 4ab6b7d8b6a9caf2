/** Reused: a new one for each text would be most of the work. */
let buffer = Buffer.alloc(0);

/**
 * The low byte of each unit of a text, as long as nobody asks for another's: a string that was put together is slow
 * to read unit by unit. A character above U+00FF is taken for another.
 */
export function lowBytesOf(text: string): Uint8Array {
  if (buffer.length < text.length) buffer = Buffer.allocUnsafeSlow(text.length);
  return buffer.subarray(0, buffer.write(text, "latin1"));
}
