// Writes the documents anew with what their commands print now: npm run docs [-- FILE...]. Read the difference before you
// commit it. docs/reference.md is made whole, from the help of every command.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { runDocument } from "./document-commands.mjs";

const REFERENCE = "docs/reference.md";
const named = process.argv.slice(2);
const paths =
  named.length > 0
    ? named
    : readdirSync("docs", { recursive: true, encoding: "utf8" })
        .filter((name) => name.endsWith(".md"))
        .map((name) => `docs/${name}`);
for (const path of paths) {
  const old = path === REFERENCE ? listCommands() : readFileSync(path, "utf8");
  const text = runDocument(old);
  if (text !== readFileSync(path, "utf8")) {
    writeFileSync(path, text);
    console.log(`${path} has changed`);
  }
}

function listCommands() {
  const { commands } = JSON.parse(readFileSync("oclif.manifest.json", "utf8"));
  const sections = Object.keys(commands)
    .map((id) => id.replaceAll(":", " "))
    .sort()
    .map((name) => `## zcprof ${name}\n\n\`\`\`console\n$ zcprof ${name} --help\n\`\`\`\n`);
  return `# Reference\n\nWhat \`zcprof COMMAND --help\` prints, made by \`npm run docs\`. The drop-in \`zcprof readprofile\` answers\n\`--help\` as readprofile does.\n\n${sections.join("\n")}`;
}
