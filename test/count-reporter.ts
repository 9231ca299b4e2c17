import type { SerializedError, TestModule } from "vitest/node";
import { DefaultReporter } from "vitest/node";

/**
 * The usual report, then one last line `N passed, N failed` that a build service can read. A test file that
 * cannot be loaded counts as one failure: otherwise it would vanish from the sum. Skipped tests are listed by
 * name above the line.
 */
export default class CountReporter extends DefaultReporter {
  override onTestRunEnd(
    modules: readonly TestModule[],
    errors: readonly SerializedError[],
    reason: Parameters<DefaultReporter["onTestRunEnd"]>[2],
  ): void {
    super.onTestRunEnd(modules, errors, reason);
    let passed = 0;
    let failed = errors.length;
    const skipped: string[] = [];
    for (const testModule of modules) {
      let own = 0;
      for (const test of testModule.children.allTests()) {
        const state = test.result().state;
        if (state === "passed") passed += 1;
        else if (state === "failed") own += 1;
        else skipped.push(`${testModule.relativeModuleId} > ${test.fullName}`);
      }
      if (testModule.state() === "failed" && own === 0) own = 1;
      failed += own;
    }
    for (const name of skipped) this.log(`skipped: ${name}`);
    if (skipped.length > 0) this.log(`${skipped.length} skipped, named above`);
    this.log(`${passed} passed, ${failed} failed`);
  }
}
