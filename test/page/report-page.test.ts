import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import axe from "axe-core";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { spawnZcprof } from "../cli/spawn-zcprof.ts";
import { hasChromium, type OpenedPage, openPage, startBrowser } from "./open-page.ts";

const folder = mkdtempSync(join(tmpdir(), "zcprof-page-"));
const [MAIL, STACKS, HOSTILE] = ["mail.html", "stacks.html", "hostile.html"].map((name) =>
  join(folder, name),
);
const SOURCES = ["example:mail#1", "example:mail#2"];

/** Names that close elements, start scripts, or act on a terminal. */
const EVIL = [
  "<img src=x onerror=document.title='got'>",
  "</script><script>document.title='got'</script>",
  "a\u001b[31mb",
  "<!--",
  "]]>",
];

/** A row of diff --json. */
interface JsonRow {
  readonly base: { readonly point: number };
  readonly next: { readonly point: number };
  readonly delta: { readonly point: number };
  readonly p: number | null;
  readonly q: number | null;
  readonly interval: { readonly low: number | null } | null;
}

async function writeReport(path: string, ...sources: string[]): Promise<void> {
  const { status, stdout } = await spawnZcprof(["report", ...sources, "-o", path, "-q"]);
  expect([status, stdout]).toEqual([0, ""]);
}

/** Checks what holds for every page, after the test did with it what it wanted. */
async function leave({ page, complaints, requests }: OpenedPage, path: string): Promise<void> {
  expect(complaints).toEqual([]);
  expect(requests).toEqual([pathToFileURL(path).href]);
  await page.context().close();
}

function symbolsOf({ page }: OpenedPage): Promise<string[]> {
  return page.locator("#symbols tbody tr:visible th").allInnerTexts();
}

beforeAll(async () => {
  const [base, next] = ["base", "next"].map((side, s) => {
    const path = join(folder, `${side}.folded`);
    const lines = EVIL.map((name, i) => `main;${name.replaceAll(";", ":")} ${10 * (i + 1) * (s + 1)}\n`);
    writeFileSync(path, `${lines.join("")}main;only_${side} 40\n`);
    return path;
  });
  await writeReport(MAIL, ...SOURCES);
  await writeReport(STACKS, "fixtures/pprof/go_copy_r1.cpu.pb.gz", "fixtures/pprof/go_sendfile_r1.cpu.pb.gz");
  await writeReport(HOSTILE, base, next);
});

