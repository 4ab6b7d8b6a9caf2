import { describe, expect, it } from "vitest";
import { tellCommands } from "../tell.ts";

const write = (file: string, text: string): string => `cat > ${file} <<'E'\n${text}\nE\n`;

type Row = readonly [
  file: string,
  text: string,
  start: string,
  told: readonly string[],
  other: string,
];

describe("a build file that the line has written", () => {
  it.for<Row>([
    ["justfile", "a: b\n  @x 1\nb:\n  y 2\nc:\n  z 3", "just a", ["x 1", "y 2"], "z 3"],
    ["justfile", "v := `x 1`\na:\n  y {{v}}", "just", ["x 1"], "z"],
    [
      "Taskfile.yml",
      "tasks:\n  default:\n    sources:\n      - z 3\n    cmds:\n      - x 1",
      "task",
      ["x 1"],
      "z 3",
    ],
    [
      "Taskfile.yml",
      "tasks:\n  a:\n    deps: [b]\n    cmd: x 1\n  b: y 2\n  c: z 3",
      "task a",
      ["x 1", "y 2"],
      "z 3",
    ],
    ["build.ninja", "rule r\n  command = x 1\nbuild a: r", "ninja", ["x 1"], "z"],
    [
      "CMakeLists.txt",
      'execute_process(COMMAND x "1" OUTPUT_VARIABLE z)',
      "cmake -B b",
      ["x 1"],
      "z",
    ],
    [
      "Dockerfile",
      'FROM a\nRUN --mount=type=cache,target=/c x \\\n  1\nRUN ["y", "2"]\nCMD z',
      "docker build .",
      ["x 1", "y 2"],
      "z",
    ],
    [
      "Dockerfile",
      "FROM a\nRUN <<X\nx 1\ny 2\nX",
      "docker buildx build -t a .",
      ["x 1", "y 2"],
      "z",
    ],
    [
      "compose.yml",
      "services:\n  a:\n    command: x 1\n    volumes:\n      - /:/h",
      "docker compose up",
      ["x 1", "docker run -v /:/h image sh -c x 1"],
      "z",
    ],
    ["Rakefile", "task :default do\n  sh 'x 1'\nend", "rake", ["x 1"], "z"],
  ])("is read: %s %j by %s", ([file, text, start, commands, other]) => {
    const told = tellCommands(write(file, text) + start);
    expect(told).toEqual(expect.arrayContaining([...commands]));
    expect(told).not.toContain(other);
  });

  it("runs nothing by being written", () => {
    expect(tellCommands(write("Dockerfile", "RUN x 1"))).not.toContain("x 1");
  });
});

describe("code that a program loads or compiles by itself", () => {
  it.each([
    ["conftest.py", "import os\nos.system('x 1')", "pytest -q"],
    ["json.py", "import os\nos.system('x 1')", "python3 -c 'import json'"],
    ["gulpfile.js", "require('child_process').execSync('x 1')", "npx gulp"],
    [
      "build.rs",
      'fn main() { Command::new("x").current_dir("/").arg("1").status(); }',
      "cargo build",
    ],
    ["x.c", 'int main() { return system("x 1"); }', "gcc x.c"],
    ["x.c", 'int main() { popen("x 1", "r"); }', "cc x.c"],
    ["main.go", 'func main() { exec.CommandContext(ctx, "x", "1").Run() }', "go run ."],
    ["Main.java", 'Runtime.getRuntime().exec("x 1");', "java Main.java"],
    ["build.gradle", '"x 1".execute()', "gradle build"],
  ])("is read: %s by what starts it", (file, text, start) => {
    expect(tellCommands(write(file, text) + start)).toContain("x 1");
    expect(tellCommands(write(file, text) + "true")).not.toContain("x 1");
  });

  it("counts for what it opens and deletes, and not for what it prints or names", () => {
    const code =
      'func main() { os.RemoveAll("/a"); os.ReadFile("/b"); m.remove("c"); t.Run("rm d", f); fmt.Println("rm e") } // system("rm f")';
    const told = tellCommands(write("main.go", code) + "go test ./...");
    expect(told).toEqual(expect.arrayContaining(["rm -rf -- /a", "cat /b"]));
    expect(told.join("\n")).not.toMatch(/\brm (?:--)? ?[cdef]\b/);
  });

  it("is looked through once, however many programs may load it", () => {
    const line = `${write("a.js", "require('child_process').execSync('x 1')")}npm ci && npm test`;
    expect(tellCommands(line).filter((told) => told === "x 1")).toHaveLength(1);
  });
});

describe("what a transfer is told by a file", () => {
  it.each([
    [
      "curl -K - <<'E'\nurl = \"https://x.example\"\n-d @a\nupload-file: /b\nE",
      "curl --url https://x.example -d @a --upload-file /b",
    ],
    ["printf 'silent\\nform = \"f=@a\"' > c; curl --config c", "curl --silent --form f=@a"],
    ["wget -e post_file=/a https://x.example", "wget --post-file=/a https://x.example"],
    [
      "printf 'body-file = /a' > w; WGETRC=w wget https://x.example",
      "wget --body-file=/a https://x.example",
    ],
  ])("%s is as good as typed", (line, told) => {
    expect(tellCommands(line)).toContain(told);
  });

  it("names itself without an end to no harm", () => {
    expect(tellCommands("printf 'config = c' > c; curl -K c").length).toBeLessThan(5);
  });
});
