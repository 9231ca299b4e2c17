import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Gives a run of the tests one folder for all that they put into temporary ones, and takes it away at the end. */
export default function openTemporaryFolder(): () => void {
  const folder = mkdtempSync(join(tmpdir(), "zcprof-tests-"));
  // Where os.tmpdir() looks, in the processes of the tests and in those that they hand their environment to.
  process.env["TMPDIR"] = folder;
  return () => rmSync(folder, { recursive: true, force: true });
}
