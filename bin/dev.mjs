#!/usr/bin/env -S node --import tsx
// Runs one command from the sources, without a build: node --import tsx bin/dev.mjs show example:mail#1
import { fileURLToPath } from "node:url";

process.env.OCLIF_DISABLE_ENGINE_WARNING = "1";
const root = fileURLToPath(new URL("..", import.meta.url));
const [id, ...argv] = process.argv.slice(2);
// oclif looks for commands in dist and for a TypeScript compiler's API, which TypeScript 7 has not; so the file is named here.
const { default: Command } = await import(`../src/commands/${id}.ts`);
await Command.run(argv, root);