describe.skipIf(!hasChromium)("in a browser, the page of a comparison", () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await startBrowser();
  });
  afterAll(() => browser.close());

  it("says the verdict first, and the numbers that diff --json says", async () => {
    const opened = await openPage(browser, MAIL);
    const { stdout } = await spawnZcprof(["diff", ...SOURCES, "--json", "-q", "--top", "0"]);
    const diff = JSON.parse(stdout);
    // 3222/2874, as the mail's author divided.
    expect(await opened.page.locator(".headline").innerText()).toContain("1.121");
    expect(await opened.page.locator(".verdict").innerText()).toContain("1.066 to 1.179");
    const names = diff.symbols.map(({ symbol }: { symbol: string }) => symbol);
    expect((await symbolsOf(opened)).toSorted()).toEqual(names.toSorted());
    // What rows are sorted by is what JSON has, to the last digit.
    const { keys } = JSON.parse((await opened.page.locator("#zcprof-data").textContent()) ?? "");
    const fields: Record<string, (row: JsonRow) => number | null> = {
      base: ({ base }) => base.point,
      next: ({ next }) => next.point,
      delta: ({ delta }) => delta.point,
      p: ({ p }) => p,
      q: ({ q }) => q,
      ratio_interval: ({ interval }) => interval?.low ?? null,
    };
    for (const [column, read] of Object.entries(fields)) {
      expect([column, keys.symbols[column]]).toEqual([column, diff.symbols.map(read)]);
    }
    const row = opened.page.locator("#symbols tr", { hasText: "csum_partial_copy_generic" });
    expect(await row.innerText()).toMatch(/436\s+520\s+\+84\s+1\.19/);
    await leave(opened, MAIL);
  });

  it("sorts by a column at a click or a key, both ways, and says so to a screen reader", async () => {
    const opened = await openPage(browser, MAIL);
    const { page } = opened;
    const head = page.locator("#symbols thead th", { hasText: "symbol" }).first();
    await head.locator("button").click();
    const first = await head.getAttribute("aria-sort");
    const names = await symbolsOf(opened);
    await head.locator("button").press("Enter");
    const second = await head.getAttribute("aria-sort");
    expect(new Set([first, second])).toEqual(new Set(["ascending", "descending"]));
    expect(await symbolsOf(opened)).toEqual(names.toReversed());
    const sorted = names.toSorted((a, b) => (a < b ? -1 : 1));
    expect([names, names.toReversed()]).toContainEqual(sorted);
    await leave(opened, MAIL);
  });

  it("searches symbols, and says how many it found", async () => {
    const opened = await openPage(browser, MAIL);
    await opened.page.getByLabel("Search symbols").fill("csum");
    expect(await symbolsOf(opened)).toEqual(["csum_partial_copy_generic"]);
    expect(await opened.page.locator("#symbols output").innerText()).toContain("1");
    await leave(opened, MAIL);
  });

  it("draws both sides' stacks, marks what vanished and what is new, zooms, searches, and takes keys", async () => {
    const opened = await openPage(browser, STACKS);
    const { page } = opened;
    const details = page.locator("#flame-details");
    const boxOf = (name: string) => page.locator("#flame g.frame", { hasText: name }).first();
    await boxOf("+++ main.sendFile").waitFor();
    await boxOf("--- main.sendCopy").hover();
    // go tool pprof -diff_base -cum: main.sendCopy has 90 samples in base and is gone.
    expect(await details.innerText()).toMatch(/--- main\.sendCopy: base 90 .*next 0 .*-90 samples/);
    const widthOf = async (name: string): Promise<number> => (await boxOf(name).boundingBox())?.width ?? 0;
    const before = await widthOf("--- main.sendCopy");
    await boxOf("--- main.sendCopy").click();
    await expect.poll(() => widthOf("--- main.sendCopy")).toBeGreaterThan(before * 1.5);
    await page.locator("#flame-reset").click();
    await expect.poll(() => widthOf("--- main.sendCopy")).toBeLessThan(before * 1.1);
    await page.locator("#flame-search").fill("syscall6");
    expect(await page.locator("#flame output").innerText()).toMatch(/\d+ found/);
    await page.locator("#flame-width").selectOption("next");
    await expect.poll(() => widthOf("+++ main.sendFile")).toBeGreaterThan(before);
    await page.locator("#flame [role=application]").focus();
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("ArrowUp");
    expect(await details.innerText()).toMatch(/: base \d+ .*next \d+/);
    await leave(opened, STACKS);
  });

  it("makes frames as wide as their samples are many, of both sides or of one", async () => {
    const opened = await openPage(browser, HOSTILE);
    const { page } = opened;
    const widthOf = async (name: string): Promise<number> =>
      Number(
        await page.locator("#flame g.frame", { hasText: name }).first().locator("rect").getAttribute("width"),
      );
    const whole = Number(await page.locator("#flame svg").getAttribute("width"));
    // 10 + 20 + 30 + 40 + 50 samples and 40 in base, twice the former and 40 in next.
    await expect.poll(() => widthOf("--- only_base")).toBeCloseTo((whole * 40) / (190 + 340), 0);
    await page.locator("#flame-width").selectOption("base");
    await expect.poll(() => widthOf("--- only_base")).toBeCloseTo((whole * 40) / 190, 0);
    // Each of the five rose by what it had, 150 in all; one went with 40 and one came with 40.
    await page.locator("#flame-width").selectOption("change");
    await expect.poll(() => widthOf("--- only_base")).toBeCloseTo((whole * 40) / (150 + 80), 0);
    await leave(opened, HOSTILE);
  });

  it("keeps hostile names as text, in tables, data and flame graph", async () => {
    const opened = await openPage(browser, HOSTILE);
    const { page } = opened;
    const text = await page.locator("body").innerText();
    expect(text).toContain("<img src=x onerror=document.title='got'>");
    expect(text).toContain("\\x1b[31m");
    await page.locator("#flame g.frame").nth(2).hover();
    await page.locator("#flame-search").fill("img");
    expect(await page.locator("img").count()).toBe(0);
    expect(await page.title()).not.toBe("got");
    await leave(opened, HOSTILE);
  });

  it("tells what came from nothing as a change, folds long names, and draws no stacks that were never sampled", async () => {
    const long = `tpl<${"x,".repeat(400)}>`;
    const [none, some] = [`main;a 0\n`, `main;${long} 5\n`].map((text, i) => {
      const path = join(folder, `few${i}.folded`);
      writeFileSync(path, text);
      return path;
    });
    const [grown, empty] = [join(folder, "grown.html"), join(folder, "empty.html")];
    await writeReport(grown, none, some);
    await writeReport(empty, none, none);
    const opened = await openPage(browser, grown);
    expect(await opened.page.locator("#waterfall svg.step.up").count()).toBe(1);
    expect(await opened.page.locator("#waterfall svg.step.total").count()).toBe(2);
    const name = opened.page.locator("#symbols tbody th details");
    expect((await name.innerText()).length).toBeLessThan(130);
    await name.locator("summary").click();
    expect(await name.innerText()).toContain(long);
    await leave(opened, grown);
    const nothing = await openPage(browser, empty);
    expect(await nothing.page.locator("#symbols").innerText()).toContain("There are no rows.");
    expect(await nothing.page.locator("#stacks, #flame").count()).toBe(0);
    await leave(nothing, empty);
  });

  it("runs no script that got into its text, and still its own", async () => {
    const path = join(folder, "injected.html");
    const attack =
      "<script>document.title='got'</script><p onclick=\"document.title='got'\" style=\"color:red\">x</p>";
    writeFileSync(path, readFileSync(MAIL, "utf8").replace("<main>", `<main>${attack}`));
    const { page, complaints } = await openPage(browser, path);
    await page.locator("main > p").first().click();
    expect(await page.title()).not.toBe("got");
    expect(complaints.filter((text) => text.includes("Content Security Policy")).length).toBe(3);
    expect(await page.locator("#symbols th button").count()).toBeGreaterThan(5);
    await page.context().close();
  });

  it("runs no script and no style but its own", async () => {
    const { page, complaints } = await openPage(browser, MAIL);
    await page.evaluate(`
      const script = document.createElement("script");
      script.textContent = "document.title = 'got'";
      document.body.append(script);
      const image = document.createElement("img");
      image.src = "https://example.invalid/x.png";
      document.body.append(image);
      document.body.setAttribute("onclick", "document.title = 'got'");
      document.body.click();
    `);
    await expect.poll(() => complaints.length).toBeGreaterThanOrEqual(3);
    expect(complaints.join("\n")).toContain("Content Security Policy");
    expect(await page.title()).not.toBe("got");
    await page.context().close();
  });

  it.each([
    ["light", MAIL],
    ["dark", MAIL],
    ["light", STACKS],
    ["dark", STACKS],
  ] as const)("has nothing that axe-core finds in %s (%#)", async (colorScheme, path) => {
    const { page } = await openPage(browser, path, { colorScheme });
    // Through the debugger, which no policy of a page binds.
    await page.evaluate(axe.source);
    const found = await page.evaluate(
      "axe.run().then(({ violations }) => violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`))",
    );
    expect(found).toEqual([]);
    await page.context().close();
  });

  it("changes its colours at a button, and shows all but the flame graph without scripts", async () => {
    const { page } = await openPage(browser, MAIL);
    const colorOf = () => page.evaluate("getComputedStyle(document.body).backgroundColor");
    const light = await colorOf();
    await page.getByRole("button", { name: "Dark colours" }).click();
    expect(await colorOf()).not.toBe(light);
    await page.context().close();
    const plain = await openPage(browser, STACKS, { javaScriptEnabled: false });
    expect(await plain.page.locator(".headline").innerText()).toContain("Not decided");
    expect(await plain.page.locator("#symbols tbody tr").count()).toBe(11);
    expect(await plain.page.locator("#flame").innerText()).toContain("does not run here");
    await plain.page.context().close();
  });

  it("shows every column of every table at 1280 pixels, beside the scroll bars of the page and of the table", async () => {
    for (const path of [MAIL, STACKS]) {
      const { page } = await openPage(browser, path);
      await page.setViewportSize({ width: 1280 - 2 * 15, height: 900 });
      const wide = await page.evaluate(
        "[...document.querySelectorAll('.scroll')].filter((box) => box.scrollWidth > box.clientWidth).map((box) => box.innerText)",
      );
      expect(wide).toEqual([]);
      await page.context().close();
    }
  });

  it("fits a narrow screen without scrolling sideways, and prints every row", async () => {
    const { page } = await openPage(browser, MAIL);
    await page.setViewportSize({ width: 400, height: 800 });
    expect(await page.evaluate("document.documentElement.scrollWidth")).toBeLessThanOrEqual(400);
    await page.emulateMedia({ media: "print" });
    expect(await page.locator("#symbols tbody tr:visible").count()).toBe(17);
    expect(await page.getByLabel("Search symbols").isVisible()).toBe(false);
    await page.context().close();
  });
});

