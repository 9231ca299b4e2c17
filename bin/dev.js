#!/usr/bin/env -S node --import tsx
// Runs from the sources, without a build: node --import tsx bin/dev.js show example:mail#1
process.env.OCLIF_DISABLE_ENGINE_WARNING = "1";
const { main } = await import("../src/cli/main.ts");
await main(process.argv.slice(2), { commands: "./src/commands" });
