import { readFileSync, writeFileSync } from "node:fs";
import { expect } from "vitest";

/**
 * Expects a text to be the one in golden/NAME. After a change that is meant, UPDATE_GOLDENS=1 writes it anew: read the
 * difference as a person before it is committed.
 */
export function expectGolden(name: string, text: string): void {
  const path = new URL(`./golden/${name}`, import.meta.url);
  if (process.env["UPDATE_GOLDENS"] === "1") writeFileSync(path, text);
  expect(text).toBe(readFileSync(path, "utf8"));
}
