import { afterEach, describe, expect, it } from "vitest";
import { closeTerminal, hasTmux, openTerminal, PROMPT, press, waitFor } from "../../ui/open-terminal.ts";

describe.skipIf(!hasTmux)("in a terminal, help", () => {
  afterEach(closeTerminal);

  it("that is longer than the screen is paged, and what was read stays", async () => {
    openTerminal("PAGER=less node bin/run.js diff --help", 80, 24);
    const first = await waitFor((text) => text.includes("EXAMPLES") && text.trimEnd().endsWith(":"));
    expect(first).not.toContain(PROMPT);
    press("q");
    expect(await waitFor((text) => text.includes(PROMPT))).toContain("status 0");
  });

  it("that fits is printed, all commands on 80x24 too", async () => {
    openTerminal("clear; PAGER=false node bin/run.js", 80, 24);
    const text = await waitFor((shown) => shown.includes(PROMPT));
    expect(text).toMatch(/^zcprof \d/);
    expect(text).toContain("status 0");
  });

  it("goes through the user's own pager, or is printed where there is none", async () => {
    openTerminal("PAGER='sed -n 1,3s/^/paged:/p' node bin/run.js diff --help", 80, 24);
    expect(await waitFor((text) => text.includes(PROMPT))).toContain("paged:USAGE");
    closeTerminal();
    openTerminal("PAGER=no-such-pager node bin/run.js formats --help", 80, 12);
    expect(await waitFor((text) => text.includes(PROMPT))).toContain("--width=N");
  });
});
