/** Shannon entropy of the text's characters, in bits a character; 0 for the empty text. */
export function measureEntropy(text: string): number {
  const counts = new Map<string, number>();
  for (const char of text) counts.set(char, (counts.get(char) ?? 0) + 1);
  let total = 0;
  for (const count of counts.values()) total += count;
  let entropy = 0;
  for (const count of counts.values()) {
    const share = count / total;
    entropy -= share * Math.log2(share);
  }
  return entropy;
}
