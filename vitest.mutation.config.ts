import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

/** What noticed the change before may notice this one, too; then whatever is done soonest. The runner's own order is the longest first. */
class SoonestNoticed extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const longestFirst = await super.sort(files);
    const { root } = this.ctx.config;
    const hasFailed = ({ moduleId }: TestSpecification): boolean =>
      this.ctx.cache.getFileTestResults(`:${moduleId.slice(root.length + 1)}`)?.failed === true;
    return [
      ...longestFirst.filter((file) => hasFailed(file)),
      ...longestFirst.filter((file) => !hasFailed(file)).reverse(),
    ];
  }
}

const CASES = fileURLToPath(new URL("test/mutation-cases.ts", import.meta.url));

/**
 * The tests that `npm run mutate` runs against each change of the code: those of the room itself, as a room that only the
 * rooms above it test is not tested. ROOM=analysis for that one. Left out are those that need minutes.
 */
export default defineConfig({
  plugins: [
    {
      name: "fewer-cases",
      enforce: "pre",
      resolveId: (source, importer) => (source === "fast-check" && importer !== CASES ? CASES : null),
    },
  ],
  test: {
    include: [`test/${process.env["ROOM"] ?? "stats"}/**/*.test.ts`],
    exclude: ["**/selftest.test.ts", "**/recorded-noise.test.ts"],
    // One worker loads the code once for all test files: a third of the CPU time. It is a new one for each change.
    isolate: false,
    sequence: { sequencer: SoonestNoticed },
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
