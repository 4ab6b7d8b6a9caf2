import type { BundleSource } from "../../src/rule/bundle-file.ts";

/** A bundle's text as a file would give it. */
export function sourceOf(text: string): BundleSource {
  return { size: text.length, read: (start, end) => text.slice(start, end) };
}
