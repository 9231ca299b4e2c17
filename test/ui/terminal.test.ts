import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { spawnZcprof } from "../cli/spawn-zcprof.ts";
import {
  closeTerminal,
  folder,
  hasTmux,
  openTerminal,
  PROMPT,
  press,
  screen,
  tmux,
  waitFor,
} from "./open-terminal.ts";

const DASHBOARD = "node bin/run.js dashboard";

describe.skipIf(!hasTmux)("in a real terminal, the dashboard", () => {
  afterEach(closeTerminal);

  it("compares, moves, searches, explains, and leaves the screen as it was", async () => {
    openTerminal(`${DASHBOARD} example:mail`, 100, 30);
    const first = await waitFor((text) => text.includes("row 1 of"));
    expect(first).toContain("[2 Diff]");
    expect(first).toMatch(/^> \+\+\+ {2}do_tcp_sendpages/m);
    press("j", "Down");
    await waitFor((text) => text.includes("row 3 of"));
    press("/", "c", "s", "u", "m");
    await waitFor((text) => /^> +csum_partial_copy_generic/m.test(text));
    press("Enter");
    press("Enter");
    await waitFor(
      (text) => text.includes("csum_partial_copy_generic") && text.includes("(y / Ty) / (x / Tx)"),
    );
    press("q");
    press("Tab");
    await waitFor((text) => text.includes("[side by side"));
    // What a note says of columns stands in the notes, too, where no column is.
    press("BTab", "BTab");
    await waitFor((text) => text.includes("[notes]") && /q: p \(mid-p binomial\)/.test(text));
    press("q");
    const after = await waitFor((text) => text.includes(PROMPT));
    expect(after).toContain("before");
    expect(after).toContain("status 0");
    expect(after).not.toContain("Diff");
  });

  it("follows the size of the terminal, down to 60x15 and up again", async () => {
    openTerminal(`${DASHBOARD} example:mail`, 120, 40);
    await waitFor((text) => text.includes("row 1 of"));
    for (const [columns, rows] of [
      [60, 15],
      [300, 50],
      [80, 24],
    ]) {
      tmux("resize-window", "-t", "it", "-x", `${columns}`, "-y", `${rows}`);
      const text = await waitFor(
        (shown) => shown.split("\n")[rows - 2]?.startsWith(" row 1 of") && shown.startsWith(" zcprof"),
      );
      expect(text.match(/row 1 of/g)).toHaveLength(1);
      expect(text.match(/\[2 Diff\]/g)).toHaveLength(1);
    }
  });

  it.each(["Ctrl-C", "SIGTERM"])("leaves the screen as it was after %s", async (way) => {
    // exec: the process that the script's own pid names is then the dashboard.
    const pidFile = join(folder, "pid");
    openTerminal(`bash -c 'echo $$ > ${pidFile}; exec ${DASHBOARD} example:mail'`, 80, 24);
    await waitFor((text) => text.includes("row 1 of"));
    if (way === "Ctrl-C") press("C-c");
    else process.kill(Number(readFileSync(pidFile, "utf8")), "SIGTERM");
    const after = await waitFor((text) => text.includes(PROMPT));
    expect(after).toContain("before");
    expect(after).not.toContain("Diff");
    expect(tmux("display-message", "-p", "-t", "it", "#{alternate_on} #{cursor_flag}").trim()).toBe("0 1");
  });

  it("takes data from a pipe and keys from the terminal", async () => {
    openTerminal(`cat examples/mail-2001-02-11.txt | ${DASHBOARD} -`, 80, 24);
    await waitFor((text) => text.includes("row 1 of"));
    press("1");
    await waitFor((text) => text.includes("[1 Profile]"));
    press("q");
    expect(await waitFor((text) => text.includes(PROMPT))).toContain("status 0");
  });

  it("watches a command: rates, pause, save, reset, and an end at once", async () => {
    // Counts since the start: 30 more each time it is read.
    const counts = join(folder, "counts.sh");
    writeFileSync(
      counts,
      `n=$(cat ${folder}/n 2>/dev/null || echo 0); n=$((n + 30)); echo $n > ${folder}/n
printf '%6d %-40s %8.4f\n' $n csum_partial_copy_generic 0.1 100 schedule 0.1 $((n + 100)) total 0.1\n`,
    );
    openTerminal(`${DASHBOARD} --interval 0.2 -- sh ${counts}`, 100, 20);
    const first = await waitFor((text) => text.includes("[4 Live]") && /^ interval +[3-9] /m.test(text));
    expect(first).toMatch(/^ interval +\d+ +0\.\d+ s +30 ticks/m);
    expect(first).toMatch(/^> +csum_partial_copy_generic/m);
    expect(first).toContain("before");
    press("p");
    const paused = await waitFor((text) => text.includes("paused"));
    press("w");
    for (const key of `${folder}/saved.json`) press(key);
    press("Enter");
    await waitFor((text) => text.includes("30 ticks, written to"));
    expect(JSON.parse(readFileSync(join(folder, "saved.json"), "utf8")).profiles[0].total).toBe(30);
    expect(/^ interval +(\d+)/m.exec(screen())?.[1]).toBe(/^ interval +(\d+)/m.exec(paused)?.[1]);
    press("z");
    press("p");
    await waitFor((text) => /^ interval +1 /m.test(text));
    press("q");
    expect(await waitFor((text) => text.includes(PROMPT))).toContain("status 0");
  });

  it("says of a watched command that it was killed or does not end, and leaves it all the same", async () => {
    const counts = join(folder, "ends.sh");
    // The second reading is killed, the third and all that follow hold the output open.
    writeFileSync(
      counts,
      `n=$(cat ${folder}/ends 2>/dev/null || echo 0); n=$((n + 1)); echo $n > ${folder}/ends
[ $n = 2 ] && kill -9 $$
[ $n -gt 2 ] && sleep 60
printf '%6d %-40s %8.4f\n' $n schedule 0.1 $n total 0.1\n`,
    );
    openTerminal(`${DASHBOARD} --interval 1 -- sh ${counts}`, 100, 20);
    await waitFor((text) => text.includes("it was ended by SIGKILL"));
    press("Escape");
    await waitFor((text) => text.includes("reading for 4 s"));
    press("q");
    expect(await waitFor((text) => text.includes(PROMPT))).toContain("status 0");
  });

  it("writes no colour where NO_COLOR is set, and marks the row all the same", async () => {
    openTerminal(`NO_COLOR=1 ${DASHBOARD} example:mail`, 80, 24);
    await waitFor((text) => /^> /m.test(text));
    const styled = tmux("capture-pane", "-p", "-e", "-t", "it");
    // biome-ignore lint/suspicious/noControlCharactersInRegex: what a terminal acts on is what is looked for
    expect(styled).not.toMatch(/\u001b\[[\d;]*[1-9][\d;]*m/);
  });
});

describe("without a terminal, the dashboard", () => {
  it("prints one interval of a command that is watched", async () => {
    const listing = "    10 schedule 0.1000\\n     5 kfree 0.0100\\n    15 total 0.0001\\n";
    const flags = ["--interval", "0.1", "--readings", "interval"];
    const command = ["sh", "-c", `printf '${listing}'`];
    const { status, stdout } = await spawnZcprof(["dashboard", ...flags, "--", ...command]);
    expect([status, stdout]).toEqual([0, expect.stringMatching(/interval +1 .* 15 ticks/)]);
  });

  it("shows of replicates alone the first, and says so", async () => {
    const runs = join(folder, "runs");
    mkdirSync(runs, { recursive: true });
    for (const run of [1, 2])
      writeFileSync(join(runs, `r${run}.folded`), `main;a ${run}\nmain;b 5\nmain;c 7\n`);
    const { status, stdout } = await spawnZcprof(["dashboard", `${runs}/*.folded`]);
    expect([status, stdout]).toEqual([0, expect.stringMatching(/^ +run 1 of 2 .*r1\.folded\s+13 count/)]);
    expect(stdout.replaceAll(/\s+/g, " ")).toContain("This is the first of 2 runs");
  });

  it("refuses before the screen opens what cannot be watched", async () => {
    const { status, stdout, stderr } = await spawnZcprof([
      "dashboard",
      "--",
      "sh",
      "-c",
      "echo broken >&2; exit 3",
    ]);
    expect([status, stdout]).toEqual([2, ""]);
    expect(stderr).toContain("it ended with status 3: broken");
  });

  it("prints one view without a single control character, and ends", async () => {
    for (const [source, expected] of [
      ["example:mail", "x1.121"],
      ["example:mail#1", "file_read_actor"],
    ]) {
      const { status, stdout, stderr } = await spawnZcprof(["dashboard", source]);
      expect([status, stderr]).toEqual([0, ""]);
      expect(stdout).toContain(expected);
      expect(stdout.replaceAll("\n", "")).not.toMatch(/\p{Cc}/u);
    }
  });
});
