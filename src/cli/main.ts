import { fileURLToPath } from "node:url";
import { Config, Plugin, run } from "@oclif/core";

/** Runs the command line. */
export async function main(argv: string[]): Promise<void> {
  const root = fileURLToPath(new URL("../..", import.meta.url));
  await run(argv, root);
}

export async function makeManifest(root: string): Promise<unknown> {
  const plugin = new Plugin({ root, ignoreManifest: true });
  await plugin.load();
  return plugin.manifest;
}
