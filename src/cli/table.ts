/** Rows of cells in columns as wide as their widest cell, two blanks apart; one line a row. */
export function formatTable(rows: readonly (readonly string[])[]): string[] {
  const widths: number[] = [];
  for (const row of rows) {
    row.forEach((cell, column) => {
      widths[column] = Math.max(widths[column] ?? 0, cell.length);
    });
  }
  return rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join("  ")
      .trimEnd(),
  );
}

/** The text on one line, cut to a number of characters. */
export function clipLine(text: string, width: number): string {
  const line = text.replaceAll(/[\s\p{Cc}\p{Cf}\p{Co}\p{Cs}]+/gu, " ");
  return line.length <= width ? line : `${line.slice(0, width - 1)}…`;
}
