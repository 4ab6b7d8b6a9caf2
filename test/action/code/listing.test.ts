import { describe, expect, it } from "vitest";
import { tellEffects } from "./tell.ts";

const deletions = (program: string, code: string) =>
  tellEffects(program, code).filter((each) => each.startsWith("delete"));

describe("loops over what is in a directory", () => {
  it.each([
    [
      "python3",
      "import os\nfor d, _, fs in os.walk('/a'):\n  for f in fs: os.unlink(os.path.join(d, f))",
    ],
    [
      "python3",
      "import os; [os.remove(os.path.join(d, f)) for d, _, fs in os.walk('/a') for f in fs]",
    ],
    ["python3", "import os\nfor e in os.scandir('/a'):\n  os.remove(e.path)"],
    ["python3", "import os; [os.truncate(e.path, 0) for e in os.scandir('/a') if e.is_file()]"],
    ["python3", "import os\nfor n in os.listdir('/a'): os.remove('/a/' + n)"],
    ["python3", "import os\nfor n in os.listdir('/a'): os.remove(f'/a/{n}')"],
    ["python3", "import os, glob; list(map(os.remove, glob.glob('/a/**/*', recursive=True)))"],
    [
      "python3",
      "from pathlib import Path\nfor p in sorted(Path('/a').rglob('*'), reverse=True): p.unlink()",
    ],
    ["python3", "from pathlib import Path; [p.unlink() for p in Path('/a').iterdir()]"],
    ["node", 'const fs=require("fs");for(const n of fs.readdirSync("/a")) fs.unlinkSync("/a/"+n)'],
    ["node", 'import fs from "fs";fs.readdirSync("/a").forEach(n => fs.unlinkSync(`/a/${n}`))'],
    [
      "node",
      'const {readdirSync:l,unlinkSync:u}=require("fs");const w=d=>l(d).forEach(n=>{const p=d+"/"+n;x(p)?w(p):u(p)});w("/a")',
    ],
    ["deno", 'for await (const e of Deno.readDir("/a")) await Deno.remove("/a/" + e.name)'],
    ["ruby", 'Dir.glob("/a/**/*", File::FNM_DOTMATCH).reverse_each { |f| File.delete(f) }'],
    ["ruby", 'Dir["/a/*"].each { |f| File.delete f }'],
    ["ruby", 'Dir.each_child("/a") { |f| File.delete("/a/#{f}") }'],
    ["ruby", 'require "find"; Find.find("/a") { |f| File.delete(f) }'],
    ["perl", 'unlink glob "/a/*"'],
    ["perl", "unlink </a/*>"],
    ["perl", 'unlink for glob "/a/*"'],
    ["perl", 'opendir(my $d, "/a"); while (my $f = readdir $d) { unlink "/a/$f" }'],
    ["perl", 'find({wanted => sub { unlink $File::Find::name }}, "/a")'],
    ["ruby", 'Pathname("/a").glob("**/*").each { |p| p.delete }'],
    ["ruby", 'Pathname("/a").children.each(&:delete)'],
    ["ruby", 'for f in Dir.glob("/a/*") do File.delete(f) end'],
    ["lua", 'local lfs = require("lfs"); for f in lfs.dir("/a") do os.remove("/a/" .. f) end'],
    ["julia", 'for f in readdir("/a") rm(joinpath("/a", f)) end'],
    ["perl", 'for my $f (glob("/a/*")) { unlink $f }'],
    ["perl", 'finddepth(sub { -d $_ ? rmdir : unlink }, "/a")'],
    [
      "php",
      '$i=new RecursiveIteratorIterator(new RecursiveDirectoryIterator("/a",4096),2);foreach($i as $f){unlink($f);}',
    ],
    ["php", 'foreach (glob("/a/*") as $f) unlink($f);'],
    ["php", 'foreach (scandir("/a") as $f) { unlink("/a/$f"); }'],
    ["php", 'array_map("unlink", glob("/a/*"));'],
    ["rscript", 'unlink(list.files("/a", full.names=TRUE))'],
    ["groovy", 'new File("/a").eachFile { it.delete() }'],
  ])("tells of the deletion of all in %s %s", (program, code) =>
    expect(new Set(deletions(program, code))).toEqual(new Set(["delete all /a/*"])),
  );

  it.each([
    [
      "python3",
      "import os\nfor n in os.listdir('/a'):\n  if n.endswith('.x'): os.remove('/a/' + n)",
      "/a/\uFFFC",
    ],
    ["python3", "import os\nfor n in os.listdir('.'): os.remove(n)", "\uFFFC"],
    ["python3", "import glob, os\nfor n in glob.glob('/a/*.pyc'): os.remove(n)", "/a/*.pyc"],
    [
      "node",
      'fs=require("fs");fs.readdirSync("b").forEach(n => fs.unlinkSync("b/" + n))',
      "b/\uFFFC",
    ],
    ["ruby", 'Dir.glob("b/**/*").each { |f| File.delete f }', "b/\uFFFC"],
    ["perl", 'unlink glob "*.o"', "*.o"],
  ])("tells of the deletion of some in %s %s", (program, code, path) =>
    expect(deletions(program, code)).toEqual([`delete ${path}`]),
  );

  it.each([
    ["python3", "import os; print([n for n in os.listdir('/a') if os.path.isdir(n)])"],
    ["python3", "import os; print(sum(len(fs) for _, _, fs in os.walk('/a')))"],
    ["node", 'console.log(require("fs").readdirSync("/a").length)'],
    ["ruby", 'puts Dir.children("/a").sort'],
    ["perl", 'print "$_\\n" for glob "/a/*"'],
  ])("tells of no deletion in %s %s", (program, code) =>
    expect(deletions(program, code)).toEqual([]),
  );

  it("tells of a file that is read as one that is not known", () => {
    const code = "import os\nfor n in os.listdir('/a'): open('/a/' + n).read()";
    expect(tellEffects("python3", code)).toEqual(["ls -- /a", "read /a/\uFFFC"]);
  });

  it("keeps the pattern by which files are read", () => {
    const code = "from pathlib import Path\n[p.read_text() for p in Path.home().glob('.x/id_*')]";
    expect(tellEffects("python3", code)).toEqual(["read ~/.x/id_*"]);
  });
});

