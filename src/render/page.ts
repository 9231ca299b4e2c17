import { createHash } from "node:crypto";
import { DATA_ID, FLAME_ID, type FlameColumns, type PageData } from "../page/page-data.ts";
import type { FlameGraph, Page, PageSection } from "../report/page.ts";
import { escapeHtml } from "../text/escape-html.ts";
import { escapeTerminal } from "../text/escape-terminal.ts";
import { writeBlock } from "./page-block.ts";
import { writePageJson } from "./page-json.ts";
import { writeTable } from "./page-table.ts";

/** What every page carries: texts that the build makes of src/page. */
export interface PageAssets {
  readonly style: string;
  /** Sorting and searching. */
  readonly script: string;
  /** Put only into pages with stacks, as it is larger than all else. */
  readonly flameScript: string;
}

/**
 * Writes a page as one HTML document that needs nothing else: no network, no other file, and without scripts all but sorting,
 * searching and the flame graph. Its policy lets run only the scripts that were put in, told by their hashes, so that a name
 * that got past the escapes would still do nothing (Content Security Policy Level 3).
 */
export function renderPage(page: Page, { style, script, flameScript }: PageAssets): string {
  const keys: Record<string, PageData["keys"][string]> = {};
  const sections = page.sections.map((section) => writeSection(section, keys));
  const flame = page.sections.find((section) => section.flame !== undefined)?.flame;
  const scripts = flame === undefined ? [script] : [script, flameScript];
  const data: PageData = { keys, flame: flame === undefined ? null : writeFlame(flame) };
  const title = escapeHtml(page.title);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${writePolicy([style], scripts)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="generator" content="zcprof">
<title>${title}</title>
<style>${style}</style>
</head>
<body>
<header><p>zcprof report</p></header>
<main>
<h1>${title}</h1>
${writeVerdict(page)}
<nav aria-label="Sections"><ul>${page.sections.map(({ id, title: name }) => `<li><a href="#${id}">${escapeHtml(name)}</a></li>`).join("")}</ul></nav>
${sections.join("\n")}
</main>
<script type="application/json" id="${DATA_ID}">${writePageJson(data)}</script>
${scripts.map((text) => `<script>${text}</script>`).join("\n")}
</body>
</html>
`;
}

function writePolicy(styles: readonly string[], scripts: readonly string[]): string {
  return [
    "default-src 'none'",
    `script-src ${listHashes(scripts)}`,
    `style-src ${listHashes(styles)}`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
}

function listHashes(texts: readonly string[]): string {
  return texts.map((text) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`).join(" ");
}

function writeVerdict({ verdict: { headline, tone, lines } }: Page): string {
  const [first, ...rest] = lines.map((line) => `<p>${escapeHtml(line)}</p>`);
  return `<div class="verdict ${tone}"><p class="headline">${escapeHtml(headline)}</p>\n${[first, ...rest].join("\n")}</div>`;
}

function writeSection(
  { id, title, lead, blocks, flame }: PageSection,
  keys: Record<string, PageData["keys"][string]>,
): string {
  const heading = `title-${id}`;
  const parts = blocks.map((block) => {
    if (block.kind !== "table") return writeBlock(block);
    const table = writeTable(block, heading);
    keys[block.id] = table.keys;
    return table.html;
  });
  if (flame !== undefined) {
    parts.unshift(
      `<div id="${FLAME_ID}"><p class="noscript">The flame graph is drawn by a script, which does not run here.</p></div>`,
    );
  }
  return [
    `<section id="${id}">`,
    `<h2 id="${heading}">${escapeHtml(title)}</h2>`,
    ...lead.map((line) => `<p>${escapeHtml(line)}</p>`),
    ...parts,
    "</section>",
  ].join("\n");
}

function writeFlame({ unit, names, parent, name, base, next }: FlameGraph): FlameColumns {
  return {
    unit: escapeTerminal(unit),
    names: names.map(escapeTerminal),
    parent: Array.from(parent),
    name: Array.from(name),
    base: Array.from(base),
    next: Array.from(next),
  };
}
