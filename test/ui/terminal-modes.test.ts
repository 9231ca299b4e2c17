import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import {
  closeTerminal,
  folder,
  hasTmux,
  openTerminal,
  PROMPT,
  press,
  tmux,
  waitFor,
} from "./open-terminal.ts";

const DASHBOARD = "node bin/run.js dashboard";

describe.skipIf(!hasTmux)("on terminals of all kinds, the dashboard", () => {
  afterEach(closeTerminal);

  it("simulates, compares the result with what was measured, and shows both loads", async () => {
    openTerminal(`${DASHBOARD} example:mail#1`, 100, 24);
    await waitFor((text) => text.includes("row 1 of"));
    press("3");
    await waitFor((text) => /^> variant +- no-sg: /m.test(text));
    // From the second variant back to the first, three placements down to one.
    press("+", "-", "G", "-");
    await waitFor((text) => /^> placements +- 1 /m.test(text));
    press("r");
    const done = await waitFor((text) => text.includes("[symbols"));
    expect(done).toMatch(/^ cyclesoak +System load: 1[78]\.\d%/m);
    expect(done).toMatch(/^> file_read_actor /m);
    press("Tab", "Tab");
    const loads = await waitFor((text) => text.includes("[loads 2]"));
    expect(loads).toMatch(/example:mail#1\) +18\.2%/);
    expect(loads).toMatch(/simulated +1[78]\.\d%/);
    press("c");
    const compared = await waitFor((text) => text.includes("[2 Diff]") && text.includes("row 1 of"));
    expect(compared).toMatch(/^ base +send\(8k\), no SG +2874 ticks/m);
    expect(compared).toMatch(/^ total +x/m);
  });

  it("says the screen in words where a screen reader listens", async () => {
    openTerminal(`INK_SCREEN_READER=true ${DASHBOARD} example:mail`, 100, 24);
    const first = await waitFor((text) => text.includes("row 1 of"));
    expect(first).toContain("diff, symbols");
    expect(first.replaceAll("\n", " ")).toMatch(
      /new, symbol do_tcp_sendpages, base 0-47, next 152, .*verdict increase/,
    );
    expect(first).not.toMatch(/[█│>]/);
    press("j");
    await waitFor((text) => text.includes("row 2 of") && text.includes("symbol tcp_sendmsg,"));
    press("Enter");
    await waitFor((text) => text.includes("diff, details") && text.includes("(y / Ty) / (x / Tx)"));
    press("Escape");
    await waitFor((text) => text.includes("row 2 of"));
    press("b");
    await waitFor((text) => /choose the base side.*\n.*example:mail#1\), 1 of 3/.test(text));
  });

  it.each([
    ["16", "TERM=xterm", /\u001b\[(?:3[0-7]|9[0-7])m/u, /[34]8;[25];/],
    ["256", "TERM=xterm-256color", /\u001b\[38;5;\d+m/u, /[34]8;2;/],
  ])("keeps to %s colours where the terminal has no more", async (_, terminal, used, unknown) => {
    openTerminal(`env -u NO_COLOR -u FORCE_COLOR COLORTERM= ${terminal} ${DASHBOARD} example:mail`, 80, 24);
    await waitFor((text) => text.includes("row 1 of"));
    // What is written, and not what tmux makes of it.
    const written = join(folder, "written");
    tmux("pipe-pane", "-O", "-t", "it", `cat > ${written}`);
    press("j", "Tab");
    await waitFor((text) => text.includes("side by side"));
    press("q");
    await waitFor((text) => text.includes(PROMPT));
    const bytes = readFileSync(written, "utf8");
    expect(bytes).toMatch(used);
    expect(bytes).not.toMatch(unknown);
  });

  it.each([
    ["render", "a fault while drawing"],
    ["timer", "a fault in a timer"],
  ])("leaves the screen as it was after a fault of its own (%s)", async (where, message) => {
    openTerminal(`node --import tsx test/ui/crashing-screen.ts ${where}`, 80, 24);
    const after = await waitFor((text) => text.includes(PROMPT));
    expect(after).toContain("before");
    expect(after).toContain(`it ended with: ${message}`);
    expect(after).toContain("status 70");
    expect(tmux("display-message", "-p", "-t", "it", "#{alternate_on} #{cursor_flag}").trim()).toBe("0 1");
  });

  it("keeps columns and colours whole where names are wide, combine, or are escape sequences", async () => {
    const path = join(folder, "names.folded");
    const names = [
      "計測_カーネル",
      "e\u0301te\u0301",
      "a\u202eb",
      "\u001b[31mred",
      "\u001b]0;title\u0007",
      "👩‍👩‍👧x",
    ];
    writeFileSync(path, names.map((name, i) => `main;${name} ${100 - i}\n`).join(""));
    openTerminal(`NO_COLOR=1 ${DASHBOARD} ${path}`, 60, 15);
    const shown = await waitFor((text) => text.includes("row 1 of"));
    const lines = shown.split("\n");
    expect(shown).toContain("\\x1b[31mred");
    expect(shown).toContain("計測_カーネル");
    for (const count of [100, 99, 98, 97, 96, 95]) {
      expect(lines.filter((line) => new RegExp(` ${count} `).test(line))).toHaveLength(1);
    }
    expect(tmux("display-message", "-p", "-t", "it", "#{pane_title}")).not.toContain("title\u0007");
  });
});
