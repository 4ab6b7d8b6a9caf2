/** Files and messages as they carry a value under a name. */
export function carry(name: string, value: string): readonly (readonly [string, string])[] {
  const key = name.replaceAll(" ", "_");
  return [
    ["YAML", `customer:\n  name: Ann Lee\n  ${key}: ${value}\n  active: true\n`],
    ["JSON", JSON.stringify({ id: 7, name: "Ann Lee", [key]: value, active: true })],
    ["JSON in JSON", JSON.stringify({ payload: JSON.stringify({ n: 1, [key]: value }) })],
    ["CSV", `id,name,${key},country\n7,Ann Lee,${value},XX\n8,Max Roe,${value},YY\n`],
    ["a sentence", `Hi, please update the record of Ann Lee. ${name}: ${value}. Thanks.\n`],
    ["a log", `2026-11-17T10:34:03.120Z INFO crm.sync user=970 ${key}=${value} status=ok\n`],
    ["SQL", `UPDATE customers SET ${key} = '${value}' WHERE id = 970;`],
    ["Python", `person = {"name": "Ann Lee", "${key}": "${value}"}`],
    ["a table", `| name | ${name} |\n|---|---|\n| Ann Lee | ${value} |\n`],
    ["XML", `<person><name>Ann Lee</name><${key}>${value}</${key}></person>`],
  ];
}

/** What looks like somebody's and is not, as developers see it all day. */
export const EVERYDAY: readonly (readonly [string, string])[] = [
  [
    "a log of commits",
    "commit 9fceb02d0ae598e95dc970b74767f19372d61af8\nDate: Tue Mar 3 2026 +0200\n",
  ],
  ["an identifier of a trace", "trace 45391488-0343-4467-8539-148803436467 span 4bf92f3577b34da6"],
  ["times", '{"ts":1763881200000,"us":1763881200000000,"ns":1763881200000000000,"card":"visa"}'],
  [
    "checksums",
    "sha512-z3Rk6kq0mZ5vB9T7+4539148803436467/NL02ABNA0123456789== md5 d41d8cd98f00b204",
  ],
  ["versions", "chrome/141.0.7390.122 node v26.10.0 build 20261127.1234 415.867.5301.2"],
  ["addresses of machines", "address: 10.0.0.1:5432 addr=192.168.100.200 mac 00:1b:44:11:3a:b7"],
  ["snowflakes", '{"id":"1234567890123456789","channel_id":987654321098765432,"order":4529837461}'],
  ["coordinates", '"lat": 48.2081743123456, d="M453.9148 880.3436L467.539148,803.436467z"'],
  ["a diff", "@@ -1204,7 +1204,9 @@\n-  timeout: 86400000\n+  timeout: 604800000\n"],
  [
    "code about it",
    "ssn: /^\\d{3}-\\d{2}-\\d{4}$/\nconst MAX = 715792525; street: z.string(), iban?: string",
  ],
  ["containers", "3f4e1a2b9c8d acme/app:1.4 0.0.0.0:49153->8080/tcp app_1"],
  [
    "books and goods",
    "ISBN 978-3-16-148410-0, EAN 4006381333931, part 536-22-8471, order 4529837461",
  ],
  [
    "a server's log",
    "2026-11-27 10:12:13,123 [pool-1] DEBUG c.a.Card - rows=986571622 mem=8813894565 tel=0",
  ],
  [
    "counts in a table",
    "card,phone_calls,ssn_requests,dob_missing\n8231,90211,411,27\n7712,88102,399,31\n",
  ],
  ["days", '{"created_at":"1984-03-12","released":"2019-05-02","expires":"2031-01-01"}'],
  [
    "remotes and packages",
    "git@github.com:acme/app.git @types/node@26.0.1 icon@2x.png deploy@10.0.0.7",
  ],
  [
    "labels of a form",
    '{"street":"Street","address":"Address line 1","dob":"Date of birth (YYYY-MM-DD)"}',
  ],
  ["mathematics", "Math.sin(193456787) + sin(x) * 193456787"],
  [
    "a card's place on a board",
    "card #12 moved; ticket PAY-40211; tax id field missing; passport.js 0.7.0",
  ],
];
