import { findEncoded } from "./find-encoded.ts";
import type { Stretch } from "./dialect.ts";

/** A run of a text that was decoded, in the passes of one scan. */
export interface Segment {
  /** Where it stood in the text of the pass before. */
  readonly encoded: Stretch;
  /** Where it stands in the text of this pass. */
  readonly decoded: Stretch;
  /** Where it stood in the original. */
  readonly original: Stretch;
  /** Those of the pass before. */
  readonly before: readonly Segment[];
}

/** A text with all that could be decoded in place. */
export interface DecodedPass {
  readonly text: string;
  /** In the order of the text; none: nothing was left to decode. */
  readonly segments: readonly Segment[];
}

/** One decoding pass: percent, Unicode escapes, hexadecimal and base64 that come to printable ASCII. */
export function decodePass({ text, segments: before }: DecodedPass): DecodedPass {
  const parts: string[] = [];
  const segments: Segment[] = [];
  let from = 0;
  let shift = 0;
  for (const { start, end, decode } of findEncoded(text)) {
    const plain = decode(text.slice(start, end));
    if (plain === "") continue;
    parts.push(text.slice(from, start), plain);
    from = end;
    segments.push({
      encoded: { start, end },
      decoded: { start: start + shift, end: start + shift + plain.length },
      original: toOriginal(before, { start, end }),
      before,
    });
    shift += plain.length - (end - start);
  }
  if (segments.length === 0) return { text, segments };
  return { text: parts.join("") + text.slice(from), segments };
}

/** The segments that a stretch of the decoded text overlaps or touches. */
export function touchedBy(segments: readonly Segment[], stretch: Stretch): readonly Segment[] {
  let low = 0;
  let high = segments.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((segments[middle]?.decoded.end ?? 0) < stretch.start) low = middle + 1;
    else high = middle;
  }
  let stop = low;
  while ((segments[stop]?.decoded.start ?? Infinity) <= stretch.end) stop += 1;
  return segments.slice(low, stop);
}

/** The stretch of the original that a stretch of a decoded text came from, to whole runs. */
export function toOriginal(segments: readonly Segment[], stretch: Stretch): Stretch {
  const touched = touchedBy(segments, stretch);
  const [first] = touched;
  if (first === undefined) return stretch;
  const around = touched.find(({ decoded }) => contains(decoded, stretch));
  if (around !== undefined) return around.original;
  let encoded = toEncoded(first, stretch);
  for (const segment of touched) {
    const { start, end } = toEncoded(segment, stretch);
    encoded = { start: Math.min(encoded.start, start), end: Math.max(encoded.end, end) };
  }
  return first.before.length === 0 ? encoded : toOriginal(first.before, encoded);
}

function contains(outer: Stretch, inner: Stretch): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

/** The segment as it was encoded, and as much on either side as the stretch hangs over it. */
function toEncoded({ encoded, decoded }: Segment, stretch: Stretch): Stretch {
  return {
    start: encoded.start + Math.min(0, stretch.start - decoded.start),
    end: encoded.end + Math.max(0, stretch.end - decoded.end),
  };
}
