import { describe, expect, it } from "vitest";
import { walkCommand } from "../../../src/action/shell/walk.ts";
import { UNKNOWN } from "../../../src/model/invocation.ts";
import { tellCommands } from "./tell.ts";

/** A line, and the words of its last command. */
type Case = readonly [source: string, last: string];

const PRINTED: readonly Case[] = [
  ['cd ~ && a "$(pwd)"', "a ~"],
  ['cd ~/x; cd ..; a "$(realpath .)" "$(readlink -f y)"', "a ~ ~/y"],
  [
    'a "$(dirname ~/x)" "$(dirname /x/y/)" "$(dirname x)" "$(dirname /)" "$(dirname ~)"',
    "a ~ /x . / /home",
  ],
  ["a $(dirname -z /x/y | tr -d '\\0')", "a /x"],
  ['a "$(basename /x/y.txt .txt)" "$(basename -s .c y.c)" "$(basename -a p/q r/s)"', "a y y q\ns"],
  ['a "$(realpath -s /x/../y//z)" "$(realpath ~/..)"', "a /y/z /home"],
  ['a "$(readlink -f ~)"', "a ~"],
  ["X=b; a $(printenv HOME) $(printenv X)", "a ~ b"],
  ["a $(cd; pwd) $(cd / && pwd -P)", "a ~ /"],
  ["a $(bash -c 'cd && pwd') $(command dirname ~/x)", "a ~ ~"],
  ["a $(eval echo ~$USER)", "a ~"],
  ["a $(getent passwd me | cut -d: -f6) $(awk -F: '{print $6}' /etc/passwd)", "a ~ ~"],
  ["a $(grep me /etc/passwd | cut -d : -f 6)", "a ~"],
  ["a $(printf '1:2\\n3:4\\n' | cut -d: -f2)", "a 2 4"],
  ["a $(printf '1\\n2\\n3\\n' | head -n 2) $(printf '1\\n2\\n' | tail -1)", "a 1 2 2"],
  ["a $(printf 'bc\\nde\\n' | grep bc) $(printf 'bc\\nde\\n' | grep -v bc)", "a bc de"],
  ["a $(ls -d ~/*) $(ls -d1 / /b)", "a ~/* / /b"],
  ['a "$(python3 -c \'import os; print(os.path.expanduser("~"))\')"', "a ~"],
  [
    "a $(node -p 'os.homedir()') $(perl -e 'print $ENV{HOME}') $(ruby -e 'puts Dir.home')",
    "a ~ ~ ~",
  ],
];

const UNPRINTED: readonly string[] = [
  'a "$(pwd)"',
  "cd x; a $(pwd)",
  'a "$(dirname "$0")"',
  'a "$(dirname "/x/$y")"',
  'a "$(basename "$PWD")"',
  "a $(basename ~)",
  "a $(readlink x)",
  "a $(realpath --relative-to=/x /x/y)",
  "a $(printenv X)",
  "a $(getent hosts x)",
  "a $(ls -d */)",
  "a $(ls -d ~/* | grep old)",
  "a $(ls x)",
  "a $(b | cut -d: -f2)",
  "a $(node -p 'os.homedir().length')",
];

const VARIABLES: readonly Case[] = [
  ["declare -n r=HOME; a $r", "a ~"],
  ["x=b; typeset -n r=x; a $r", "a b"],
  ["declare -n r=x; r=b; a $x", "a b"],
  ["declare -n r; r=x; x=b; a $r", "a b"],
  ["declare -n p=q; declare -n q=x; x=b; a $p", "a b"],
  ["f() { local -n r=$1; r=b; }; f x; a $x", "a b"],
  ["x=b; declare -n r=x; unset -n r; r=c; a $x", "a b"],
  ["cd ~; cd /x; a $OLDPWD $PWD", "a ~ /x"],
  ["cd ~; cd /x; cd -; a $PWD", "a ~"],
  ["cd ~; cd /x; a ~- ~+/y", "a ~ /x/y"],
  ["cd ~; pushd /x; pushd /y; a ~0 ~1 ~2 $DIRSTACK ${DIRSTACK[1]}", "a /y /x ~ /y /x"],
  ["cd ~; pushd /x; popd; a $PWD $OLDPWD", "a ~ /x"],
  ["cd ~; pushd /x; pushd; a $PWD $(dirs +1)", "a ~ /x"],
  ["cd ~; pushd /x; pushd +1; a $PWD", "a ~"],
  ["BASH_ALIASES[x]='a b'; x c", "a b c"],
  ["BASH_CMDS[x]=/b/a; x c", "/b/a c"],
  ["declare -A BASH_CMDS; BASH_CMDS=([x]=a [y]=b); x c", "a c"],
  ["[[ x:b =~ ^x:(.*)$ ]]; a ${BASH_REMATCH[1]}", "a b"],
  ["[[ abc =~ b ]] && a $BASH_REMATCH", "a b"],
];

