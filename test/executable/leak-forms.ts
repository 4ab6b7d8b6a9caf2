/** The ways in which a value could stand in what was written, and each stretch of twelve characters of it. */
export function leaksIn(text: string, value: string): string[] {
  return formsOf(value).filter((form) => form !== "" && text.includes(form));
}

function formsOf(value: string): string[] {
  const bytes = Buffer.from(value);
  const shifted = ["", "a", "ab"].map((lead) =>
    Buffer.from(lead + value)
      .toString("base64")
      .slice(4, -4),
  );
  const stretches = Array.from({ length: Math.max(0, value.length - 11) }, (_, at) =>
    value.slice(at, at + 12),
  ).filter((stretch) => /[0-9]/.test(stretch) && /[A-Za-z]/.test(stretch));
  const hex = bytes.toString("hex");
  const encoded = [encodeURIComponent(value), JSON.stringify(value).slice(1, -1)];
  return [...stretches, ...shifted, hex, hex.toUpperCase(), ...encoded];
}
