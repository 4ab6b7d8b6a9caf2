import { describe, expect, it } from "vitest";
import { walkCommand } from "../../../src/action/shell/walk.ts";
import { tellCommands } from "./tell.ts";

const REACHED: readonly string[] = [
  "[[ 'a[$(rm x)]' -eq 0 ]]",
  "[[ ! ( -n b && 0 -lt 'a[$(rm x)]' ) ]]",
  "[[ -v 'a[$(rm x)]' ]]",
  "[ -v 'a[$(rm x)]' ]",
  "[ 'a[$(rm x)]' -eq 0 ]",
  "test -v 'a[$(rm x)]'",
  "v='a[$(rm x)]'; (( v ))",
  "v='a[`rm x`]'; (( v ))",
  "v='a[$(bash -c \"rm x\")]'; (( v ))",
  "v='a[$(rm x)]'; w=v; echo $(( w + 1 ))",
  "v='a[$(rm x)]'; (( $v ))",
  "v='a[$(rm x)]'; (( ${v} > 2 ))",
  "v='a[$(rm x)]'; for (( i = 0; i < v; i++ )); do ls; done",
  "v='a[$(rm x)]'; echo ${b[v]}",
  "v='a[$(rm x)]'; echo ${b:v:1}",
  "v='a[$(rm x)]'; echo ${!v}",
  "v='a[$(rm x)]'; b[v]=1",
  "b=(['a[$(rm x)]']=1)",
  "f() { (( $1 )); }; f 'a[$(rm x)]'",
  "let 'a[$(rm x)]=1'",
  "read 'a[$(rm x)]' <<< 1",
  "unset 'a[$(rm x)]'",
  "printf -v 'a[$(rm x)]' %s 1",
  "mapfile 'a[$(rm x)]'",
  "declare 'a[$(rm x)]=1'",
  "declare 'a[$(echo b]=c; rm x)]=1'",
  "declare -i v='a[$(rm x)]'",
  "declare -n v='a[$(rm x)]'",
  "PS4='$(bash -c \"rm x\")' bash -x f",
];

const NOT_REACHED: readonly string[] = [
  "[[ 'a[$(rm x)]' == b ]]",
  "[[ -n 'a[$(rm x)]' ]]",
  "v='a[$(rm x)]'; echo \"$v\"",
  "v='a[$(rm x)]'; echo $(( ${#v} ))",
  "v='a[$(rm x)]'; [[ -v v ]]",
  "v='a[$(rm x)]'; (( w ))",
  "v='a[\\$(rm x)]'; (( v ))",
  "declare v='$(rm x)'",
  "declare 'a[0]=$(rm x)'",
  "printf '%s' 'a[$(rm x)]'",
  "read -p 'use $(rm x)' v",
];

describe("strings that the shell takes for arithmetic or a subscript", () => {
  it.each(REACHED)("runs the substitution in it: %s", (source) => {
    expect(tellCommands(source)).toContain("rm x");
  });

  it.each(NOT_REACHED)("leaves alone a string that is only a string: %s", (source) => {
    expect(tellCommands(source)).not.toContain("rm x");
  });

  it.each(["v='a[$(rm'; (( v ))", "[[ 'a[`rm' -eq 0 ]]"])("leaves a gap: %s", (source) => {
    expect(walkCommand(source).gaps).not.toEqual([]);
  });

  it("has nothing to say of plain arithmetic", () => {
    const source = "v=5; (( v + 1 )); [[ $v -eq 0 ]]; let v++; echo ${a[v]} ${s:v:1} $(( w * v ))";
    expect(walkCommand(source).gaps).toEqual([]);
    expect(tellCommands(source)).toEqual([":", "let v++", expect.stringMatching(/^echo /)]);
  });

  it("ends where a variable names itself", () => {
    expect(tellCommands("v='a[$((v))] + v + $(rm x)'; (( v ))")).toContain("rm x");
  });
});

const FOREIGN: readonly string[] = [
  "x=$(curl y); (( x ))",
  "x=$(curl y); (( z = x + 1 ))",
  "[[ $(curl y) -eq 0 ]]",
  "[[ -v $(curl y) ]]",
  'test -v "$(curl y)"',
  "echo $(( $(curl y) + 1 ))",
  "x=$(curl y); echo ${a[x]} ${!x}",
  'printf -v "$(curl y)" %s z',
  'read "$(curl y)" <<< z',
  'declare "$(curl y)"',
  'declare -i x="$(curl y)"',
  'unset "$(curl y)"',
  'let "$(curl y)"',
  "curl y | { read -r x; (( x > 1 )); }",
  "x=$(curl y | jq -r .a); (( x ))",
  "x=$(curl -o /dev/null -w '%{redirect_url}' y); (( x ))",
  "x=$(base64 -d y); (( x ))",
];

const OWN: readonly string[] = [
  "x=$(y); (( x ))",
  "(( $(wc -l < f) > 3 ))",
  "[[ $(curl -s -o /dev/null -w '%{http_code}' y) -eq 200 ]]",
  "x=$(curl -so /dev/null -w '%{http_code}' y | tr -d '\\n'); (( x == 200 ))",
  "x=$(curl y | wc -l); (( x > 3 ))",
  "x=$(curl y | grep -c z); (( x > 3 ))",
  "x=$(curl y | jq .total); (( x > 3 ))",
  "x=$(curl y | jq -r '.items | length'); (( x > 3 ))",
  "(( $(ssh host nproc) > 4 ))",
  "[[ $(curl y) == ok ]]",
  '[ "$(curl y)" -gt 3 ]',
  "x=$(curl y); echo ${#x}",
  'declare -r x="$(curl y)"',
  'read -r x <<< "$(curl y)"',
];

/** Whether a text from elsewhere runs as arithmetic. */
function runsForeign(source: string): boolean {
  return walkCommand(source).invocations.some(
    ({ via, words: [name] }) =>
      via.at(-1) === "arithmetic-text" && (name?.origins?.length ?? 0) > 0,
  );
}

describe("texts from elsewhere that the shell takes for arithmetic or a name", () => {
  it.each(FOREIGN)("says that one runs: %s", (source) => {
    expect(runsForeign(source)).toBe(true);
  });

  it.each(OWN)("lets numbers and plain texts be: %s", (source) => {
    expect(runsForeign(source)).toBe(false);
  });
});
