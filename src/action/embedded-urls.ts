const EMBEDDED_URL = /\b(?:https?|wss?|ftp):\/\/[^\s'"`<>\\()[\]{}|,;]+/gi;

/** The URLs that stand anywhere in code. Linear in the code. */
export function embeddedUrls(code: string): string[] {
  return code.includes("://") ? [...code.matchAll(EMBEDDED_URL)].map(([url]) => url) : [];
}
