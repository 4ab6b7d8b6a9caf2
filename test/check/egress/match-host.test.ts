import { describe, expect, it } from "vitest";
import type { UrlSurface } from "../../../src/model/action.ts";
import type { EgressRule } from "../../../src/model/egress-rule.ts";
import type { Unlisted } from "../../../src/model/policy.ts";
import { egressCheck } from "../../../src/check/egress/egress-check.ts";
import { EMPTY_BUNDLE } from "../empty-bundle.ts";

const machine = { home: "/home/dev", realPath: (path: string) => path, readText: () => undefined };

function ruleOf(own: Partial<EgressRule>): EgressRule {
  return {
    id: "egress/it",
    why: "w",
    instead: "i",
    severity: "low",
    outcome: "ask",
    maturity: "stable",
    profiles: ["standard"],
    hosts: ["*.example"],
    except: [],
    ...own,
  };
}

function judge(
  egress: readonly EgressRule[],
  surface: Partial<UrlSurface> & Pick<UrlSurface, "url">,
  unlistedHosts: Unlisted = "none",
): string[] {
  const surfaces = [{ kind: "url", at: { field: "f" }, ...surface } as const];
  const rules = { ...EMPTY_BUNDLE, egress, policy: { ...EMPTY_BUNDLE.policy, unlistedHosts } };
  return egressCheck
    .inspect({ surfaces, coverage: { complete: true, gaps: [] } }, rules, machine)
    .map(({ rule, outcome }) => `${outcome} ${rule}`);
}

const FOUND = ["ask egress/it"];
const url = "https://a.example/api/x?q=1";

describe("a rule over hosts", () => {
  it("holds for its direction, and where none is known", () => {
    const rules = [ruleOf({ direction: ["upload"] })];
    expect(judge(rules, { url, direction: "upload" })).toEqual(FOUND);
    expect(judge(rules, { url, direction: "download" })).toEqual([]);
    expect(judge(rules, { url })).toEqual(FOUND);
  });

  it("holds for its paths and schemes", () => {
    expect(judge([ruleOf({ paths: ["/api/*"] })], { url })).toEqual(FOUND);
    expect(judge([ruleOf({ paths: ["/docs/*"] })], { url })).toEqual([]);
    expect(judge([ruleOf({ paths: ["/api/*"] })], { url: "https://a.example/x/../api/x" })).toEqual(
      FOUND,
    );
    expect(judge([ruleOf({ schemes: ["https"] })], { url: "HTTPS://a.example" })).toEqual(FOUND);
    expect(judge([ruleOf({ schemes: ["http"] })], { url })).toEqual([]);
  });

  it("holds where such a variable goes out at such a place", () => {
    const rules = [ruleOf({ carries: { variables: ["*_TOKEN"], at: ["url", "body"] } })];
    const sent = (name: string, at: "url" | "login") =>
      judge(rules, { url, carries: [{ name, at }] });
    expect(sent("ACME_TOKEN", "url")).toEqual(FOUND);
    expect(sent("acme_token", "url")).toEqual(FOUND);
    expect(sent("ACME_TOKEN", "login")).toEqual([]);
    expect(sent("ACME_KEY", "url")).toEqual([]);
    expect(judge(rules, { url })).toEqual([]);
  });

  it("does not hold where the variable is its host's own", () => {
    const rules = [ruleOf({ hosts: ["*"], carries: { variables: ["*_KEY"], at: ["url"] } })];
    const carries = [{ name: "GOOGLE_MAPS_API_KEY", at: "url" }] as const;
    expect(judge(rules, { url: "https://maps.googleapis.com/x", carries })).toEqual([]);
    expect(judge(rules, { url: "https://google.evil.example/x", carries })).toEqual(FOUND);
  });
});

describe("a company's list of hosts", () => {
  const allow = ruleOf({ id: "egress/listed", outcome: "allow", direction: ["download"] });

  it("lets pass what it allows, the way that it allows it", () => {
    expect(judge([allow], { url, direction: "download" }, "deny")).toEqual([]);
    expect(judge([allow], { url, direction: "upload" }, "deny")).toEqual(["deny egress/unlisted"]);
    // Whether it only fetches is not known.
    expect(judge([allow], { url }, "ask")).toEqual(["ask egress/unlisted"]);
    expect(judge([allow], { url: "https://b.test/" }, "ask")).toEqual(["ask egress/unlisted"]);
    expect(judge([allow], { url: "https://b.test/" }, "none")).toEqual([]);
  });

  it("adds to what a rule says, unless that is as strict", () => {
    const ask = ruleOf({});
    expect(judge([ask], { url }, "deny")).toEqual(["ask egress/it", "deny egress/unlisted"]);
    expect(judge([ask], { url }, "ask")).toEqual(FOUND);
    expect(judge([ask, allow], { url, direction: "download" }, "deny")).toEqual(FOUND);
  });
});

describe("a host that is taken for another", () => {
  const known = ["github.com", "google.com", "paypal.com", "microsoft.com", "pypi.org"];
  const disguise = ["hidden-character", "mixed-script", "user", "imitation"] as const;
  const rules = [ruleOf({ hosts: ["*"], disguise, known })];

  it.each([
    "https://github.com@x.test/",
    "https://github.com:443@192.0.2.1/x",
    "https://user:x@github.com\\@x.test/",
    "https://github.com.x.test/",
    "https://www.github.com.x.test/",
    "https://paypa1.com/",
    "https://rnicrosoft.com/",
    "https://g00gle.com/",
    "https://g\u0456thub.com/",
    "https://\u0440\u0443\u0440i.org/",
    "https://p\u00FDpi.org/",
    "https://git\u200Bhub.com/",
    "https://git\u00ADhub.com/",
    "https://ex\u0430mple.test/",
    "https://xn--gthub-n4a.com/",
    "ssh://git@github.com.x.test/",
  ])("is found: %s", (disguised) => expect(judge(rules, { url: disguised })).toEqual(FOUND));

  it.each([
    "https://github.com/",
    "https://docs.github.com/",
    "https://git@github.com/x",
    "ssh://git@github.com/x/y",
    "https://github.example/",
    "https://github.company.test/",
    "https://mygithub.com/",
    "https://google.com.hk/",
    "https://x.test/github.com",
    "https://x.test/?u=https://github.com",
    "https://first.last@git.test/x",
    "https://me%40example.com:x@git.test/x",
    "https://m\u00FCnchen.de/",
    "https://\u4F8B\u3048.jp/",
    "https://\u043F\u0440\u0438\u043C\u0435\u0440.\u0440\u0444/",
    "https://\u03B4\u03BF\u03BA\u03B9\u03BC\u03AE.gr/",
    "https://tokyo-\u6771\u4EAC.jp/",
    "https://xn--/",
    "https://xn--a/",
  ])("is none: %s", (plain) => expect(judge(rules, { url: plain })).toEqual([]));
});
