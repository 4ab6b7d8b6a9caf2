import { vi } from "vitest";

/** What a command wrote, and how it ended. */
export interface Captured {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a command in this process, without colours. */
export function capture(run: () => number): Captured {
  const { written, stop } = spy();
  try {
    const status = run();
    return { status, ...written };
  } finally {
    stop();
  }
}

/** The same for a command that takes its time. */
export async function captureAsync(run: () => number | Promise<number>): Promise<Captured> {
  const { written, stop } = spy();
  try {
    const status = await run();
    return { status, ...written };
  } finally {
    stop();
  }
}

function spy() {
  vi.stubEnv("NO_COLOR", "1");
  const written = { stdout: "", stderr: "" };
  const spies = (["stdout", "stderr"] as const).map((name) =>
    vi.spyOn(process[name], "write").mockImplementation((text) => {
      written[name] += String(text);
      return true;
    }),
  );
  const stop = (): void => {
    for (const spy of spies) spy.mockRestore();
    vi.unstubAllEnvs();
  };
  return { written, stop };
}
