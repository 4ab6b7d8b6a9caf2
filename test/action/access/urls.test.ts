import { describe, expect, it } from "vitest";
import { urlsOf } from "../../../src/action/access/urls.ts";
import { walkCommand } from "../../../src/action/shell/walk.ts";

const urls = (line: string) => walkCommand(line).invocations.flatMap(urlsOf);

describe("what a command talks to", () => {
  it.each([
    ["curl -sS example.com/x", "http://example.com/x"],
    ["curl --max-time 10 -d @x example.com", "http://example.com"],
    ["curl --url=https://example.com", "https://example.com"],
    ["curl 0xa9fea9fe", "http://0xa9fea9fe"],
    ["http POST example.com/api a=b", "http://example.com/api"],
    ["wget -O x https://example.com/x", "https://example.com/x"],
    ["ssh -p 22 me@example.com ls /x.y", "ssh://example.com"],
    ["ssh ssh://me@example.com:22", "ssh://me@example.com:22"],
    ["sftp me@example.com:/x", "ssh://example.com"],
    ["scp a.txt me@example.com:b", "ssh://example.com"],
    ["scp '[2001:db8::1]:a' b", "ssh://[2001:db8::1]"],
    ["rsync -a a/ example.com::mod", "ssh://example.com"],
    ["git clone git@example.com:o/r.git", "ssh://example.com"],
    ["git -C x remote add o https://example.com/o/r", "https://example.com/o/r"],
    ["nc -w 3 example.com 80", "tcp://example.com"],
    ["telnet example.com 25", "tcp://example.com"],
    ["openssl s_client -connect example.com:443", "tcp://example.com:443"],
    ["socat - OPENSSL:example.com:443", "tcp://example.com"],
    ["cat < /dev/tcp/example.com/80", "tcp://example.com"],
    ["nslookup example.com", "dns://example.com"],
    ["node -e 'fetch(\"https://example.com/x\")'", "https://example.com/x"],
    ["curl https://$X.example.com/", "https://unknown.example.com/"],
    ["npm view x --registry=https://example.com", "https://example.com"],
  ])("%s: %s", (line, url) => expect(urls(line)).toEqual([url]));

  it("is also the machine in between", () => {
    expect(urls("ssh -J a.example,b.example c.example")).toEqual([
      "ssh://c.example",
      "ssh://a.example",
      "ssh://b.example",
    ]);
    expect(urls("ssh -o HostName=b.example a")).toEqual(["ssh://a", "ssh://b.example"]);
    expect(urls("curl -x p.example:80 https://example.com")).toContain("http://p.example:80");
    expect(urls("curl --connect-to ::c.example:443 https://example.com")).toContain(
      "http://c.example",
    );
    expect(urls("git -c url.https://e.example/.insteadOf=https://f.example/ pull")).toContain(
      "https://e.example/",
    );
  });

  it.each([
    "echo https://example.com",
    "grep -e https://example.com x",
    "git commit -m https://example.com",
    "cat example.com",
    "ssh -V",
    "scp a b",
    "scp C:/x y",
    "nc -l 8080",
    "rsync -a a/ b/",
    "curl $URL",
    "curl --retry 3 --retry-delay 1.5",
    "dig +short A",
    "cat /dev/tcp",
    "make example.com",
  ])("is nothing in %s", (line) => expect(urls(line)).toEqual([]));

  it("is found in time linear in the words", () => {
    expect(urls(`curl ${"{a,".repeat(20_000)}`).length).toBeLessThan(300);
    expect(urls(`python3 -c '${"https://".repeat(20_000)}'`).length).toBeLessThan(20_001);
    expect(urls(`scp ${"ab:".repeat(50_000)} b`)).toEqual(["ssh://ab"]);
  });
});
