import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { ROOT } from "../cli/spawn-zcprof.ts";
import { readLock } from "./project-json.ts";

// Licences that let the code go with a program under the MIT licence, and ask for no more than their text beside it.
const PERMISSIVE = ["MIT", "ISC", "BSD-2-Clause", "BSD-3-Clause", "Apache-2.0", "BlueOak-1.0.0", "0BSD"];

const file = readFileSync(join(ROOT, "THIRD-PARTY-LICENSES"), "utf8");
const [list, ...texts] = file.split(/\n\n(?=\S[^\n]* \d[^\n]*:\n\n)/);
const listed = [...list.matchAll(/^ {2}(\S+) (\S+) {2}(\S+)$/gm)].map(([, name, version, licence]) => ({
  name,
  version,
  licence,
}));
const locked = [...readLock()];

describe("what is bundled", () => {
  it("is under permissive licences", () => {
    expect(listed.length).toBeGreaterThan(20);
    expect(listed.filter(({ licence }) => !PERMISSIVE.includes(licence))).toEqual([]);
  });

  it("stands in the list with the licence that the lock has for it", () => {
    const facts = listed.map(({ name, version }) =>
      locked.find(([path, entry]) => path.endsWith(`node_modules/${name}`) && entry.version === version),
    );
    // jstat states its licence in a form that npm no longer reads.
    const stated = listed.map(({ name, licence }) => (name === "jstat" ? undefined : licence));
    expect(facts.map((entry) => entry?.[1].license)).toEqual(stated);
  });

  it("has every package that the sources import, with its text", () => {
    const sources = readdirSync(join(ROOT, "src"), { recursive: true, encoding: "utf8" })
      .filter((name) => /\.tsx?$/.test(name))
      .map((name) => readFileSync(join(ROOT, "src", name), "utf8"));
    const imported = new Set(
      sources.flatMap((text) =>
        [...text.matchAll(/\b(?:from|import\() ?"(@[\w.-]+\/[\w.-]+|\w[\w.-]*)(?:\/[^"]*)?"/g)].map(
          ([, name]) => name,
        ),
      ),
    );
    expect([...imported]).toEqual(expect.arrayContaining(["@oclif/core", "csv-parse", "ink"]));
    const names = listed.map(({ name }) => name);
    expect([...imported].filter((name) => !names.includes(name))).toEqual([]);
  });

  it("has a text for every package", () => {
    const textOf = new Map(
      texts.flatMap((text) => {
        const [heading, ...words] = text.split(":\n\n");
        return heading.split(", ").map((key) => [key, words.join(" ")] as const);
      }),
    );
    const bare = listed.filter(
      ({ name, version }) =>
        !/\bCopyright (?!notice)|Blue Oak|released under the MIT/.test(
          textOf.get(`${name} ${version}`) ?? "",
        ),
    );
    expect(bare).toEqual([]);
  });
});
