import { describe, expect, it } from "vitest";
import { tellCommands } from "../tell.ts";

/** Each runs `rm x` through another program. */
const REACHED: readonly string[] = [
  // Editors and pagers.
  "vim -c ':!rm x'",
  "vim -c 'silent !rm x' -c q",
  "vim -c 'exe \"!rm x\"'",
  "vim '+!rm x' f",
  "vim --cmd 'call system(\"rm x\")'",
  "nvim -c 'terminal rm x'",
  "ex -sc '%!rm x' f",
  "vi -c 'set sh=rm\\ x|sh' f",
  "VIMINIT=':!rm x' vim f",
  "ed f <<'E'\n!rm x\nq\nE",
  "printf '!rm x\\n' | ed",
  "emacs --batch --eval '(shell-command \"rm x\")'",
  'emacs -batch -eval \'(call-process "rm" nil nil nil "x")\'',
  "nano -s 'rm x' f",
  "less '+!rm x' f",
  "LESSOPEN='|rm x' less f",
  "man -P 'rm x' ls",
  "MANPAGER='rm x' man ls",
  "f; !rm x",
  // Archives and copies.
  "tar cf a b --checkpoint-action=exec='rm x'",
  "tar xf a -I 'rm x'",
  "tar xf a --use-compress-prog='rm x'",
  "TAR_OPTIONS='--to-command=\"rm x\"' tar xf a",
  "zip a b -T -TT 'rm x'",
  "rsync -e 'rm x' a b:",
  "rsync -ave 'rm x' a b:",
  "rsync --rsync-path='rm x' a b:",
  "scp -S 'rm x' a b:",
  "scp -o 'ProxyCommand=;rm x' a b:",
  "ssh -o LocalCommand='rm x' h",
  "sftp h <<< '!rm x'",
  "lftp -c '!rm x'",
  "ftp h <<< '!rm x'",
  // git and its like.
  "git grep -O'rm x' f",
  "git clone -u 'rm x' a b",
  "git fetch --upload-pack='rm x' a",
  "git push --receive-pack 'rm x' a",
  "git archive --remote=a --exec='rm x' HEAD",
  "git clone 'ext::rm% x' b",
  "git -c submodule.a.update='!rm x' submodule update",
  "git -c browser.a.cmd='rm x' help -w log",
  "GIT_CONFIG_COUNT=1 GIT_CONFIG_KEY_0=core.pager GIT_CONFIG_VALUE_0='rm x' git log",
  "GIT_CONFIG_PARAMETERS=\"'core.pager=rm x'\" git log",
  "hg --config alias.a='!rm x' a",
  "hg --config hooks.pre-status='rm x' status",
  "svn diff --diff-cmd 'rm x'",
  // Debuggers, compilers, builders.
  "gdb -nx -ex '!rm x' -ex quit",
  "gdb -batch -ex 'shell rm x'",
  "gdb --args rm x",
  "lldb -o 'platform shell rm x'",
  "gcc -wrapper rm,x a.c",
  "cmake -E env A=b rm x",
  "cargo --config 'target.a.runner=\"rm x\"' run",
  "cargo watch -s 'rm x'",
  "java '-XX:OnError=rm x' A",
  "MAKEFLAGS='--eval=$(shell rm x)' make",
  "npx -- sh -c 'rm x'",
  "npm explore a -- rm x",
  // Databases.
  "psql -c '\\! rm x'",
  "psql -c \"COPY t FROM PROGRAM 'rm x'\"",
  "mysql -e 'system rm x'",
  "sqlite3 f '.shell rm x'",
  'mongo --eval \'run("rm", "x")\'',
  // Packages and services.
  "apt-get -o APT::Update::Pre-Invoke::='rm x' update",
  "rpm --eval '%(rm x)'",
  "rpm --eval '%{lua:os.execute(\"rm x\")}'",
  "dpkg --pre-invoke='rm x' -i a.deb",
  "openvpn --up 'rm x'",
  "start-stop-daemon -S -x 'rm x'",
  "certbot renew --deploy-hook 'rm x'",
  "SYSTEMD_PAGER='rm x' systemctl status",
  // Languages of the long tail.
  "awk 'BEGIN{system(\"rm x\")}'",
  "awk 'BEGIN{\"rm x\" | getline}'",
  "awk 'BEGIN{print 1 | \"rm x\"}'",
  "R -e 'system(\"rm x\")'",
  "julia -e 'run(`rm x`)'",
  "octave --eval 'system(\"rm x\")'",
  "gnuplot -e 'system(\"rm x\")'",
  "erl -eval 'os:cmd(\"rm x\")'",
  'elixir -e \'System.cmd("rm", ["x"])\'',
  'sbcl --eval \'(run-program "rm" (list "x"))\'',
  "racket -e '(system \"rm x\")'",
  "ghc -e 'System.Process.callCommand \"rm x\"'",
  "groovy -e '\"rm x\".execute()'",
  "jshell <<< 'Runtime.getRuntime().exec(\"rm x\")'",
  "m4 <<< 'syscmd(`rm x'\"'\"')'",
  "pdflatex '\\immediate\\write18{rm x}'",
  "troff -U <<< '.sy rm x'",
  // Shells of other systems.
  "cmd /c 'dir & rm x'",
  // Environments and machines.
  "poetry run rm x",
  "conda run -n a rm x",
  "direnv exec . rm x",
  "nix develop -c rm x",
  "rustup run stable rm x",
  "cross-env A=b rm x",
  "concurrently 'rm x' 'ls'",
  "sops exec-env f 'rm x'",
  "ip netns exec a rm x",
  "xvfb-run -a rm x",
  "capsh --gid=0 -- -c 'rm x'",
  "setarch -3 /bin/rm x",
  "ansible all -m shell -a 'rm x'",
  "salt '*' cmd.run 'rm x'",
  "pdsh -w a rm x",
  "aws ssm send-command --parameters commands='rm x'",
  "gcloud compute ssh a --command 'rm x'",
  "vagrant ssh -c 'rm x'",
  "limactl shell a rm x",
  "websocat ws-l:0.0.0.0:1 'exec:rm x'",
  "fzf --preview 'rm x'",
  "fzf --bind 'enter:execute(rm x)'",
  "FZF_DEFAULT_OPTS=\"--preview 'rm x'\" fzf",
];

