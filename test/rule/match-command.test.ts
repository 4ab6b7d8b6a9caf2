import { array, assert, constantFrom, property, shuffledSubarray } from "fast-check";
import { describe, expect, it } from "vitest";
import { matches } from "./support.ts";

describe("flags", () => {
  it.each([
    ["rm -rf /", "rm -rf /"],
    ["rm -rf /", "rm -fr /"],
    ["rm -rf /", "rm -r -f /"],
    ["rm -rf /", "rm / -f -R"],
    ["rm -rf /", "rm --force --recursive -v /"],
    ["rm -rf /", "rm --forc --recur /"],
    ["rm -rf /", "RM -rf /"],
    ["rm -rf /", "/usr/bin/rm -rf -- /"],
    ["git push --force", "git push --force"],
    ["git push --force", "git push -f"],
    ["git push --force", "git push -uf origin x"],
    ["git push --force", "git -C dir push --force"],
    ["git push --force", "git -c x=y push origin --force"],
    ["git push --force", "git --git-dir .git push --force"],
    ["git push {--force,-d}", "git push --delete x"],
    ["git push --force*", "git push --force-with-lease=main"],
    ["claude --permission-mode bypassPermissions", "claude --permission-mode bypassPermissions"],
    ["claude --permission-mode bypassPermissions", "claude --permission-mode=bypassPermissions x"],
    ["claude --permission-mode {plan,bypass*}", "claude --permission-mode=bypassPermissions"],
    ["node --eval=*rm*", "node -e 'rm'"],
    ["find -delete", "find . -name x -delete"],
  ])("%s matches %s", (pattern, line) => {
    expect(matches(pattern, line)).toBe(true);
  });

  it.each([
    ["rm -rf /", "rm -r /"],
    ["rm -rf /", "rm -rf build"],
    ["rm -rf /", "rm -- -rf /"],
    ["git push --force", "git push --force-with-lease"],
    ["git push --force", "git push -- --force"],
    ["git push --force", "git commit -m push --force"],
    ["git commit --no-verify", "git commit -m --no-verify"],
    ["git push --force", "git -C push status --force"],
    ["find -delete", "find . -name -delete"],
    ["find -delete", "find . -d -e -l -t"],
    ["claude --permission-mode bypassPermissions", "claude --permission-mode plan"],
  ])("%s does not match %s", (pattern, line) => {
    expect(matches(pattern, line)).toBe(false);
  });

  it("does not care for the order of flags and operands", () => {
    const words = ["-r", "--force", "/etc", "-v"];
    const order = shuffledSubarray(words, { minLength: words.length });
    assert(property(order, (line) => matches("rm -rf /etc", `rm ${line.join(" ")}`)));
  });
});

describe("operands", () => {
  it.each([
    ["rm /etc", "rm /usr/../etc/."],
    ["rm /etc", "rm //etc/"],
    ["rm ~", "rm $HOME"],
    ["rm ~", "rm /home/dev/project/.."],
    ["rm ~/*", "rm /home/dev/x"],
    ["rm ** /etc", "rm a b /etc c"],
    ["rm {/a,/b}", "rm /b"],
    ["rm '/*'", "rm /*"],
    ["echo *", "echo $X"],
    ["dd ** of=/dev/*", "dd if=x of=/dev/$DISK"],
    ["cat /etc/*", "cat /etc/a/b"],
    ["git push ** +*", "git push origin +main"],
  ])("%s matches %s", (pattern, line) => {
    expect(matches(pattern, line)).toBe(true);
  });

  it.each([
    ["rm /etc", "rm a /etc"],
    ["rm '/*'", "rm /etc"],
    ["rm /etc", "rm $DIR"],
    ["rm /e*", "rm $DIR"],
    ["rm /etc", "echo rm /etc"],
    ["git push ** +*", "git push origin main"],
    ["git push", "git stash push"],
  ])("%s does not match %s", (pattern, line) => {
    expect(matches(pattern, line)).toBe(false);
  });

  it("finds an operand in any place among others", () => {
    const others = array(constantFrom("a", "b", "/x"), { maxLength: 6 });
    assert(
      property(others, others, (before, after) =>
        matches("rm ** /etc", ["rm", ...before, "/etc", ...after].join(" ")),
      ),
    );
  });
});

describe("surroundings", () => {
  const shell = { run: "{sh,bash}", feed: "pipe", operands: "none", without: "-c" } as const;
  it.each([
    [{ ...shell, alongside: "{curl,wget}" }, "curl x | bash", true],
    [{ ...shell, alongside: "{curl,wget}" }, "cat x | bash", false],
    [shell, "make x | bash", true],
    [shell, "make x | bash run.sh", false],
    [shell, "make x | bash -c 'cat'", false],
    [shell, "bash", false],
    [{ run: "*", unknown: "program" } as const, "$TOOL x", true],
    [{ run: "*", unknown: "program" } as const, "tool $X", false],
    [{ run: "eval", unknown: "operand" } as const, 'eval "$X"', true],
    [{ run: "eval", unknown: "operand" } as const, "eval ls", false],
    [{ run: "exec", redirect: "/dev/tcp/*" }, "exec 3<>/dev/tcp/h/1", true],
    [{ run: "*", redirect: "/dev/tcp/*" }, "cat > /dev/null", false],
    [{ run: "claude", assigns: "{A,B}=*" }, "B=1 claude", true],
    [{ run: "claude", assigns: "{A,B}=*" }, "C=1 claude", false],
    [{ run: "*", feed: "pipe", recursive: true } as const, "f() { f | f & }; f", true],
    [{ run: "*", feed: "pipe", recursive: true } as const, "f() { ls | wc; }; f", false],
  ])("%j on %s: %s", (pattern, line, expected) => {
    expect(matches(pattern, line)).toBe(expected);
  });

  it("never takes a dynamic program for a named one", () => {
    expect(matches("*", "$TOOL x")).toBe(false);
  });
});

describe("cost", () => {
  it("grows with the words, not with their square", () => {
    const line = `rm ${"a ".repeat(3000)} -${"v".repeat(3000)}`;
    const start = performance.now();
    expect(matches("rm -r ** /a ** /b ** /c", line)).toBe(false);
    expect(performance.now() - start).toBeLessThan(2000);
  });
});
