import { ZcprofError } from "../model/zcprof-error.ts";
import { writeResult } from "./output.ts";
import { terminalOf } from "./standard-streams.ts";

/** Writes bytes into a file or a pipe. Throws a usage error where a terminal would get them. */
export async function writeBinary(path: string | undefined, bytes: Uint8Array, what: string): Promise<void> {
  if (path === undefined && terminalOf("stdout") !== null) {
    throw new ZcprofError("usage", {
      code: "output/binary-to-terminal",
      message: `${what} is binary and would garble the terminal`,
      hint: "give -o FILE",
    });
  }
  await writeResult(path, bytes);
}
