import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    reporters: ["./test/count-reporter.ts"],
    disableConsoleIntercept: true,
    testTimeout: 120_000,
    // Hooks simulate, too, and other work may run on the machine.
    hookTimeout: 60_000,
    // The spawned binary and the golden comparison must not see the colour wishes of the caller's shell.
    env: { NO_COLOR: "1", FORCE_COLOR: "", COLUMNS: "" },
  },
});
