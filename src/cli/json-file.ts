import { readFileSync } from "node:fs";
import { ZcprofError } from "../model/zcprof-error.ts";
import { rememberInput } from "./input-files.ts";
import { inputError } from "./raw-input.ts";
import { messageOf } from "./system-error.ts";

/** Reads a text file that somebody wrote, not an empty one. Throws input errors. */
export function readTextFile(path: string): string {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (error) {
    throw inputError(path, error);
  }
  rememberInput(path);
  if (text.trim() !== "") return text;
  throw new ZcprofError("input", {
    code: "input/empty",
    message: `${path} is empty`,
    hint: "check the command that wrote it",
    location: { path },
  });
}

/** Reads a JSON file; what it holds is checked by whoever asked for it. Throws input and parse errors. */
export function readJsonFile(path: string): unknown {
  return parseJson(path, readTextFile(path));
}

/** Reads the text of a JSON file. Throws parse errors. */
export function parseJson(path: string, text: string): unknown {
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
