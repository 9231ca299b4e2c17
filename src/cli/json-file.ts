import { readFileSync } from "node:fs";
import { ZcprofError } from "../model/zcprof-error.ts";
import { inputError } from "./raw-input.ts";
import { messageOf } from "./system-error.ts";

/** Reads a JSON file; what it holds is checked by whoever asked for it. Throws input and parse errors. */
export function readJsonFile(path: string): unknown {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (error) {
    throw inputError(path, error);
  }
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new ZcprofError("parse", {
      code: "json/syntax",
      message: `${path} is no JSON: ${messageOf(error)}`,
      hint: "a comma after the last entry and single quotes are the usual causes",
      location: { path },
    });
  }
}