const UNKNOWN_VARIABLES: readonly string[] = [
  "declare -n r=y; a $r",
  "declare -n r='x[0]'; a $r",
  "cd x; a $OLDPWD",
  "cd x; cd y; a $PWD",
  "a ~-",
  "pushd x; a ~1",
  "[[ $x =~ ^v(.*) ]]; a ${BASH_REMATCH[1]}",
  "[[ aaaa =~ ((a+)+)+ ]]; a $BASH_REMATCH",
  "getopts x: o; a $OPTARG",
];

describe("values that a line works out", () => {
  it.each(PRINTED)("knows what %s is given", (source, last) => {
    expect(tellCommands(source).at(-1)).toBe(last);
  });

  it.each(UNPRINTED)("does not know what only running can tell: %s", (source) => {
    expect(tellCommands(source).at(-1)).toBe(`a ${UNKNOWN}`);
  });

  it.each(VARIABLES)("follows the shell's own names: %s", (source, last) => {
    expect(tellCommands(source).at(-1)).toBe(last);
  });

  it.each(UNKNOWN_VARIABLES)("knows nothing of what is not said: %s", (source) => {
    expect(tellCommands(source).at(-1)).toBe(`a ${UNKNOWN}`);
  });

  it("leaves quoted tildes and those of users alone", () => {
    expect(tellCommands("cd /x; a '~+' ~me/y")).toContain("a ~+ ~me/y");
  });

  it("does not take export -n for a reference", () => {
    expect(tellCommands("x=b; export -n r=x; a $r").at(-1)).toBe("a x");
  });

  it("follows a reference to itself no further", () => {
    expect(walkCommand("declare -n r=r; declare -n p=q q=p; a $r $p").gaps).toEqual([]);
  });
});

const FED: readonly Case[] = [
  ["echo ~ | xargs a", "a ~"],
  ["printf '%s\\0' 'b c' d | xargs -0 a", "a b c d"],
  ["echo b,c | xargs -d, a", "a b c"],
  ["xargs -a <(echo b c) a", "a b c"],
  ["echo b > f; xargs -a f a", "a b"],
  ["xargs -a /dev/null a", "a"],
  ["ls -d ~/* | xargs -I{} a {}", "a ~/*"],
  ["echo c b | sort | uniq | xargs a", "a c b"],
];

describe("words that a program reads", () => {
  it.each(FED)("fills them in: %s", (source, last) => {
    expect(tellCommands(source).at(-1)).toBe(last);
  });

  it("says of a pattern that it is one", () => {
    const last = walkCommand("printf '%s\\0' ~/* | xargs -0 a").invocations.at(-1);
    expect(last?.words[1]).toMatchObject({ value: "~/*", certainty: "glob" });
  });

  it.each(["git ls-files | xargs a", "find . -name x | xargs a", "xargs -a f a"])(
    "knows nothing of what it does not see: %s",
    (source) => {
      expect(tellCommands(source).at(-1)).toBe(`a ${UNKNOWN}`);
    },
  );
});

const CONVENTIONAL: readonly Case[] = [
  ["$EDITOR x", "vi x"],
  ['"$PYTHON" -m pytest', "python3 -m pytest"],
  ["${CC} x.c", "cc x.c"],
  ["command $MAKE x", "make x"],
  ["$SHELL -c 'a b'", "a b"],
];

describe("variables that name a program by convention", () => {
  it.each(CONVENTIONAL)("takes %s for it", (source, last) => {
    expect(tellCommands(source).at(-1)).toBe(last);
  });

  it.each([
    "$TOOL x",
    "$EDITOR$x x",
    "read EDITOR; $EDITOR x",
    "EDITOR=$y; $EDITOR x",
    "$EDITORS x",
  ])("does not know the program of %s", (source) => {
    expect(walkCommand(source).invocations.at(-1)?.program).toBe(UNKNOWN);
  });

  it("says that the session has named it", () => {
    const [name] = walkCommand("$GIT status").invocations[0]?.words ?? [];
    expect(name).toMatchObject({ text: "$GIT", value: "git", isOfSession: true });
  });
});
