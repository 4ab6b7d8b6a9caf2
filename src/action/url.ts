const URL_START = /^[a-z][a-z0-9+.-]{1,15}:\/\//i;

/** Whether a word is a URL of another kind than a file's. */
export function isUrl(word: string): boolean {
  // Most words hold no "://", and a pattern's first use is dear.
  return word.includes("://") && URL_START.test(word) && !isFileUrl(word);
}

/** `file:///x`, `file://host/x`, `file:/x`, in any case. */
export function isFileUrl(word: string): boolean {
  return word.includes(":/") && /^file:\//i.test(word);
}

/** The path of a file's URL; any other word as it is. */
export function stripFileUrl(word: string): string {
  if (!isFileUrl(word)) return word;
  const path = word.slice("file:".length).replace(/^\/\/[^/]*/, "");
  return path.replaceAll(/%([0-7][0-9a-f])/gi, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
}
