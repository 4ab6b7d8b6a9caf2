/** Words of which an attack on an agent has one. What a layer reads without any is noise. */
const TELLING =
  /ignor|disregard|instruc|previous|prompt|system|secret|password|credential|assistant|\buser|\bsend|upload|forget|\byour?\b|\bmust\b|\bfiles?\b|\brun\b|delete|token|\bkeys?\b|\brules?\b|restrict|\bobey|reveal|overrid|bypass|\bcommand|execut|environment|\bplease\b|\bdo not\b|\bapprove|download|install|\banswer|\breply|\bforward|\bcopy\b|\bpush\b|\bfetch|\bagents?\b|\bmodels?\b|\bclaude\b|\be?mails?\b|\bcommit\b|\bcollect\b|\bpolic|\bcomply|\bconfirm|permission|privilege|\badmin|\bmerge\b|\bskip\b|\btools?\b/;

/** Whether a text read from a layer, in lower case, may be an instruction, and not what noise decodes to. */
export function tellsOfInstruction(text: string): boolean {
  return TELLING.test(text);
}

/** The bytes as ASCII text, if all but a few of them are that. */
export function toReadable(bytes: readonly number[]): string | undefined {
  let odd = 0;
  for (const byte of bytes) if (byte !== 10 && (byte < 32 || byte > 126)) odd += 1;
  if (bytes.length < 8 || odd * 20 > bytes.length) return undefined;
  return String.fromCharCode(...bytes);
}
