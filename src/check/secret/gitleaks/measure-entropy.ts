/** Shannon entropy in bits as gitleaks measures it: of the characters, a share of the bytes; 0 for the empty text. */
export function measureEntropy(text: string): number {
  const counts = new Map<string, number>();
  for (const char of text) counts.set(char, (counts.get(char) ?? 0) + 1);
  const total = Buffer.byteLength(text);
  let entropy = 0;
  for (const count of counts.values()) {
    const share = count * (1 / total);
    entropy -= share * Math.log2(share);
  }
  return entropy;
}
