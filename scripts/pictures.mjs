// Makes the pictures of the documents from the program itself: `npm run pictures` after a build. Screens are typed into a real
// terminal (tmux) and drawn as SVG, the page is photographed in headless Chromium. Both must be installed.
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { chromium } from "playwright-core";
import { drawScreen } from "./draw-screen.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
process.chdir(root);
const target = "docs/pictures";
mkdirSync(target, { recursive: true });
const SERVER = `zcprof-pictures-${process.pid}`;
const MAPPING = "--map-symbol 'tcp_sendmsg_copy=tcp_sendmsg+do_tcp_sendpages'";

const tmux = (...args) => execFileSync("tmux", ["-L", SERVER, ...args], { encoding: "utf8" });
const pause = (ms) =>
  new Promise((resolve) => {
    setTimeout(resolve, ms);
  });

/** Runs a line on a terminal of its own, types keys, each as soon as `until` its text is there, and draws what it shows. */
async function drawTerminal(name, { line, columns, rows, keys = [], until }) {
  const shell = `cd ${root}; export COLORTERM= TERM=xterm-256color; unset NO_COLOR FORCE_COLOR; clear; ${line}; sleep 60`;
  tmux(
    "-f",
    "/dev/null",
    "new-session",
    "-d",
    "-s",
    "it",
    "-x",
    `${columns}`,
    "-y",
    `${rows}`,
    "sh",
    "-c",
    shell,
  );
  const seen = async (text) => {
    for (let tries = 0; tries < 400; tries++) {
      if (tmux("capture-pane", "-p", "-t", "it").includes(text)) return;
      await pause(50);
    }
    throw new Error(`${name}: ${text} never came`);
  };
  for (const [text, key] of keys) {
    await seen(text);
    tmux("send-keys", "-t", "it", key);
  }
  await seen(until);
  await pause(300);
  const screen = tmux("capture-pane", "-e", "-p", "-t", "it");
  tmux("kill-server");
  writeFileSync(join(target, `${name}.svg`), drawScreen(screen, { columns, title: line }));
}

await drawTerminal("diff", {
  line: `./bin/run.js diff example:mail#1 example:mail#2 ${MAPPING} --top 8 --color always -q`,
  columns: 100,
  rows: 26,
  until: "sampling noise",
});
await drawTerminal("dashboard", {
  line: `./bin/run.js dashboard example:mail ${MAPPING}`,
  columns: 110,
  rows: 28,
  until: "row 1 of",
});
await drawTerminal("simulator", {
  line: "./bin/run.js dashboard",
  columns: 110,
  rows: 28,
  keys: [
    ["variant", "r"],
    ["[symbols", "Tab"],
  ],
  until: "[misses",
});

const executablePath = ["/usr/bin/chromium", "/usr/bin/google-chrome"].find((path) => existsSync(path));
const page = join(mkdtempSync(join(tmpdir(), "zcprof-pictures-")), "report.html");
const sources = ["fixtures/pprof/go_copy_r1.cpu.pb.gz", "fixtures/pprof/go_sendfile_r1.cpu.pb.gz"];
execFileSync(join(root, "bin", "run.js"), ["report", ...sources, "-q", "-o", page]);
const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
const opened = await browser.newPage({ viewport: { width: 1000, height: 760 } });
await opened.goto(pathToFileURL(page).href);
await opened.screenshot({ path: join(target, "report.png") });
await opened.locator("#flame").scrollIntoViewIfNeeded();
await opened.locator("#flame").screenshot({ path: join(target, "flame-graph.png") });
await browser.close();