/** None does, whatever it looks like. */
const NOT_REACHED: readonly string[] = [
  "vim -c 'g/rm x/d' -c wq f",
  "vim -c '%s/a/rm x/' f",
  "vim '+/rm x' f",
  "vim f <<< 'rm x'",
  "emacs --batch --eval '(message \"rm x\")'",
  "awk '{print \"rm x\"}'",
  "less '+/rm x' f",
  "git log --grep='rm x'",
  "git clone --branch 'rm x' a",
  "git config alias.a 'log rm x'",
  "gdb -ex 'print \"rm x\"' a",
  "psql -c \"select 'rm x'\"",
  "sqlite3 f 'rm x'",
  "mysql -e 'select \"rm x\"'",
  "rsync --exclude 'rm x' a b:",
  "tar cf 'rm x' a",
  "apt-get -o Dpkg::Options::='rm x' install a",
  "rpm --eval '%{_arch}' 'rm x'",
  "R -e 'print(\"rm x\")'",
  "npm run rm x",
  "npx rm-x rm x",
  "cargo --config 'build.target=\"rm x\"' build",
  "pwsh -File a.ps1 'rm x'",
  "salt '*' test.ping 'rm x'",
  "ansible all -m copy -a 'rm x'",
  "fzf --query 'rm x'",
  "LESS='-R rm x' less f",
];

describe("programs that run others through their options", () => {
  it.each(REACHED)("goes into %s", (source) => {
    expect(tellCommands(source).map((each) => each.replace(/^\/bin\//, ""))).toContain("rm x");
  });

  it.each(NOT_REACHED)("sees no command in %s", (source) => {
    expect(tellCommands(source)).not.toContain("rm x");
  });
});

describe("a program that is left to a shell", () => {
  it.each([
    "vim -c ':sh'",
    "vim -c term",
    "gdb -ex '!'",
    "script -q /dev/null",
    "xargs -a /dev/null sh",
    "find . -exec sh \\;",
    "sed -n '1e sh' x",
  ])("is told as a shell without a script: %s", (source) => {
    expect(tellCommands(source)).toContain("sh");
  });
});
