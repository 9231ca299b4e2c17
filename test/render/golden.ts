import { readFileSync, writeFileSync } from "node:fs";
import { expect } from "vitest";

const OWN_FOLDER = new URL("./golden/", import.meta.url);

/**
 * Expects a text to be the one in golden/NAME, or NAME in another folder of goldens. After a change that is meant, UPDATE_GOLDENS=1 writes it anew: read the
 * difference as a person before it is committed.
 */
export function expectGolden(name: string, text: string, folder: URL = OWN_FOLDER): void {
  const path = new URL(name, folder);
  if (process.env["UPDATE_GOLDENS"] === "1") writeFileSync(path, text);
  expect(text).toBe(readFileSync(path, "utf8"));
}
