import { defineConfig } from "vitest/config";

/**
 * The tests that `npm run mutate` runs against each change of the code: those of the room itself, as a room that only the
 * rooms above it test is not tested. ROOM=analysis for that one. Left out are those that need minutes.
 */
export default defineConfig({
  test: {
    include: [`test/${process.env["ROOM"] ?? "stats"}/**/*.test.ts`],
    exclude: ["**/selftest*.test.ts", "**/recorded-noise.test.ts"],
    setupFiles: ["test/mutation-setup.ts"],
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
