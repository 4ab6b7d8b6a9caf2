import { describe, expect, it } from "vitest";
import { locateToml } from "../../../src/rule/build/source/toml-position.ts";

const TEXT = `title = "x"
keywords = ["a", 'b]', """c
""", "d"]

[[rules]]
id = "one"
  regex = '''a # b'''
[rules.toolgate]
examples.deny = ["x", # "y"
  "z"]

[[rules]]
id = "two"
[[rules.allowlists]]
regexes = []
[[rules.allowlists]]
regexes = ['''1''', '''2''']
[[rules.required]]
id = "three"

[[allowlists]]
stopwords = ["q"]
`;

describe("locateToml", () => {
  it.each<[readonly PropertyKey[], string]>([
    [["title"], "1:1"],
    [["keywords", 0], "2:13"],
    [["keywords", 1], "2:18"],
    [["keywords", 2], "2:24"],
    [["keywords", 3], "3:6"],
    [["rules", 0, "regex"], "7:3"],
    [["rules", 0, "toolgate", "examples", "deny", 0], "9:18"],
    [["rules", 0, "toolgate", "examples", "deny", 1], "10:3"],
    [["rules", 1], "12:1"],
    [["rules", 1, "id"], "13:1"],
    [["rules", 1, "allowlists", 1, "regexes", 1], "17:21"],
    [["rules", 1, "required"], "18:1"],
    [["allowlists", 0], "21:1"],
    [["allowlists", 0, "stopwords", 0], "22:14"],
    // Nothing is there: the nearest around it.
    [["allowlists", 0, "stopwords", 5], "22:1"],
    [["rules", 1, "entropy"], "12:1"],
  ])("finds %j at %s", (path, place) => {
    const { line, column } = locateToml(TEXT, path, "x.toml");
    expect(`${line}:${column}`).toBe(place);
  });
});
