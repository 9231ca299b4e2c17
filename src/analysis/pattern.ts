/** Compiles a regular expression that a user wrote; where it is none, hands the engine's reason to `fail`, which throws. */
export function compilePattern(source: string, fail: (reason: string) => never, flags = ""): RegExp {
  try {
    return new RegExp(source, flags);
  } catch (error) {
    return fail(error instanceof Error ? error.message : String(error));
  }
}
