const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;
const SPACE = 32;
const MINUS = 45;
const DOT = 46;
const SLASH = 47;
const COLON = 58;

/** perf prints the period as %10lu after one space; a thread id, %5d, never reaches so far. Needed where no time stands between. */
const PERIOD_WIDTH = 10;

const RECORD = Buffer.from("PERF_RECORD_");

/**
 * The line that opens a sample, taken apart without making a string:
 *
 *     zcw  3887 [001]  1029.574147:    1003009 cpu-clock:  ffffffff816dfdb6 __d_lookup_rcu+0x56 ([kernel.kallsyms])
 *     |comm |tid |cpu   |time            |period |event    |rest
 *     (paren) 12 23657  1849.898908: cpu-clock:
 *
 * A comm may hold spaces and numbers, so the thread id is the first number after which everything else fits.
 * Producer: perf_sample__fprintf_start and process_event in
 * https://github.com/torvalds/linux/blob/master/tools/perf/builtin-script.c
 */
export class PerfScriptEvent {
  /** What the last parsed line is: a sample, a PERF_RECORD_ line (mmap, comm, lost), or neither. */
  kind: "sample" | "record" | "none" = "none";
  commStart = 0;
  commEnd = 0;
  /** -1 where the line states none. */
  timeStart = -1;
  /** NaN where the line states none. */
  period = Number.NaN;
  /** Empty where the line states none. */
  eventStart = 0;
  eventEnd = 0;
  /** Where the text after the event's colon starts. */
  rest = 0;

  /** Takes apart the line bytes[start .. end), without its line end. */
  parse(bytes: Uint8Array, start: number, end: number): void {
    this.kind = "none";
    this.timeStart = -1;
    let at = start;
    while (at < end && bytes[at] === SPACE) at += 1;
    this.commStart = at;
    let tokenBefore = at;
    while (at < end) {
      if (isDigit(bytes[at]) || bytes[at] === MINUS) {
        const afterTime = readTime(bytes, at, end);
        const afterTid = afterTime < 0 ? readThread(bytes, at, end) : -1;
        if (afterTime >= 0) this.timeStart = at;
        const fits =
          afterTime >= 0
            ? this.#readEvent(bytes, afterTime, end, true)
            : afterTid >= 0 && this.#readTail(bytes, afterTid, end);
        if (fits) {
          this.commEnd = tokenBefore;
          return;
        }
      }
      while (at < end && bytes[at] !== SPACE) at += 1;
      tokenBefore = at;
      while (at < end && bytes[at] === SPACE) at += 1;
    }
  }

  // [cpu] time: period event:
  #readTail(bytes: Uint8Array, from: number, end: number): boolean {
    let at = skipSpaces(bytes, from, end);
    if (bytes[at] === 0x5b) {
      let close = at + 1;
      while (close < end && isDigit(bytes[close])) close += 1;
      if (close === at + 1 || bytes[close] !== 0x5d || bytes[close + 1] !== SPACE) return false;
      from = close + 1;
      at = skipSpaces(bytes, from, end);
    }
    const afterTime = readTime(bytes, at, end);
    this.timeStart = afterTime < 0 ? -1 : at;
    return this.#readEvent(bytes, afterTime < 0 ? from : afterTime, end, afterTime >= 0);
  }

  #readEvent(bytes: Uint8Array, from: number, end: number, hasTime: boolean): boolean {
    let at = skipSpaces(bytes, from, end);
    let period = 0;
    let digits = at;
    while (digits < end && isDigit(bytes[digits])) period = period * 10 + (bytes[digits++] - 48);
    if (digits > at && bytes[digits] === SPACE && (hasTime || digits - from - 1 >= PERIOD_WIDTH)) {
      this.period = period;
      at = skipSpaces(bytes, digits, end);
    } else {
      this.period = Number.NaN;
    }
    this.eventStart = at;
    if (startsWith(bytes, at, RECORD)) {
      this.kind = "record";
      this.eventEnd = end;
      return true;
    }
    for (let colon = at; colon < end && bytes[colon] !== SPACE; colon++) {
      if (bytes[colon] !== COLON || colon === at) continue;
      const next = bytes[colon + 1];
      if (next !== SPACE && next !== LINE_FEED && next !== CARRIAGE_RETURN) continue;
      this.eventEnd = colon;
      this.rest = colon + 1;
      this.kind = "sample";
      return true;
    }
    // perf script -F without `event`: the frame, or nothing, follows the last field and its space.
    const fieldEnd = Number.isNaN(this.period) ? from : digits;
    if (!hasTime || (at < end && !isFrameAt(bytes, fieldEnd + 1, end))) return false;
    this.eventStart = fieldEnd;
    this.eventEnd = fieldEnd;
    this.rest = fieldEnd;
    this.kind = "sample";
    return true;
  }
}

/** Returns whether a frame stands at `at`: one space or tab, an address right-aligned in 16 columns, then a space or the end. */
export function isFrameAt(bytes: Uint8Array, at: number, end: number): boolean {
  if (at + 17 > end || (bytes[at] !== SPACE && bytes[at] !== 9)) return false;
  let digit = at + 1;
  while (digit < at + 16 && bytes[digit] === SPACE) digit += 1;
  for (; digit < at + 17; digit++) {
    const byte = bytes[digit] | 0x20;
    if (!(isDigit(bytes[digit]) || (byte >= 0x61 && byte <= 0x66))) return false;
  }
  return at + 17 === end || bytes[at + 17] === SPACE;
}

// 1029.574147: and a space or the end of the line
function readTime(bytes: Uint8Array, at: number, end: number): number {
  let digit = at;
  while (digit < end && isDigit(bytes[digit])) digit += 1;
  if (digit === at || bytes[digit] !== DOT) return -1;
  const fraction = digit + 1;
  digit = fraction;
  while (digit < end && isDigit(bytes[digit])) digit += 1;
  if (digit === fraction || bytes[digit] !== COLON) return -1;
  return digit + 1 === end || bytes[digit + 1] === SPACE ? digit + 1 : -1;
}

// 3887 or 3887/3888 and a space; perf writes -1 for a thread it knows nothing of
function readThread(bytes: Uint8Array, at: number, end: number): number {
  let digit = bytes[at] === MINUS ? at + 1 : at;
  while (digit < end && isDigit(bytes[digit])) digit += 1;
  if (bytes[digit] === SLASH) {
    const second = digit + 1;
    digit = second;
    while (digit < end && isDigit(bytes[digit])) digit += 1;
    if (digit === second) return -1;
  }
  return digit > at && bytes[digit] === SPACE ? digit : -1;
}

function skipSpaces(bytes: Uint8Array, at: number, end: number): number {
  let next = at;
  while (next < end && bytes[next] === SPACE) next += 1;
  return next;
}

function startsWith(bytes: Uint8Array, at: number, text: Uint8Array): boolean {
  for (let i = 0; i < text.length; i++) if (bytes[at + i] !== text[i]) return false;
  return true;
}

function isDigit(byte: number): boolean {
  return byte >= 48 && byte <= 57;
}
