const WORDS =
  /snoitcurtsni|erongi|suoiverp|tpmorp|drowssap|terces|tnatsissa|metsys|laitnederc|tegrof|daolpu| eht | uoy | ruoy | dna |\beht fo\b/g;
const REACH = 1000;
const MAX_LINES = 20;

/** The lines of a normalised text that are written from right to left, and word by word, read the right way. */
export function readReversed(plain: string): readonly string[] {
  const read: string[] = [];
  let done = -1;
  for (const { index } of plain.matchAll(WORDS)) {
    if (index < done || read.length >= 2 * MAX_LINES) continue;
    const start = Math.max(plain.lastIndexOf("\n", index) + 1, index - REACH);
    const line = plain.slice(start, index + REACH).split("\n", 1)[0] ?? "";
    done = start + line.length;
    read.push(reverse(line), line.split(" ").map(reverse).join(" "));
  }
  return read;
}

function reverse(text: string): string {
  return [...text].toReversed().join("");
}
