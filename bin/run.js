#!/usr/bin/env node
import module from "node:module";

// oclif warns on Node 20, on which zcprof is tested as well; the check also costs 11 ms.
process.env.OCLIF_DISABLE_ENGINE_WARNING = "1";
module.enableCompileCache?.();
const { main } = await import("../dist/cli/main.js");
await main(process.argv.slice(2));
