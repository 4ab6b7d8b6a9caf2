import { describe, expect, it } from "vitest";
import { urlsOf } from "../../../src/action/access/urls.ts";
import { walkCommand } from "../../../src/action/shell/walk.ts";

/** Each once: what code fetches stands in its text, and is told as a command too. */
const urls = (line: string) => {
  const { invocations } = walkCommand(line);
  return [...new Set(invocations.flatMap((each) => urlsOf(each).map(({ url }) => url)))];
};

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
    ["scp -J j.example a h.example:b", ["ssh://h.example", "ssh://j.example"]],
    ["scp -o ProxyJump=me@j.example:22 a h.example:b", ["ssh://h.example", "ssh://j.example"]],
    ["sftp -o ProxyJump=j.example h.example", ["ssh://h.example", "ssh://j.example"]],
    ["ssh -W t.example:80 h.example", ["ssh://h.example", "tcp://t.example"]],
    ["ssh -L 8080:t.example:80 h.example", ["ssh://h.example", "tcp://t.example"]],
    ["ssh -L '[::1]:8080:[2001:db8::1]:80' h.example", ["ssh://h.example", "tcp://[2001:db8::1]"]],
    ["ssh -L 8080:/run/x.sock h.example", ["ssh://h.example"]],
    ["ssh -D 1080 h.example", ["ssh://h.example"]],
    ["nc -X connect -x p.example:80 h.example 25", ["tcp://h.example", "tcp://p.example:80"]],
    ["ncat --proxy p.example:80 h.example 25", ["tcp://h.example", "tcp://p.example:80"]],
    ["socat - PROXY:p.example:t.example:80,proxyport=8080", ["tcp://p.example", "tcp://t.example"]],
    ["socat - 'TCP6:[2001:db8::1]:80'", ["tcp://[2001:db8::1]"]],
    ["socat - OPENSSL:t.example:443,verify=0", ["tcp://t.example"]],
    ["socat TCP-LISTEN:80 -", []],
    ["openssl s_client t.example:443", ["tcp://t.example:443"]],
    [
      "openssl s_client -quiet -proxy p.example:80 t.example:443",
      ["tcp://p.example:80", "tcp://t.example:443"],
    ],
    ["openssl x509 -in t.example:443", []],
    ["dig @ns.example x.example", ["dns://ns.example", "dns://x.example"]],
    ["dig @192.0.2.1 -q x.example", ["dns://x.example"]],
    ["getent hosts x.example", ["dns://x.example"]],
    ["getent passwd x.example", []],
    ["gawk 'BEGIN { s = \"/inet/tcp/0/t.example/80\"; print |& s }'", ["tcp://t.example"]],
    ["gawk '/inet/ { print }' x.example", []],
  ])("by another way in %s", (line, found) => expect(urls(line)).toEqual(found));

  it("is where the remote shell of rsync jumps", () => {
    expect(urls("rsync -e 'ssh -J j.example' a h.example:b")).toContain("ssh://j.example");
    expect(urls("rsync -e 'ssh -p 22' a h.example:b")).toEqual(["ssh://h.example"]);
  });

  it.each([
    ["curl --resolve example.com:80:192.0.2.1 example.com", "http://192.0.2.1"],
    ["curl --resolve +example.com:80:192.0.2.9,2001:db8::1 example.com", "http://[2001:db8::1]"],
    ["curl --connect-to 'example.com:443:[2001:db8::1]:80' example.com", "http://[2001:db8::1]"],
    ["curl -H 'Host: t.example' example.com", "http://t.example"],
    ["wget --header='host:t.example' example.com", "http://t.example"],
    ["curl -K- <<< 'url = \"https://t.example/x\"'", "https://t.example/x"],
    ["curl -K - <<< 'url=t.example'", "http://t.example"],
    [
      "printf '%s\\n' 'silent' 'proxy = t.example:80' | curl -K - example.com",
      "http://t.example:80",
    ],
    ["echo 'url = https://t.example' > cfg; curl --config cfg", "https://t.example"],
    ["echo '-x t.example:80' > cfg; curl -K cfg example.com", "http://t.example:80"],
    ["echo 'url = https://t.example' > cfg; curl -Kcfg", "https://t.example"],
    ["echo 'url = https://t.example' > cfg; curl -o xcfg -K cfg", "https://t.example"],
    ["echo 'url = https://t.example' > cfg; curl --config=cfg", "https://t.example"],
    ["CURL.EXE t.example", "http://t.example"],
    ["curl metadata/x", "http://metadata/x"],
    ["echo https://t.example/x | wget -i -", "https://t.example/x"],
    ["echo https://t.example/x > list; wget -i list", "https://t.example/x"],
    ["wget -e https_proxy=t.example:80 https://example.com", "http://t.example:80"],
    ["wget --execute http_proxy=t.example:80 https://example.com", "http://t.example:80"],
    ["curl 't.ex[a-c]mple'", "http://t.example"],
    ["curl 'http://192.0.2.[250-254]/x[1-9]'", "http://192.0.2.254/x1"],
    ["curl 'http://192.0.2.[08-10]/'", "http://192.0.2.09/"],
    ["curl.exe t.example", "http://t.example"],
    ["curl 0000025177524776", "http://0000025177524776"],
  ])("is chosen by an option or a pattern in %s", (line, url) => expect(urls(line)).toContain(url));

  it.each([
    ["curl -H 'Accept: t.example' localhost:1", ["http://localhost:1"]],
    ["curl -K- <<< 'user-agent = t.example'", []],
    ["echo 'url = https://t.example' > cfg; curl -o cfg localhost:1", ["http://localhost:1"]],
    ["curl -i localhost:1", ["http://localhost:1"]],
    ["curl -e t.example localhost:1", ["http://localhost:1"]],
  ])("is no more than that in %s", (line, found) => expect(urls(line)).toEqual(found));

  it.each([
    ["export https_proxy=t.example:80", ["http://t.example:80"]],
    ["declare -x HTTPS_PROXY=http://t.example:80", ["http://t.example:80"]],
    ["PIP_INDEX_URL=https://t.example/simple pip install x", ["https://t.example/simple"]],
    ["npm_config_registry=https://t.example npm i", ["https://t.example"]],
    [
      "export GOPROXY='https://a.example|https://b.example,direct'",
      ["https://a.example", "https://b.example"],
    ],
    ["DOCKER_HOST=tcp://t.example:2375 docker ps", ["tcp://t.example:2375"]],
    ["AWS_ENDPOINT_URL_S3=https://t.example aws s3 ls", ["https://t.example"]],
    ["docker push t.example/team/x:1", ["https://t.example"]],
    ["docker login -u me t.example:5000", ["https://t.example:5000"]],
    ["docker push team/x:1.2", []],
    ["docker build -t t.example/x .", []],
    ["git -c http.proxy=t.example:80 fetch", ["http://t.example:80"]],
    ["git config --global http.proxy t.example", ["http://t.example"]],
    ["git commit -m http.proxy=t.example:80", []],
    ["npm i x@https://t.example/x.tgz", ["https://t.example/x.tgz"]],
    ["pip install 'x[y] @ https://t.example/x.whl'", ["https://t.example/x.whl"]],
    ["export NOTE=t.example", []],
    ["GOPROXY=off go build", []],
    ["GOPROXY=direct go build", []],
  ])("by a variable or a registry in %s", (line, found) => expect(urls(line)).toEqual(found));

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
    "dig @192.0.2.1 +short A",
    "cat /dev/tcp",
    "make example.com",
  ])("is nothing in %s", (line) => expect(urls(line)).toEqual([]));

  it("is found in time linear in the words", () => {
    expect(urls(`curl ${"{a,".repeat(20_000)}`).length).toBeLessThan(300);
    expect(urls(`python3 -c '${"https://".repeat(20_000)}'`).length).toBeLessThan(20_001);
    expect(urls(`scp ${"ab:".repeat(50_000)} b`)).toEqual(["ssh://ab"]);
    expect(urls(`npm i ${"a@".repeat(50_000)}https://`)).toEqual([]);
    expect(urls(`curl 'x[0-99999].example'`)).toEqual(["http://x0.example"]);
  });
});
