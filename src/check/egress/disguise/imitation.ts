/** Letters of other scripts, and pairs of letters, by what they are taken for. */
const LOOKS: readonly (readonly [looks: string, as: string])[] = [
  ["а", "a"],
  ["ɑ", "a"],
  ["α", "a"],
  ["ь", "b"],
  ["с", "c"],
  ["ϲ", "c"],
  ["ԁ", "d"],
  ["ɗ", "d"],
  ["е", "e"],
  ["є", "e"],
  ["ε", "e"],
  ["ɡ", "g"],
  ["ց", "g"],
  ["һ", "h"],
  ["հ", "h"],
  ["і", "i"],
  ["ı", "i"],
  ["ɩ", "i"],
  ["ι", "i"],
  ["ј", "j"],
  ["κ", "k"],
  ["к", "k"],
  ["ӏ", "l"],
  ["ո", "n"],
  ["п", "n"],
  ["η", "n"],
  ["о", "o"],
  ["ο", "o"],
  ["օ", "o"],
  ["σ", "o"],
  ["р", "p"],
  ["ρ", "p"],
  ["ԛ", "q"],
  ["г", "r"],
  ["ѕ", "s"],
  ["т", "t"],
  ["τ", "t"],
  ["υ", "u"],
  ["ս", "u"],
  ["ν", "v"],
  ["ѵ", "v"],
  ["ԝ", "w"],
  ["ω", "w"],
  ["х", "x"],
  ["χ", "x"],
  ["у", "y"],
  ["ү", "y"],
  ["γ", "y"],
  ["ᴢ", "z"],
  ["м", "m"],
  ["в", "b"],
  ["н", "h"],
];

let byLetter: ReadonlyMap<string, string> | undefined;

/**
 * Whether a host is read as a well-known one and is not: `gіthub.com` with a Cyrillic letter, `paypa1.com`,
 * `github.com.x.example`. A country's own `google.com.hk` is no imitation.
 *
 * @param host With its labels as people read them.
 */
export function isImitation(host: string, known: readonly string[]): boolean {
  if (known.some((name) => host === name || host.endsWith(`.${name}`))) return false;
  const skeleton = `.${toSkeleton(host)}`;
  const dotted = `.${host}`;
  return skeletonsOf(known).some(
    ({ name, own }) => skeleton.endsWith(own) || isInFront(name, dotted),
  );
}

interface KnownName {
  /** `.github.com.`, as it stands in front of another name. */
  readonly name: string;
  /** How it looks, with a dot in front. */
  readonly own: string;
}

/** By a rule's list: every host is held against the same names. */
const skeletons = new WeakMap<readonly string[], readonly KnownName[]>();

function skeletonsOf(known: readonly string[]): readonly KnownName[] {
  const before = skeletons.get(known);
  if (before !== undefined) return before;
  const made = known.map((name) => ({ name: `.${name}.`, own: `.${toSkeleton(name)}` }));
  skeletons.set(known, made);
  return made;
}

/** The whole known name stands in front of another one; both have a dot in front. */
function isInFront(name: string, host: string): boolean {
  const at = host.indexOf(name);
  return at >= 0 && !/^[a-z]{2}$/.test(host.slice(at + name.length));
}

/** How a host looks at a glance: without accents, and with one letter for all that look like it. */
function toSkeleton(host: string): string {
  const isAscii = Buffer.byteLength(host) === host.length;
  return (isAscii ? host : toLatin(host))
    .replaceAll("rn", "m")
    .replaceAll("vv", "w")
    .replaceAll("0", "o")
    .replaceAll(/[1i|]/g, "l");
}

function toLatin(host: string): string {
  byLetter ??= new Map(LOOKS);
  const plain = host.normalize("NFKD").replaceAll(/\p{M}/gu, "");
  return [...plain].map((char) => byLetter?.get(char) ?? char).join("");
}
