/** Texts to scan, the same on every run: made from a fixed seed, and as varied in their names as real ones. */

const WORDS =
  "user order item price token index cache value result config handler request response client server route query field " +
  "model view state event error message buffer stream parser node list entry password secret access public private key";

class Random {
  #state = 20_261_123;
  readonly #words = WORDS.split(" ");

  below(limit: number): number {
    this.#state = (Math.imul(this.#state, 1_664_525) + 1_013_904_223) >>> 0;
    return this.#state % limit;
  }

  word(): string {
    return this.#words[this.below(this.#words.length)] ?? "x";
  }

  name(): string {
    const tail = this.word();
    return `${this.word()}${tail.slice(0, 1).toUpperCase()}${tail.slice(1)}${this.below(90)}`;
  }
}

function fill(size: number, next: () => string): string {
  const parts: string[] = [];
  for (let length = 0; length < size;) {
    const part = next();
    parts.push(part);
    length += part.length;
  }
  return parts.join("").slice(0, size);
}

/** TypeScript as people write it, with comments and strings. */
export function makeSource(size: number): string {
  const random = new Random();
  return fill(size, () => {
    const [name, first, second] = [random.name(), random.name(), random.word()];
    return (
      `/** The ${random.word()} of a ${random.word()}, in ${random.word()} units. */\n` +
      `export function ${name}(${first}: string, ${second}: number): ${random.word()}Of {\n` +
      `  const ${random.word()} = ${first}.split("${random.word()}")[${random.below(9)}] ?? "";\n` +
      `  if (${second} > ${random.below(5000)}) throw new Error(\`${random.word()} \${${first}} is wrong\`);\n` +
      `  return { ${random.word()}: ${second} * 0x${random.below(65_536).toString(16)}, ${first} };\n}\n\n`
    );
  });
}

/** JavaScript as bundlers write it: all on one line. */
export function makeMinified(size: number): string {
  const random = new Random();
  const letter = () => String.fromCharCode(97 + random.below(26));
  return fill(size, () => {
    const [a, b, c] = [letter(), letter(), letter()];
    return (
      `function ${a}${b}(${a},${b}){var ${c}=${a}.${random.word()}||{};return ${b}&&${c}.${random.name()}?` +
      `${c}["${random.word()}"]=${random.below(9999)}:${a}(${b},"${random.word()}-${random.word()}",!${random.below(2)}),${c}}`
    );
  });
}
