import type { Head, Sniff } from "./parser.ts";
import { isFrameAt, PerfScriptEvent } from "./perf-script-event.ts";

const TAB = 9;
const LINE_FEED = 10;
const SPACE = 32;
const HASH = 35;

/** Lines that are looked at, header lines not counted. */
const LINES = 40;

/** Decides by the first lines: an event line of perf script, or frames without event lines (-F ip,sym). */
export function sniffPerfScript(head: Head): Sniff {
  const { bytes } = head;
  const event = new PerfScriptEvent();
  let frames = 0;
  let others = 0;
  let lines = 0;
  for (let at = 0; at < bytes.length && lines < LINES; ) {
    let end = bytes.indexOf(LINE_FEED, at);
    if (end < 0) end = bytes.length;
    if (end > at + 1 && !(bytes[at] === HASH && lines === 0)) {
      lines += 1;
      if (
        (bytes[at] === TAB || bytes[at] === SPACE) &&
        isFrameAt(bytes, at, bytes[end - 1] === 13 ? end - 1 : end)
      ) {
        frames += 1;
      } else {
        event.parse(bytes, at, end);
        if (event.kind !== "none" && others === 0) {
          return {
            answer: "yes",
            reason: "has a line of comm, thread id and event, as perf script prints them",
          };
        }
        if (!(bytes[at] === SPACE && bytes[at + 1] === SPACE && frames > 0)) others += 1;
      }
    }
    at = end + 1;
  }
  return frames > 0 && others === 0
    ? { answer: "yes", reason: "has frames of a 16-column address and a symbol, as perf script prints them" }
    : { answer: "no", reason: "has no event line of perf script" };
}
