/**
 * The bytes of a file as text: UTF-16 when a byte order mark says so, else UTF-8. Bytes that are
 * neither become U+FFFD, so that the rest can still be examined.
 */
export function decodeText(bytes: Uint8Array): string {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const [first, second] = buffer;
  if (first === 0xff && second === 0xfe) return buffer.toString("utf16le", 2);
  if (first === 0xfe && second === 0xff) return swapPairs(buffer).toString("utf16le", 2);
  return buffer.toString("utf8");
}

/** Big-endian pairs as little-endian ones; an odd last byte is dropped. */
function swapPairs(buffer: Buffer): Buffer {
  return Buffer.from(buffer.subarray(0, buffer.length - (buffer.length % 2))).swap16();
}
