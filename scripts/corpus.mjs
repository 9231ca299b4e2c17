// Checks zcprof against recorded profiles: `npm run corpus -- DIR`, where DIR holds manifest.json (which command
// printed which file), maps/, profile/SET/, odd/ and locale/, and for the second part, corpus-modern.mjs, perf/, pprof/
// and valgrind/. Prints counts and every failure; exits 1 on any.
import { existsSync, readFileSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { gunzipSync } from "node:zlib";
import { register } from "tsx/esm/api";

register();
const { runReadprofile } = await import("../src/parsers/readprofile-drop-in/run-readprofile.ts");
const { rawProfile } = await import("../src/parsers/raw-profile.ts");
const { readSymbolMap } = await import("../src/parsers/symbol-map.ts");
const { readprofileText } = await import("../src/parsers/readprofile-text.ts");

if (process.argv[2] === undefined) {
  console.error("usage: npm run corpus -- DIR");
  process.exit(2);
}
const root = resolve(process.argv[2]);
const { files } = JSON.parse(readFileSync(join(root, "manifest.json"), "utf8"));

const counts = new Map();
const failures = [];
const opened = new Map();
const maps = new Map();

/** Runs one check: no return value and no error is a pass. */
async function check(kind, file, run) {
  const tally = counts.get(kind) ?? { passed: 0, failed: 0 };
  counts.set(kind, tally);
  try {
    await run();
    tally.passed++;
  } catch (error) {
    tally.failed++;
    failures.push(`${kind}: ${file}: ${error.message}`);
  }
}

function demand(condition, message) {
  if (!condition) throw new Error(message);
}

function open(file) {
  const bytes = readFileSync(join(root, file));
  return file.endsWith(".gz") ? gunzipSync(bytes) : bytes;
}

/** Maps are kept, as all profiles of one kernel share one. */
function openMap(file) {
  if (!opened.has(file)) opened.set(file, open(file));
  return opened.get(file);
}

function readMap(file) {
  if (!maps.has(file)) maps.set(file, readSymbolMap(sourceOf(file, openMap(file))));
  return maps.get(file);
}

function sourceOf(path, bytes) {
  return {
    path,
    blocks: async function* () {
      yield bytes;
    },
  };
}

const OPTIONS = { formatReason: "corpus", checksum: null };

/** A machine with these files and nothing else, which keeps what is printed. */
function machine(known) {
  return {
    printed: [],
    kernelRelease: "corpus",
    posixlyCorrect: false,
    open: (path) => {
      if (!(path in known)) throw Object.assign(new Error(path), { code: "ENOENT" });
      return { size: known[path].length, blocks: [known[path]] };
    },
    writeFile: () => {
      throw new Error("the corpus writes nothing");
    },
    async print(bytes) {
      this.printed.push(Buffer.from(bytes));
    },
  };
}

/** Runs the drop-in; returns its status, standard error, and standard output. */
async function runDropIn(words, known) {
  const files = machine(known);
  return { ...(await runReadprofile(words, files)), stdout: Buffer.concat(files.printed) };
}

function demandSame(found, expected, what) {
  if (Buffer.compare(found, expected) === 0) return;
  let at = 0;
  while (at < found.length && found[at] === expected[at]) at++;
  throw new Error(`${what} differs from byte ${at} on (${found.length} instead of ${expected.length} bytes)`);
}

/** Adds up the ticks of a default or -v listing by its own rows, as awk would. */
function sumRows(text) {
  let sum = 0;
  for (const line of text.split("\n")) {
    const words = line.trim().split(/\s+/);
    if (words.length < 2 || line.startsWith("\t") || words.includes("total") || words.includes("gesamt"))
      continue;
    sum += Number(/^[0-9a-f]{16}$/.test(words[0]) ? words[2] : words[0]);
  }
  return sum;
}

// The kallsyms of the guest were not kept for the small kernel, and its order of aliases is not that of System.map.
const GUEST_MAPS = { deb_lo: "maps/kallsyms-deb.gz" };

for (const entry of files.filter(({ kind }) => kind === "raw /proc/profile")) {
  const { file, set, id, map } = entry;
  const words = open(file);
  const view = new DataView(words.buffer, words.byteOffset, words.length);
  await check("raw profile, exact attribution", file, async () => {
    const [profile] = await rawProfile.parse(sourceOf(file, words), { ...OPTIONS, map: await readMap(map) });
    const [{ counts: ticks, low, high, total }] = profile.measures;
    let sum = 0;
    for (let at = 4; at < words.length; at += 4) sum += view.getUint32(at, true);
    demand(sum === entry.raw_ticks, `the manifest has ${entry.raw_ticks} ticks, the file ${sum}`);
    demand(total === sum, `${total} ticks instead of ${sum}`);
    demand(ticks.every(Number.isInteger), "a count is no whole number");
    demand(
      low === null || ticks.every((count, i) => low[i] <= count && count <= high[i]),
      "a count lies outside of its bounds",
    );
  });
  const printed = files.filter(
    (other) => other.set === set && other.id === id && /^readprofile text$/.test(other.kind),
  );
  for (const { file: text, cmd, from } of printed) {
    const guest = from.startsWith("guest");
    const mapFile = guest ? GUEST_MAPS[set] : map;
    if (mapFile === undefined || basename(text).includes(".live-")) continue;
    await check("zcprof readprofile, recorded text", text, async () => {
      const modes = cmd.split(" ").filter((word) => /^-[vabsi]$/.test(word));
      const known = { map: openMap(mapFile), profile: words };
      const result = await runDropIn([...modes, "-m", "map", "-p", "profile"], known);
      demandSame(result.stdout, open(text), "the text");
      demand(result.status === 0 && result.stderr === "", `status ${result.status}, ${result.stderr}`);
    });
  }
}

for (const { file, cmd, kind } of files) {
  if (!kind.startsWith("readprofile text")) continue;
  const modes = (cmd ?? "").split("|")[0].split(" ");
  const [bytes, isInfo, isBins] = [open(file), modes.includes("-i"), modes.includes("-b")];
  if (isInfo) {
    await check("readprofile text without ticks, refused", file, () =>
      demandRefusal(() => readprofileText.parse(sourceOf(file, bytes), OPTIONS)),
    );
  } else {
    await check("readprofile text, no lost tick", file, async () => {
      const text = Buffer.from(bytes).toString("latin1");
      const profiles = await readprofileText.parse(sourceOf(file, bytes), OPTIONS);
      demand(profiles.length === 1, `${profiles.length} listings instead of 1`);
      const sum = isBins ? sumBins(text) : sumRows(text.replaceAll(",", "."));
      demand(
        profiles[0].measures[0].listed === sum,
        `${profiles[0].measures[0].listed} ticks listed instead of ${sum}`,
      );
    });
  }
}

function sumBins(text) {
  let sum = 0;
  for (const [, , ticks] of text.matchAll(/^\t([0-9a-f]+)\t(\d+)$/gm)) sum += Number(ticks);
  return sum + Number(/^ *(\d+) \*unknown\*$/m.exec(text)?.[1] ?? 0);
}

/** Demands an error that names the file, with a reason and a hint. */
async function demandRefusal(read) {
  let error = null;
  try {
    await read();
  } catch (thrown) {
    error = thrown;
  }
  demand(error !== null, "was read");
  demand(error.name === "ZcprofError", `failed with ${error.stack}`);
  demand(
    error.location?.path !== undefined && error.message !== "" && error.hint !== undefined,
    `refused without place or hint: ${error.message}`,
  );
}

const tinyMap = "maps/System.map-6.1-zclab-tiny.gz";
if (existsSync(join(root, "odd"))) {
  const whole = open("profile/var_tiny_p6/copy_r1.profile.gz");
  const stepZero = Uint8Array.from(whole);
  stepZero.fill(0, 0, 4);
  const known = {
    "System.map.tiny": openMap(tinyMap),
    o_p6_be: open("odd/p6_bigendian.profile.gz"),
    o_p6_trunc: whole.subarray(0, 200_000),
    o_p6_odd: whole.subarray(0, whole.length - 1),
    o_empty: new Uint8Array(0),
    o_step0: stepZero,
    o_deb: open("profile/deb_lo/copy_r1.profile.gz"),
  };
  const stub = open("odd/System.map-stub-debian");
  for (const line of readFileSync(join(root, "odd/commands.txt"), "utf8").trim().split("\n")) {
    const [name, status, command] = line.split("|");
    const recorded = ["out", "err"]
      .map((end) => `odd/${name}.${end}`)
      .map((path) => (existsSync(join(root, path)) ? open(path) : null));
    if (recorded.every((bytes) => bytes === null)) continue;
    await check("zcprof readprofile, odd inputs", name, async () => {
      const words = command.split(" ").slice(1);
      const mapPath = words[words.indexOf("-m") + 1];
      const result = await runDropIn(words, name === "stubmap" ? { ...known, [mapPath]: stub } : known);
      if (recorded[0] !== null) demandSame(result.stdout, recorded[0], "the text");
      if (recorded[1] !== null) demandSame(Buffer.from(result.stderr, "latin1"), recorded[1], "the message");
      demand(`rc=${result.status}` === status, `status ${result.status} instead of ${status}`);
    });
  }
  const map = await readMap(tinyMap);
  await check("raw profile, odd inputs read right", "o_p6_be", async () => {
    const [[swapped], [plain]] = await Promise.all(
      [known.o_p6_be, whole].map((bytes) => rawProfile.parse(sourceOf("raw", bytes), { ...OPTIONS, map })),
    );
    demand(
      Buffer.compare(
        Buffer.from(swapped.measures[0].counts.buffer),
        Buffer.from(plain.measures[0].counts.buffer),
      ) === 0,
      "counts differ",
    );
  });
  for (const name of ["o_p6_trunc", "o_p6_odd", "o_empty", "o_step0", "o_deb"]) {
    await check("raw profile, odd inputs refused", name, () =>
      demandRefusal(() => rawProfile.parse(sourceOf(name, known[name]), { ...OPTIONS, map })),
    );
  }
  await check("raw profile, odd inputs refused", "stub map", () =>
    demandRefusal(() => readSymbolMap(sourceOf("stub", stub))),
  );
  await check("raw profile, odd inputs refused", "no map", () =>
    demandRefusal(() => rawProfile.parse(sourceOf("whole", whole), OPTIONS)),
  );
}

for (const [kind, { passed, failed }] of counts)
  console.log(`${String(passed).padStart(5)} passed ${String(failed).padStart(4)} failed  ${kind}`);
for (const failure of failures) console.log(failure);
if (failures.length > 0) process.exitCode = 1;

if (["perf", "pprof", "valgrind"].every((folder) => existsSync(join(root, folder))))
  await import("./corpus-modern.mjs");
