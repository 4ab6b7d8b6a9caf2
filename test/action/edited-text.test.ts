import { describe, expect, test } from "vitest";
import { EditedText } from "../../src/action/edited-text.ts";

const file = () => new EditedText("one\n  two = 2;\nthree\n");

describe("where an edit comes to stand", () => {
  test("is told by line and column, with what is beside it there", () => {
    expect(file().replace("2", "22", false)).toEqual({
      line: 2,
      column: 9,
      before: "  two = ",
      after: ";",
    });
  });

  test.each([
    ["at the start", "one", { line: 1, column: 1, before: "", after: "" }],
    ["behind a line break", "\nthree", { line: 2, column: 11, before: "  two = 2;", after: "" }],
    ["over lines", "e\n  t", { line: 1, column: 3, before: "on", after: "wo = 2;" }],
  ])("%s", (_, old, place) => {
    expect(file().replace(old, "x", false)).toEqual(place);
  });

  test("counts what edits before it have added", () => {
    const text = file();
    text.replace("one", "1\n1\n1", false);
    expect(text.replace("three", "3", false)).toMatchObject({ line: 5, column: 1 });
  });

  test("is the first place when all are changed, and later edits see all of them changed", () => {
    const text = new EditedText("a\na\nb");
    expect(text.replace("a", "c\nd", true)).toMatchObject({ line: 1 });
    expect(text.replace("b", "x", false)).toMatchObject({ line: 5 });
  });

  test("is not known of a text that does not stand there", () => {
    expect(file().replace("four", "x", false)).toBeUndefined();
    expect(file().replace("", "x", false)).toBeUndefined();
    expect(new EditedText("").replace("", "x", false)).toMatchObject({ line: 1, column: 1 });
  });

  test("a replacement means nothing to the replacing", () => {
    const text = new EditedText("a b a c");
    text.replace("a", "$&$1", true);
    expect(text.replace("$&$1 c", "x", false)).toMatchObject({ column: 8 });
  });
});