describe("the page of a comparison", () => {
  it("is one file that names no other, and keeps markup of names out of its own", () => {
    for (const path of [MAIL, STACKS, HOSTILE]) {
      const html = readFileSync(path, "utf8");
      expect(html).not.toMatch(/<(?:link|iframe|object|embed|base)\b|\bsrc=["']?https?:|@import|url\(/i);
      expect(html).toContain("default-src 'none'");
      expect(html).not.toMatch(/unsafe-(?:inline|eval)/);
    }
    const html = readFileSync(HOSTILE, "utf8");
    expect(html).not.toContain("<img");
    expect(html.match(/<script/g)).toHaveLength(3);
  });

  it("carries the licences of what draws its flame graph, and only there", () => {
    const licences = [MAIL, STACKS].map(
      (path) => readFileSync(path, "utf8").match(/Apache License|Mike Bostock/g) ?? [],
    );
    expect(licences[0]).toEqual([]);
    expect(new Set(licences[1])).toEqual(new Set(["Mike Bostock", "Apache License"]));
  });

  it("goes to a pipe, named - or not at all, and has the exit status of diff", async () => {
    const dashed = await spawnZcprof(["report", ...SOURCES, "-q", "-o", "-"]);
    expect([dashed.status, dashed.stdout.endsWith("</html>\n")]).toEqual([0, true]);
    const limit = await spawnZcprof(["report", ...SOURCES, "-q", "--fail-on", "total>+2%"]);
    expect([limit.status, limit.stdout.startsWith("<!doctype html>")]).toEqual([1, true]);
    expect(limit.stdout).toContain("</html>");
  });
});
