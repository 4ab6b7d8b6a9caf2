import { userInfo } from "node:os";
import { describe, expect, test } from "vitest";
import { findEntry, readUserEntry } from "../../src/platform/user-entry.ts";

const PASSWD = `root:x:0:0:root:/root:/bin/bash
# a comment with 1000 in it
odd:x:10000:1000::/home/odd:/bin/sh
dev:x:1000:1000:Dev, room 1000:/home/dev:/bin/zsh
again:x:1000:1000::/home/again:/bin/sh
nohome:x:1001:1001:::/bin/false
`;

describe("an entry of the user database", () => {
  test("is found by its id alone, the first one first", () => {
    expect(findEntry(PASSWD, 1000)).toEqual({ username: "dev", homedir: "/home/dev" });
    expect(findEntry(PASSWD, 0)).toEqual({ username: "root", homedir: "/root" });
  });

  test("is not made of another field, nor of a line without a home", () => {
    expect(findEntry(PASSWD, 1001)).toBeUndefined();
    expect(findEntry(PASSWD, 1)).toBeUndefined();
    expect(findEntry("", 0)).toBeUndefined();
  });

  test("is what the C library says of this process's user", () => {
    const { username, homedir } = userInfo();
    expect(readUserEntry(process.getuid?.() ?? -1)).toMatchObject({ username, homedir });
  });
});
