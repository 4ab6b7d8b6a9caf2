// Assembles the WebAssembly module in src/hash/sha256-module.ts: SHA-256's block function (FIPS 180-4,
// §6.2.2), written out instruction by instruction, since no compiler is needed for one function.
// Run it to get the module in base64; a test holds the file to what this prints.
//
// Memory, in bytes: 0 round constants, 256 message schedule, 512 state, 1024 blocks.
// Exports: `memory`, and `mix(from, to)`, which takes the blocks from..to into the state.
const SCHEDULE = 256;
const STATE = 512;

const get = (local) => [0x20, local];
const set = (local) => [0x21, local];
const load = (offset) => [0x28, 2, ...unsigned(offset)];
const store = (offset) => [0x36, 2, ...unsigned(offset)];
const constant = (value) => [0x41, ...signed(value)];
const [ADD, AND, OR, XOR, SHIFT_RIGHT, ROTATE_LEFT, ROTATE_RIGHT] = [
  [0x6a],
  [0x71],
  [0x72],
  [0x73],
  [0x76],
  [0x77],
  [0x78],
];

/** Runs `body`, adds `step` to `local`, and again while that is below `limit`. */
const repeat = (body, { local, step, limit }) => [
  [0x03, 0x40],
  body,
  [get(local), constant(step), ADD, [0x22, local]],
  [limit, [0x49], [0x0d, 0], [0x0b]],
];

/** Exclusive or of what is in `local` rotated by each; a last step may be a shift. */
const mixBits = (local, [first, second, third], last = ROTATE_RIGHT) => [
  [get(local), constant(first), ROTATE_RIGHT],
  [get(local), constant(second), ROTATE_RIGHT, XOR],
  [get(local), constant(third), last, XOR],
];

const [FROM, TO, A, B, C, D, E, F, G, H, I, X] = Array.from({ length: 12 }, (_, index) => index);
const LETTERS = [A, B, C, D, E, F, G, H];
const word = { local: I, step: 4 };

/** Big-endian words of the block: each is swapped by two rotations and masks. */
const copyWord = [
  [get(FROM), get(I), ADD, load(0), set(X), get(I)],
  [get(X), constant(8), ROTATE_LEFT, constant(0x00ff00ff), AND],
  [get(X), constant(8), ROTATE_RIGHT, constant(0xff00ff00), AND, OR, store(SCHEDULE)],
];

const expandWord = [
  [get(I), get(I), load(SCHEDULE - 64), get(I), load(SCHEDULE - 28), ADD],
  [get(I), load(SCHEDULE - 60), set(X), mixBits(X, [7, 18, 3], SHIFT_RIGHT), ADD],
  [get(I), load(SCHEDULE - 8), set(X), mixBits(X, [17, 19, 10], SHIFT_RIGHT), ADD],
  store(SCHEDULE),
];

const round = [
  [get(H), mixBits(E, [6, 11, 25]), ADD],
  [get(G), get(E), get(F), get(G), XOR, AND, XOR, ADD],
  [get(I), load(0), ADD, get(I), load(SCHEDULE), ADD, set(X)],
  [get(G), set(H), get(F), set(G), get(E), set(F)],
  [get(D), get(X), ADD, set(E)],
  // The new A: X, and of the old A, B and C the bits and the majority.
  [mixBits(A, [2, 13, 22]), get(A), get(B), AND, get(C), get(A), get(B), OR, AND, OR, ADD],
  [get(X), ADD, set(X)],
  [get(C), set(D), get(B), set(C), get(A), set(B), get(X), set(A)],
];

const loadState = LETTERS.map((letter, index) => [
  constant(0),
  load(STATE + 4 * index),
  set(letter),
]);
const addState = LETTERS.map((letter, index) => {
  const offset = STATE + 4 * index;
  return [constant(0), constant(0), load(offset), get(letter), ADD, store(offset)];
});

const mix = repeat(
  [
    [constant(0), set(I), repeat(copyWord, { ...word, limit: constant(64) })],
    repeat(expandWord, { ...word, limit: constant(256) }),
    [loadState, constant(0), set(I), repeat(round, { ...word, limit: constant(256) }), addState],
  ],
  { local: FROM, step: 64, limit: get(TO) },
);

/** First 32 bits of the fractional parts of the cube roots of the first 64 primes. */
function roundConstants() {
  const primes = [];
  for (let n = 2; primes.length < 64; n += 1)
    if (primes.every((prime) => n % prime !== 0)) primes.push(n);
  return primes.flatMap((prime) => littleEndian(cubeRootFraction(BigInt(prime))));
}

/** floor(cbrt(prime) * 2^32) mod 2^32, exactly: by halving over whole numbers. */
function cubeRootFraction(prime) {
  const cube = prime << 96n;
  let [low, high] = [0n, 1n << 40n];
  while (high - low > 1n) {
    const middle = (low + high) / 2n;
    if (middle ** 3n <= cube) low = middle;
    else high = middle;
  }
  return Number(low & 0xffffffffn);
}

const littleEndian = (value) => [0, 8, 16, 24].map((shift) => (value >>> shift) & 255);

function unsigned(value) {
  return value < 128 ? [value] : [(value & 127) | 128, ...unsigned(value >>> 7)];
}

function signed(value) {
  const number = value | 0;
  const ends = number >= -64 && number < 64;
  return ends ? [number & 127] : [(number & 127) | 128, ...signed(number >> 7)];
}

const text = (name) => [name.length, ...Buffer.from(name)];

function section(id, ...content) {
  const bytes = content.flat(Infinity);
  return [id, ...unsigned(bytes.length), ...bytes];
}

/** The module's bytes. */
export function assembleSha256() {
  const body = [[1, 10, 0x7f], mix, [0x0b]].flat(Infinity);
  const constants = roundConstants();
  return Buffer.from([
    ...Buffer.from("\0asm\u0001\0\0\0"),
    ...section(1, 1, 0x60, 2, 0x7f, 0x7f, 0),
    ...section(3, 1, 0),
    ...section(5, 1, 1, 1, 1),
    ...section(7, 2, text("mix"), 0, 0, text("memory"), 2, 0),
    ...section(10, 1, unsigned(body.length), body),
    ...section(11, 1, 0, [0x41, 0, 0x0b], unsigned(constants.length), constants),
  ]);
}

if (import.meta.main) console.log(assembleSha256().toString("base64"));
