import { expect, it } from "vitest";
import { toAction } from "../../src/action/to-action.ts";
import { parseEvent } from "../../src/event/parse-event.ts";

const machine = {
  home: "/home/dev",
  realPath: (path: string) => path,
  readText: () => undefined,
};

function pathsOf(command: string): string[] {
  const event = { hook_event_name: "PreToolUse", tool_name: "Bash", cwd: "/home/dev/project" };
  const body = Buffer.from(JSON.stringify({ ...event, tool_input: { command } }));
  return toAction(parseEvent(body), machine).surfaces.flatMap((surface) =>
    surface.kind === "path" ? [`${surface.access} ${surface.path}`] : [],
  );
}

it.each([
  ["ln -s / k; rm -rf k/root", "delete /root"],
  ["ln -s ~ h; echo x >> h/.bashrc", "write /home/dev/.bashrc"],
  [
    "ln -s /etc/claude-code k && echo x > k/managed-settings.json",
    "write /etc/claude-code/managed-settings.json",
  ],
  ["ln -sfn ~/.bashrc r; echo x >> r", "write /home/dev/.bashrc"],
  ["ln -s ~ h; rm -rf h/", "delete /home/dev"],
  ['cd ~; rm -rf "$PWD"', "delete /home/dev"],
  ['cd /etc && echo x > "$PWD/hosts"', "write /etc/hosts"],
  ['mkdir -p ~/x && rm -rf "$_"', "delete /home/dev/x"],
])("%s is told as %s", (command, expected) => {
  expect(pathsOf(command)).toContain(expected);
});

it.each([
  ["ln -s ~ h; rm h", "delete /home/dev"],
  ["ln -s a b; rm -rf build/b", "delete /home/dev/project/build/a"],
  ['cd sub; rm -rf "$PWD"', "delete /home/dev"],
])("%s is not told as %s", (command, unexpected) => {
  expect(pathsOf(command)).not.toContain(unexpected);
});
