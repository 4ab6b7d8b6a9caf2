import { readFileSync } from "node:fs";
import { inspectText } from "./support.ts";
const rows = readFileSync("/tmp/pii-set.jsonl", "utf8")
  .trim()
  .split("\n")
  .map((l) => JSON.parse(l));
const rec: any = {},
  fp: any = {},
  miss: string[] = [],
  fps: string[] = [];
let heardRows = 0;
for (const x of rows) {
  const more: any = x.key
    ? {
        role: "argument",
        slot: ["tool_input", x.key],
        around: { before: `"${x.key}": "`, after: '"' },
      }
    : { role: "output", slot: ["tool_response", "stdout"] };
  const found = inspectText(x.text, more);
  const ents = new Set(found.map((f) => f.rule.slice(4)));
  if (x.label) {
    const r = (rec[x.entity] ??= [0, 0, 0]);
    r[1]++;
    const alias: any = {
      "address-field": ["address-field", "address-column", "address"],
      address: ["address", "address-field", "address-column"],
      phone: ["phone", "phone-national"],
      "phone-national": ["phone", "phone-national"],
      "payment-card-in-context": ["payment-card-in-context", "payment-card"],
    };
    if ((alias[x.entity] ?? [x.entity]).some((e: string) => ents.has(e))) r[0]++;
    else {
      miss.push(`${x.entity} [${x.carrier}] ${x.text.replaceAll("\n", "\\n").slice(0, 200)}`);
      if (ents.size) r[2]++;
    }
  } else {
    let heard = false;
    for (const f of found) {
      const e = f.rule.slice(4);
      if (x.carrier.match(/gitlog|package.json|codeowners|licence/) && e === "email") continue;
      (fp[e] ??= [0, 0])[0]++;
      if (f.outcome !== "allow") {
        fp[e][1]++;
        heard = true;
      }
      fps.push(
        `${e} [${x.carrier}] ${f.outcome} ${x.text.replaceAll("\n", "\\n").slice(f.span ? Math.max(0, f.span.start - 30) : 0, f.span ? f.span.end + 20 : 120)}`,
      );
    }
    if (heard) heardRows++;
  }
}
let a = 0,
  b = 0;
for (const [k, v] of Object.entries(rec) as any) {
  a += v[0];
  b += v[1];
  console.log(k.padEnd(26), `${v[0]}/${v[1]}`, v[2] ? `(${v[2]} found as another)` : "");
}
console.log("recall", a, b, (a / b).toFixed(3));
console.log("fp", fp, "rows heard", heardRows, "of", rows.filter((x: any) => !x.label).length);
console.log(miss.join("\n"));
console.log("---");
console.log(fps.slice(0, 60).join("\n"));
