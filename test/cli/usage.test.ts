import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { spawnZcprof } from "./spawn-zcprof.ts";

const MAIL = ["example:mail#1", "example:mail#2"];

describe("a wrong command line", () => {
  it("is told in one sentence", async () => {
    for (const [args, message] of [
      [["share", "--group", "driver"], "Missing 1 required arg: source (SOURCE with one profile)"],
      [["diff", ...MAIL, "--top", "x"], "--top: Expected an integer but received: x"],
      [["diff", ...MAIL, "--margin", "0.5"], "--margin: Expected a number above 1 but received: 0.5"],
      [
        ["share", MAIL[0], "--group", "copy", "--level", "2"],
        "--level: Expected a number above 0 and below 1 but received: 2",
      ],
      [["diff", ...MAIL, "--quiet", "--verbose"], "--quiet cannot also be provided when using --verbose"],
      [["nosuch", "x", "y"], 'there is no command "nosuch"'],
      [["--nosuch"], 'there is no command "--nosuch"'],
      [["show", "-", "-"], "- stands twice, and standard input can be read only once"],
    ] as const) {
      const { status, stdout, stderr } = await spawnZcprof(args, { input: ["main;a 3\n"] });
      expect([args, status, stdout]).toEqual([args, 2, ""]);
      expect(stderr.split("\n")[0].replace(/^error\[[\w/-]+\]: /, "")).toBe(message);
    }
  });

  it("is answered with the command, flag or symbol that was meant", async () => {
    for (const [args, hint] of [
      [["dif", ...MAIL], "did you mean diff? zcprof --help lists the commands"],
      [["simluate", "--help"], "did you mean simulate? zcprof --help lists the commands"],
      [["frobnicate"], "zcprof --help lists the commands"],
      [["diff", ...MAIL, "--tpo", "3"], "did you mean --top? add --help to see what the command takes"],
      [["diff", ...MAIL, "--frobnicate"], "add --help to see what the command takes"],
      [["diff", ...MAIL, "--explain", "file_raed_actor"], "did you mean file_read_actor?"],
    ] as const) {
      const { status, stderr } = await spawnZcprof(args);
      expect([args, status]).toEqual([args, 2]);
      expect(stderr.trimEnd().split("\n").at(-1)).toBe(`  hint: ${hint}`);
    }
  });

  it("is told as JSON where JSON was asked for, an unknown command included", async () => {
    for (const args of [
      ["nosuch", "--json"],
      ["--json"],
      ["show", "example:mail", "--json", "--format", "csv"],
    ]) {
      const { status, stdout, stderr } = await spawnZcprof(args);
      expect([args, status, stderr]).toEqual([args, 2, ""]);
      expect(JSON.parse(stdout).schema).toBe("zcprof.error/1");
    }
    const { status } = await spawnZcprof(["show", "example:mail", "--json", "--format", "json"]);
    expect(status).toBe(0);
  });

  it("that would be taken for something else is refused with its place", async () => {
    const rules = join(mkdtempSync(join(tmpdir(), "zcprof-usage-")), "empty.json");
    writeFileSync(rules, "[]");
    for (const [args, code] of [
      [["groups", "--groups", rules], "groups/malformed"],
      [["diff", ...MAIL, "--map-symbol", "a=b=c"], "map-symbol/malformed"],
      [["share", MAIL[0], "--group", ""], "share/unknown-group"],
    ] as const) {
      const { status, stdout } = await spawnZcprof([...args, "--json"]);
      expect([args, status, JSON.parse(stdout).error.code]).toEqual([args, 2, code]);
    }
  });

  it.each([
    ["pprof", "README.md", "it is text, and pprof is binary data"],
    [
      "pprof",
      "fixtures/gprof/gprof.txt",
      "by its content it is gprof (has the heading of gprof's flat profile)",
    ],
    ["readprofile", "fixtures/pprof/go_copy_r1.cpu.pb.gz", "by its content it is pprof"],
    ["raw-profile", "fixtures/json/mail.json", "by its content it is json"],
  ])("that name %s for %s are told what it is, not that it is damaged", async (format, file, expected) => {
    const { status, stdout } = await spawnZcprof(["show", file, "--from", format, "--json"]);
    const { message, hint } = JSON.parse(stdout).error;
    expect([status, message]).toEqual([2, expect.stringContaining(`this is no ${format}: `)]);
    expect(hint).toContain(expected);
  });

  it("that name a format for a damaged file of it are told of the damage", async () => {
    const cut = join(mkdtempSync(join(tmpdir(), "zcprof-usage-")), "cut.pb");
    const bytes = gunzipSync(readFileSync("fixtures/pprof/go_copy_r1.cpu.pb.gz"));
    bytes[0] = 0x7f;
    writeFileSync(cut, bytes);
    const { status, stderr } = await spawnZcprof(["show", cut, "--from", "pprof"]);
    expect([status, stderr]).toEqual([2, expect.stringContaining("cut or damaged")]);
  });

  it("can hold its flags in any place: none swallows the words that follow it", async () => {
    const { status, stderr } = await spawnZcprof(["diff", "--quiet", "--without", "group:idle", ...MAIL]);
    expect([status, stderr]).toEqual([0, ""]);
    expect((await spawnZcprof(["share", "--group", "driver", "example:mail#3"])).status).toBe(0);
  });

  it("gets help by both spellings, and the drop-in answers --help itself", async () => {
    const [help, flag] = [await spawnZcprof(["help", "show"]), await spawnZcprof(["show", "--help"])];
    expect(help.stdout).toContain("USAGE");
    expect(help).toEqual(flag);
    const [own, short] = [
      await spawnZcprof(["readprofile", "--help"]),
      await spawnZcprof(["readprofile", "-h"]),
    ];
    expect(own.stdout).toContain("-m, --mapfile");
    expect(own).toEqual(short);
  });
});
