import { describe, expect, it } from "vitest";
import { spawnZcprof } from "./spawn-zcprof.ts";

const HEAP = "fixtures/pprof/go_copy_r1.heap.pb.gz";
// go tool pprof takes the last sample type of a file that names no default
const NOTE = "not of alloc_objects, alloc_space, inuse_objects";

describe("a file with several events", () => {
  it("is shown with a note that names the one that was taken and the others", async () => {
    const { status, stderr } = await spawnZcprof(["show", HEAP]);
    expect(status).toBe(0);
    expect(stderr.replaceAll("\n", " ")).toContain(`the numbers of inuse_space, ${NOTE}`);
    const named = await spawnZcprof(["show", HEAP, "--event", "alloc_space", "--json"]);
    expect(named.stderr).toBe("");
    expect(JSON.parse(named.stdout)).toMatchObject({ profiles: [{ event: "alloc_space", unit: "bytes" }] });
  });

  it("is converted with all of them, without that note", async () => {
    const { status, stdout, stderr } = await spawnZcprof(["convert", HEAP, "--to", "json"]);
    expect(status).toBe(0);
    expect(stderr).not.toContain(NOTE);
    const { profiles }: { profiles: { event: string }[] } = JSON.parse(stdout);
    expect(profiles.map(({ event }) => event)).toEqual([
      "alloc_objects",
      "alloc_space",
      "inuse_objects",
      "inuse_space",
    ]);
  });
});
