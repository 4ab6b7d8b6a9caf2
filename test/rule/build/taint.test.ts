import { describe, expect, test } from "vitest";
import type { Profile } from "../../../src/model/policy.ts";
import { isWhole, parseBundle, toBundleText } from "../../../src/rule/bundle-file.ts";
import { sourceOf } from "../source-of.ts";
import { buildWith, mistakesOf } from "./build-with.ts";

const taintOf = (text: string, profile: Profile = "standard") =>
  buildWith({ "policy.yaml": `policy:\n  taint: ${text}\n` }, { profile }).policy.taint;

describe("policy.taint", () => {
  test("asks where nothing is said", () => {
    const { policy } = buildWith({ "policy.yaml": "policy: {}\n" });
    expect(policy.taint).toEqual({ minutes: 60, askFor: ["upload", "warned"] });
  });

  test("is taken value by value, and by profile", () => {
    expect(taintOf("{ minutes: 5 }")).toEqual({ minutes: 5, askFor: ["upload", "warned"] });
    const text = "{ ask_for: { standard: [], strict: [request] } }";
    expect(taintOf(text)?.askFor).toEqual([]);
    expect(taintOf(text, "strict")?.askFor).toEqual(["request"]);
  });

  test.each([
    ["{ minutes: 0 }", "minutes"],
    ["{ minutes: 1441 }", "minutes"],
    ["{ ask_for: [uploads] }", "ask_for"],
    ["{ ask_for: upload }", "ask_for"],
    ["{ hours: 1 }", "hours"],
  ])("does not build as %s", (text, named) => {
    const mistakes = mistakesOf({ "policy.yaml": `policy:\n  taint: ${text}\n` }).join("\n");
    expect(mistakes).toContain(named);
  });

  test("is whole in a bundle only with words that the guard knows", () => {
    const bundle = buildWith({ "policy.yaml": "policy: {}\n" });
    const text = toBundleText(bundle);
    const parse = (changed: string) => parseBundle(sourceOf(changed));
    const whole = parse(text);
    expect(whole !== undefined && isWhole(whole)).toBe(true);
    expect(parse(text.replace('"askFor":["upload"', '"askFor":["uplaod"'))).toBeUndefined();
    expect(parse(text.replace('"minutes":60', '"minutes":-1'))).toBeUndefined();
  });
});
