import { describe, expect, it } from "vitest";
import { foldPath, matchPath, prepareGlob, preparePath } from "../../src/rule/match-path.ts";

const HOME = "/data/people/dev";
const match = (glob: string, path: string, isExact = false) =>
  matchPath(prepareGlob(foldPath(glob)), preparePath(path, HOME), isExact);

describe("matchPath", () => {
  it.each([
    ["/etc/**", "/etc"],
    ["/etc/**", "/etc/a/b"],
    ["/etc/**", "/ETC/Shadow"],
    ["/etc/shadow", "/proc/self/root/etc/shadow"],
    ["/etc/shadow", "/proc/12/root/proc/self/root/etc/shadow"],
    ["/etc/shadow", "/proc/1/task/2/root/etc/shadow"],
    ["/proc/**/environ", "/proc/1/task/2/environ"],
    ["/etc/hosts", "/private/etc/hosts"],
    ["~/.ssh/*", "/home/other/.ssh/x"],
    ["~/.ssh/*", "/root/.ssh/x"],
    ["~/.ssh/*", "/Users/Other/.SSH/x"],
    ["~/.ssh/*", "/data/people/dev/.ssh/x"],
    ["~/.ssh/*", "/data/people/dev/.s?h/id_*"],
    ["~/.ssh/**", "/h*me/other/.ssh/id_rsa"],
    ["~/.aws/credentials", "/home/x/.aws/*"],
    ["/**/.env", "/home/x/a/b/.env"],
    ["/**/.env", "/srv/.e*"],
    ["/**/*.pem", "/srv/*.p?m"],
    ["/**/*.pem", "/srv/a.PEM"],
    ["/**/.env", "/srv/\uFF0Eenv"],
    ["~/.ssh/*", "/root/.ssh/\uFFFC"],
    ["/etc/**", "/*"],
  ])("%s names %s", (glob, path) => {
    expect(match(glob, path)).toBe(true);
  });

  it.each([
    ["/etc/*", "/etc/a/b"],
    ["/etc/shadow", "/proc/1/task/2/fd/etc/shadow"],
    ["/etc/**", "/srv/etc/x"],
    ["~/.ssh/*", "/srv/.ssh/x"],
    ["~/.ssh/*", "/home/other/x/.ssh/y"],
    ["/**/.env", "/srv/*"],
    ["/**/.env", "/srv/.*"],
    ["/**/.env", "/srv/**"],
    ["/**/*.pem", "/srv/test*"],
    ["/**/*.pem", "/srv/**/*.ts"],
    ["~/.ssh/**", "/home/dev/**/*.ts"],
    ["/**/.env", "/srv/\uFFFC"],
  ])("%s does not name %s", (glob, path) => {
    expect(match(glob, path)).toBe(false);
  });

  it("takes an exception only at its word", () => {
    expect(match("~/.ssh/*.pub", "/root/.ssh/id.pub", true)).toBe(true);
    expect(match("~/.ssh/*.pub", "/root/.ssh/id*", true)).toBe(false);
  });

  it("answers at once on a path of many segments", () => {
    const start = performance.now();
    expect(match("/**/a/**/b/**/c", "/a".repeat(100_000))).toBe(false);
    expect(match("/**/.env", `${"/proc/1/root".repeat(20_000)}/x`)).toBe(false);
    expect(performance.now() - start).toBeLessThan(2000);
  });
});
