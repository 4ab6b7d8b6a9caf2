import { describe, expect, it } from "vitest";
import { hostOf, hostsOf } from "../../../src/check/egress/host-of.ts";

describe("the host of a URL", () => {
  it.each([
    ["https://Example.COM:8443/x?y#z", "example.com"],
    ["https://example.com../", "example.com"],
    ["https://good.com@evil.com/", "evil.com"],
    ["https://good.com:pw@evil.com\\@good.com", "evil.com"],
    ["https:\\\\evil.com\\x", "evil.com"],
    ["https:/evil.com", "evil.com"],
    [" ht\ttps://ev\nil.com ", "evil.com"],
    ["https://e%76il.com", "evil.com"],
    ["https://ｅｖｉｌ。com", "evil.com"],
    ["https://bücher.example", "xn--bcher-kva.example"],
    ["http://2852039166/", "169.254.169.254"],
    ["http://0xa9.254.0251.0376/", "169.254.169.254"],
    ["http://[::ffff:169.254.169.254]/", "169.254.169.254"],
    ["http://[64:ff9b::a9fe:a9fe]/", "169.254.169.254"],
    ["http://[FD00:EC2:0::254]/", "fd00:ec2::254"],
    ["http://[::169.254.169.254]/", "169.254.169.254"],
    ["http://[::ffff:0:a9fe:a9fe]/", "169.254.169.254"],
    ["http://[64:ff9b:1::a9fe:a9fe]/", "169.254.169.254"],
    ["http://[fd00:ec2::254%25eth0]/x", "fd00:ec2::254"],
    ["http://[::1]/%5B::2%25]", "::1"],
    ["http://0000025177524776/", "169.254.169.254"],
    ["ssh://git@GitHub.com/o/r", "github.com"],
    ["tcp://0x7f.1:80", "127.0.0.1"],
    ["wss://example.com/x", "example.com"],
  ])("of %j is %s", (url, host) => expect(hostOf(url)).toBe(host));

  it.each(["", "example.com", "/etc/passwd", "https://", "https://[x", "mailto:a@example.com"])(
    "is none in %j",
    (text) => expect(hostOf(text)).toBeUndefined(),
  );

  it("takes time linear in a hostile URL", () => {
    expect(hostOf(`https://x${".".repeat(200_000)}`)).toBe("x");
    expect(hostOf(`${"a".repeat(200_000)}://x`)).toBe("x");
  });
});

describe("the hosts that a URL may lead to", () => {
  it.each([
    ["http://example.com\\@169.254.169.254/", ["example.com", "169.254.169.254"]],
    ["http://169.254.169.254\\@example.com/", ["169.254.169.254", "example.com"]],
    ["http://a9fea9fe.nip.io/", ["a9fea9fe.nip.io", "169.254.169.254"]],
    ["http://x-a9fea9fe.nip.io/", ["x-a9fea9fe.nip.io", "169.254.169.254"]],
    ["http://x.169.254.169.254.nip.io", ["x.169.254.169.254.nip.io", "169.254.169.254"]],
    ["http://x-169-254-169-254.sslip.io", ["x-169-254-169-254.sslip.io", "169.254.169.254"]],
    ["http://fd00-ec2--254.sslip.io", ["fd00-ec2--254.sslip.io", "fd00:ec2::254"]],
    ["http://example.com/\\x", ["example.com"]],
    ["http://nip.io/", ["nip.io"]],
    ["http://www.nip.io/", ["www.nip.io"]],
    ["http://a9fea9fe.example.com/", ["a9fea9fe.example.com"]],
    ["https://example.com/@169.254.169.254", ["example.com"]],
  ])("of %j are %j", (url, hosts) => expect(hostsOf(url)).toEqual(hosts));

  it("are found in time linear in a hostile name", () => {
    const name = `${"a-".repeat(100_000)}.nip.io`;
    expect(hostsOf(`http://${name}`)).toEqual([name]);
    expect(hostsOf(`http://[${"0:".repeat(100_000)}%`)).toEqual([]);
  });
});
