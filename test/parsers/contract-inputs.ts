import { existsSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Profile } from "../../src/model/profile.ts";
import { decodeSource } from "../../src/parsers/decode-source.ts";
import type { Parser } from "../../src/parsers/parser.ts";
import { readSymbolMap } from "../../src/parsers/symbol-map.ts";
import { readFixture, sourceOf } from "./fixture-source.ts";

// docs/adding-a-format.md describes fixtures/<format id>/ and its contract.json.
export interface Input {
  /** Symbol map, beside the input. */
  readonly map?: string;
  /** Whatever is cut off must show: the format has a total, a length or an end mark. */
  readonly endMark?: boolean;
  /** The reader knows the format and refuses it with this code. */
  readonly refused?: string;
}

const fixtures = fileURLToPath(new URL("../../fixtures/", import.meta.url));

/** Reads bytes as a format, with the map of the input they stand for. */
export async function readInput(
  parser: Parser,
  bytes: Uint8Array,
  input: Input,
  blockBytes?: number,
): Promise<readonly Profile[]> {
  const { source } = await decodeSource("input", sourceOf(bytes, "input", blockBytes).blocks(), "");
  const map =
    input.map === undefined
      ? undefined
      : await readSymbolMap(sourceOf(readFixture(input.map), input.map, blockBytes));
  return parser.parse(source, {
    formatReason: "test",
    checksum: null,
    ...(map === undefined ? {} : { map }),
  });
}

/** Lists the fixtures of a format, paths from fixtures/. */
export function listInputs(parser: Parser): [file: string, input: Input][] {
  const folder = `${fixtures}${parser.id}`;
  if (!existsSync(folder)) return [];
  if (existsSync(`${folder}/contract.json`)) {
    const { inputs }: { inputs: Record<string, Input> } = JSON.parse(
      readFileSync(`${folder}/contract.json`, "utf8"),
    );
    return Object.entries(inputs).map(([file, { map, ...input }]) => [
      `${parser.id}/${file}`,
      map === undefined ? input : { ...input, map: `${parser.id}/${map}` },
    ]);
  }
  return readdirSync(folder)
    .filter((file) => !file.endsWith(".md"))
    .map((file) => [`${parser.id}/${file}`, {}]);
}