describe("the home directory", () => {
  it.each([
    ["python3", "import os, shutil; shutil.rmtree(os.environ['HOME'])"],
    ["python3", "import os, shutil; shutil.rmtree(os.environ.get('HO' + 'ME'))"],
    ["python3", "import os, shutil; shutil.rmtree(os.getenv('HOME'))"],
    ["python3", "import pathlib, shutil; shutil.rmtree(pathlib.Path('~').expanduser())"],
    ["node", 'require("fs").rmSync(process.env["HO"+"ME"], {recursive: true})'],
    ["node", 'require("fs").rmSync(require("node:os").homedir(), {recursive: true})'],
    ["deno", 'await Deno.remove(Deno.env.get("HOME"), {recursive: true})'],
    ["ruby", 'require "fileutils"; FileUtils.rm_rf ENV.fetch("HOME")'],
    ["ruby", "FileUtils.rm_rf Dir.home"],
    ["php", '<?php (new Filesystem)->x; unlink(getenv("HOME"));'],
    ["perl", "rmtree($ENV{HOME})"],
    ["lua", 'os.remove(os.getenv("HOME"))'],
    ["rscript", 'unlink(path.expand("~"), recursive=TRUE)'],
    ["groovy", 'new File(System.getProperty("user.home")).deleteDir()'],
    ["tclsh", "file delete -force -- $env(HOME)"],
    ["tclsh", "file delete -force $::env(HOME)"],
    ["julia", "rm(homedir(); recursive=true)"],
    ["elixir", "File.rm_rf!(System.user_home!())"],
  ])("is known by its name in %s %s", (program, code) =>
    expect(deletions(program, code).join()).toMatch(/^delete(?: all)? ~$/),
  );

  it("is not what another variable says", () => {
    expect(deletions("node", 'require("fs").rmSync(process.env.OUT)')).toEqual(["delete \uFFFC"]);
    expect(deletions("lua", 'os.remove(os.getenv("OUT"))')).toEqual(["delete \uFFFC"]);
  });
});
