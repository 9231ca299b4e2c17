import { isUtf8 } from "node:buffer";
import type { Profile } from "../model/profile.ts";
import { ZcprofError } from "../model/zcprof-error.ts";
import type { Parser } from "../parsers/parser.ts";
import { PARSERS } from "../parsers/registry.ts";
import { writeResult, writeVerbatim } from "./output.ts";
import { terminalOf, writeNotice } from "./standard-streams.ts";

type Writer = Parser & Required<Pick<Parser, "write">>;

/** Formats that can be written. */
export const PROFILE_WRITERS: readonly Writer[] = PARSERS.filter(
  (parser): parser is Writer => parser.write !== undefined,
);

/** Writes profiles in a format, whole into a file or to standard output; what the format cannot hold is said. Throws usage and input errors. */
export async function writeProfiles(
  profiles: readonly Profile[],
  format: string,
  { output, quiet }: { readonly output?: string | undefined; readonly quiet: boolean },
): Promise<void> {
  const writer = PROFILE_WRITERS.find(({ id }) => id === format);
  if (writer === undefined) throw new Error(`no writer ${format}`);
  for (const loss of writer.losses?.(profiles) ?? []) {
    if (!quiet) writeNotice(`note[convert/loss]: ${loss}\n`);
  }
  const bytes = writer.write(profiles);
  if (output === undefined && terminalOf("stdout") !== null)
    await writeVerbatim(undefined, textOf(bytes, format));
  else await writeResult(output, bytes);
}

function textOf(bytes: Uint8Array, format: string): string {
  if (isUtf8(bytes) && !bytes.includes(0)) return Buffer.from(bytes).toString();
  throw new ZcprofError("usage", {
    code: "convert/binary-to-terminal",
    message: `${format} is binary and would garble the terminal`,
    hint: "give -o FILE",
  });
}
