/** Made-up choices that are the same in every run. */
export interface Random {
  /** From 0 to before `count`. */
  readonly below: (count: number) => number;
  readonly chance: (share: number) => boolean;
  readonly pick: <T>(items: readonly [T, ...T[]]) => T;
  /** So many characters of the alphabet. */
  readonly text: (alphabet: string, count: number) => string;
}

/** A generator by mulberry32. */
export function randomFrom(seed: number): Random {
  let state = seed >>> 0;
  const below = (count: number): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * count;
  };
  const whole = (count: number): number => Math.floor(below(count));
  return {
    below: whole,
    chance: (share) => below(1) < share,
    pick: (items) => items[whole(items.length)] ?? items[0],
    text: (alphabet, count) =>
      Array.from({ length: count }, () => alphabet[whole(alphabet.length)]).join(""),
  };
}
