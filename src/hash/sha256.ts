import { SHA256_MODULE } from "./sha256-module.ts";

/**
 * SHA-256 (FIPS 180-4) for a process that hashes a few kilobytes and ends. JavaScript does that in the
 * interpreter, at 16 µs a block, and then has it optimised when it is nearly done; a WebAssembly module
 * is there in 0.2 ms and takes 3 µs a block. The figures are in docs/adr/0003.
 */
export interface HashState {
  /** Eight words. */
  readonly words: Int32Array;
  /** How many bytes, in whole blocks, have been taken. */
  readonly bytes: number;
}

export const BLOCK_BYTES = 64;

/** The state after `blocks`, which are whole ones; of it any number of hashes can be finished. */
export function startHash(blocks: Uint8Array): HashState {
  // First 32 bits of the fractional parts of the square roots of the first 8 primes.
  const words = Int32Array.of(
    0x6a09e667,
    0xbb67ae85,
    0x3c6ef372,
    0xa54ff53a,
    0x510e527f,
    0x9b05688c,
    0x1f83d9ab,
    0x5be0cd19,
  );
  return { words: takeBlocks(words, blocks).slice(), bytes: blocks.length };
}

/** The digest of what the state has taken and then the parts: 32 bytes. */
export function finishHash(state: HashState, parts: readonly Uint8Array[]): Buffer {
  const words = takeBlocks(state.words, pad(parts, state.bytes));
  const digest = Buffer.alloc(32);
  for (let index = 0; index < 8; index += 1) digest.writeInt32BE(words[index] ?? 0, index * 4);
  return digest;
}

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

/** Where the module's memory has the state, and where it takes blocks from up to its end. */
const STATE_AT = 512;
const BLOCKS_AT = 1024;
const MEMORY_BYTES = 64 * 1024;
const CHUNK_BYTES = MEMORY_BYTES - BLOCKS_AT;

/** The words after the blocks: a view of the module's memory, good until the next call. */
function takeBlocks(words: Int32Array, blocks: Uint8Array): Int32Array {
  const { mix, memory, state } = openMixer();
  state.set(words);
  for (let offset = 0; offset < blocks.length; offset += CHUNK_BYTES) {
    const chunk = blocks.subarray(offset, offset + CHUNK_BYTES);
    memory.set(chunk, BLOCKS_AT);
    mix(BLOCKS_AT, BLOCKS_AT + chunk.length);
  }
  return state;
}

interface Mixer {
  /** Takes the blocks between two addresses, at least one, into the state. */
  readonly mix: (from: number, to: number) => void;
  readonly memory: Uint8Array;
  readonly state: Int32Array;
}

let mixer: Mixer | undefined;

function openMixer(): Mixer {
  mixer ??= createMixer();
  return mixer;
}

function createMixer(): Mixer {
  const module = new WebAssembly.Module(Buffer.from(SHA256_MODULE, "base64"));
  const { mix, memory } = new WebAssembly.Instance(module).exports;
  return {
    mix,
    memory: new Uint8Array(memory.buffer),
    state: new Int32Array(memory.buffer, STATE_AT, 8),
  };
}

/** The language's own library has no types for it outside the DOM; these are our module's. */
declare const WebAssembly: {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object) => {
    readonly exports: {
      readonly mix: Mixer["mix"];
      readonly memory: { readonly buffer: ArrayBuffer };
    };
  };
};
