/**
 * SHA-256 (FIPS 180-4), written for a process that hashes a few kilobytes once and ends. There the
 * library of choice costs about twice as much (measured for one event, its loading included: 3 to 4.5
 * ms against 2), because its layers run before they are compiled; node:crypto costs 5 ms to load. So
 * there is no call, iterator or destructuring per word here.
 * Checked against node:crypto and the standard's own vectors.
 */
export function sha256(...parts: readonly Uint8Array[]): Buffer {
  return finishHash(startHash(), 0, parts);
}

export const BLOCK_BYTES = 64;

/** The state of a hash before the first block: the fractional parts of the square roots of 8 primes. */
export function startHash(): Int32Array {
  return Int32Array.of(
    0x6a09e667,
    0xbb67ae85,
    0x3c6ef372,
    0xa54ff53a,
    0x510e527f,
    0x9b05688c,
    0x1f83d9ab,
    0x5be0cd19,
  );
}

/** Takes whole blocks into the state, which it changes. */
export function addBlocks(state: Int32Array, blocks: Uint8Array): void {
  const words = new Int32Array(64);
  for (let offset = 0; offset < blocks.length; offset += BLOCK_BYTES) {
    expandBlock(words, blocks, offset);
    mixBlock(state, words);
  }
}

/** The digest of what `state` has taken, `bytes` so far, and the parts. Leaves the state as it is. */
export function finishHash(state: Int32Array, bytes: number, parts: readonly Uint8Array[]): Buffer {
  const last = state.slice();
  addBlocks(last, pad(parts, bytes));
  const digest = Buffer.allocUnsafe(32);
  for (let index = 0; index < 8; index += 1) digest.writeInt32BE(last[index] ?? 0, index * 4);
  return digest;
}

/** First 32 bits of the fractional parts of the cube roots of the first 64 primes. */
const ROUND_CONSTANTS = Int32Array.of(
  0x428a2f98,
  0x71374491,
  0xb5c0fbcf,
  0xe9b5dba5,
  0x3956c25b,
  0x59f111f1,
  0x923f82a4,
  0xab1c5ed5,
  0xd807aa98,
  0x12835b01,
  0x243185be,
  0x550c7dc3,
  0x72be5d74,
  0x80deb1fe,
  0x9bdc06a7,
  0xc19bf174,
  0xe49b69c1,
  0xefbe4786,
  0x0fc19dc6,
  0x240ca1cc,
  0x2de92c6f,
  0x4a7484aa,
  0x5cb0a9dc,
  0x76f988da,
  0x983e5152,
  0xa831c66d,
  0xb00327c8,
  0xbf597fc7,
  0xc6e00bf3,
  0xd5a79147,
  0x06ca6351,
  0x14292967,
  0x27b70a85,
  0x2e1b2138,
  0x4d2c6dfc,
  0x53380d13,
  0x650a7354,
  0x766a0abb,
  0x81c2c92e,
  0x92722c85,
  0xa2bfe8a1,
  0xa81a664b,
  0xc24b8b70,
  0xc76c51a3,
  0xd192e819,
  0xd6990624,
  0xf40e3585,
  0x106aa070,
  0x19a4c116,
  0x1e376c08,
  0x2748774c,
  0x34b0bcb5,
  0x391c0cb3,
  0x4ed8aa4a,
  0x5b9cca4f,
  0x682e6ff3,
  0x748f82ee,
  0x78a5636f,
  0x84c87814,
  0x8cc70208,
  0x90befffa,
  0xa4506ceb,
  0xbef9a3f7,
  0xc67178f2,
);

/** The parts, one set bit, zeros up to a whole block, and the length in bits with what came before. */
function pad(parts: readonly Uint8Array[], before: number): Buffer {
  let length = 0;
  for (const part of parts) length += part.length;
  const message = Buffer.alloc(Math.ceil((length + 9) / BLOCK_BYTES) * BLOCK_BYTES);
  let offset = 0;
  for (const part of parts) {
    message.set(part, offset);
    offset += part.length;
  }
  message[length] = 0x80;
  const total = before + length;
  message.writeUInt32BE(Math.floor(total / 2 ** 29), message.length - 8);
  message.writeUInt32BE((total << 3) >>> 0, message.length - 4);
  return message;
}

/** The message schedule: 16 words of the block, 48 made of them. */
// oxlint-disable-next-line eslint/complexity -- each `?? 0` counts as a branch; there are two loops
function expandBlock(words: Int32Array, message: Uint8Array, offset: number): void {
  for (let i = 0, at = offset; i < 16; i += 1, at += 4) {
    const high = ((message[at] ?? 0) << 24) | ((message[at + 1] ?? 0) << 16);
    words[i] = high | ((message[at + 2] ?? 0) << 8) | (message[at + 3] ?? 0);
  }
  for (let i = 16; i < 64; i += 1) {
    const x = words[i - 15] ?? 0;
    const y = words[i - 2] ?? 0;
    const s0 = ((x >>> 7) | (x << 25)) ^ ((x >>> 18) | (x << 14)) ^ (x >>> 3);
    const s1 = ((y >>> 17) | (y << 15)) ^ ((y >>> 19) | (y << 13)) ^ (y >>> 10);
    words[i] = s0 + s1 + (words[i - 7] ?? 0) + (words[i - 16] ?? 0);
  }
}

/** 64 rounds over the state. Rotations are written out: a call each would double the cost. */
// oxlint-disable-next-line eslint/complexity -- each `?? 0` counts as a branch; there is but one loop
function mixBlock(state: Int32Array, words: Int32Array): void {
  let a = state[0] ?? 0;
  let b = state[1] ?? 0;
  let c = state[2] ?? 0;
  let d = state[3] ?? 0;
  let e = state[4] ?? 0;
  let f = state[5] ?? 0;
  let g = state[6] ?? 0;
  let h = state[7] ?? 0;
  for (let i = 0; i < 64; i += 1) {
    const s1 = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7));
    const choice = g ^ (e & (f ^ g));
    const first = (h + s1 + choice + (ROUND_CONSTANTS[i] ?? 0) + (words[i] ?? 0)) | 0;
    const s0 = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10));
    const majority = (a & b) | (c & (a | b));
    h = g;
    g = f;
    f = e;
    e = (d + first) | 0;
    d = c;
    c = b;
    b = a;
    a = (first + s0 + majority) | 0;
  }
  state[0] = (state[0] ?? 0) + a;
  state[1] = (state[1] ?? 0) + b;
  state[2] = (state[2] ?? 0) + c;
  state[3] = (state[3] ?? 0) + d;
  state[4] = (state[4] ?? 0) + e;
  state[5] = (state[5] ?? 0) + f;
  state[6] = (state[6] ?? 0) + g;
  state[7] = (state[7] ?? 0) + h;
}
