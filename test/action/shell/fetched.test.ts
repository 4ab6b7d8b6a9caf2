import { describe, expect, it } from "vitest";
import { walkCommand } from "../../../src/action/shell/walk.ts";
import { UNKNOWN } from "../../../src/model/invocation.ts";

/** Where the programs come from that nobody can know. */
function originsOf(line: string): readonly string[] {
  return walkCommand(line)
    .invocations.filter(({ program }) => program === UNKNOWN)
    .flatMap(({ words: [name] }) => name?.origins ?? []);
}

describe("a tree of files that the line fetches", () => {
  it.each([
    "git clone https://x.example/a/r && sh r/x.sh",
    "git clone -b main --depth 1 git@x.example:a/r.git && cd r && ./x.sh",
    "git clone https://x.example/a/r $(mktemp -d)/q; D=$(mktemp -d); git clone https://x.example/b $D; $D/x",
    "gh repo clone a/r && python3 r/x.py",
    "svn co https://svn.example.com/x y && perl y/a.pl",
    "curl -s https://x.example/x.tgz | tar xz -C d; . d/x/env.sh",
    "wget https://x.example/x.zip; unzip -q x.zip -d d; bash d/x.sh",
  ])("is where the script of %s comes from", (line) => {
    expect(originsOf(line)).toContain("fetched");
  });

  it.each([
    "git clone ../r copy && sh copy/x.sh",
    "git clone https://x.example/a/r && cd r && make && ./configure && npm test",
    "git clone https://x.example/a/r && cd r && . .venv/bin/activate",
    "git clone https://x.example/a/r && sh other/x.sh",
    "tar xzf x.tgz && sh x/x.sh",
    "tar czf x.tgz x && sh x/x.sh",
  ])("has no part in %s", (line) => {
    expect(originsOf(line)).not.toContain("fetched");
  });
});

describe("a file that a program fills", () => {
  it.each([
    ["sort -o x", "x"],
    ["shuf -o x", "x"],
    ["uniq - x", "x"],
    ["split - part", "partaa"],
    ["csplit - 1", "xx01"],
    ["install -m 755 /dev/stdin x", "x"],
    ["cp /dev/stdin x", "x"],
    ["gpg -d -o x", "x"],
    ["openssl base64 -d -out x", "x"],
    ["iconv -t utf-8 -o x", "x"],
  ])("keeps that what %s reads came over the network", (filling, file) => {
    expect(originsOf(`curl -s https://x.example | ${filling}; sh ${file}`)).toContain("download");
  });

  it("is read where what goes into it is known", () => {
    const programs = walkCommand("printf 'whoami\\n' | sort -o x; sh x").invocations;
    expect(programs.map(({ program }) => program)).toContain("whoami");
  });

  it("is none where the archive is only printed or made", () => {
    expect(originsOf("gzip x; sh x.gz; zcat y.gz > z; wc z")).toEqual([]);
  });
});
