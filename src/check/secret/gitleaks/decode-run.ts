/** What gitleaks takes for printable: tab to `~`. */
const UNPRINTABLE = /[^\t-~]/;

export function decodeBase64(run: string): string {
  if (!/[0-9+/_-]/.test(run)) return "";
  const body = run.replace(/=+$/, "");
  const isStandard = run.length % 4 === 0 && !/[_-]/.test(body);
  const isForAddresses = body.length === run.length && run.length % 4 !== 1 && !/[+/]/.test(body);
  if (!isStandard && !isForAddresses) return "";
  return printable(Buffer.from(run, "base64").toString("latin1"));
}

export function decodeHex(run: string): string {
  if (run.length % 2 !== 0 || !/[0-9]/.test(run)) return "";
  return printable(Buffer.from(run, "hex").toString("latin1"));
}

/** Nothing is decoded where one escape stands for something else than printable ASCII. */
export function decodePercent(run: string): string {
  let isPrintable = true;
  const plain = run.replace(/%([0-9A-Fa-f]{2})/g, (_, hex) => {
    const char = String.fromCharCode(Number.parseInt(String(hex), 16));
    isPrintable &&= printable(char) !== "";
    return char;
  });
  return isPrintable ? plain : "";
}

/** `U+0041 U+0042` or `\u0041\u0042`; half a surrogate pair is U+FFFD, as in Go. */
export function decodeUnicode(run: string): string {
  return run.replace(/(?:U\+|\\{1,2}[uU])([0-9A-Fa-f]{4})[\t\n\f\r ]?/g, (_, hex) => {
    const code = Number.parseInt(String(hex), 16);
    return code >= 0xd800 && code < 0xe000 ? "\uFFFD" : String.fromCharCode(code);
  });
}

function printable(text: string): string {
  return UNPRINTABLE.test(text) ? "" : text;
}
