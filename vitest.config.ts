import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    testTimeout: 30_000,
    pool: "forks",
    // The default leaves a processor idle; of two that is half of them.
    maxWorkers: "100%",
  },
});
