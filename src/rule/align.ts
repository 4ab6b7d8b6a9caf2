/** Two patterns, of which both may have elements that stand for any number of things. */
export interface Alignment {
  readonly rows: number;
  readonly columns: number;
  /** Whether the row's element may stand for the column's thing. */
  readonly fits: (row: number, column: number) => boolean;
  /** Whether the row's element may be passed over here: it stands for none, or the column's takes it. */
  readonly skipsRow: (row: number, column: number) => boolean;
  /** The same for the column's element. `row` is -1 before the first. */
  readonly skipsColumn: (row: number, column: number) => boolean;
}

/** Whether the two have something in common. Cost: rows × columns. */
export function canAlign(alignment: Alignment): boolean {
  const { rows, columns } = alignment;
  let reached = [true];
  for (let column = 0; column < columns; column += 1) {
    reached.push(reached[column] === true && alignment.skipsColumn(-1, column));
  }
  for (let row = 0; row < rows; row += 1) reached = nextRow(reached, row, alignment);
  return reached.at(-1) === true;
}

/** `reached[n]`: the rows so far and the first n columns have something in common. */
function nextRow(before: readonly boolean[], row: number, alignment: Alignment): boolean[] {
  const { columns, fits, skipsRow, skipsColumn } = alignment;
  const reached = [before[0] === true && skipsRow(row, -1)];
  for (let column = 0; column < columns; column += 1) {
    const diagonal = before[column] === true && fits(row, column);
    const down = before[column + 1] === true && skipsRow(row, column);
    const across = reached[column] === true && skipsColumn(row, column);
    reached.push(diagonal || down || across);
  }
  return reached;
}
