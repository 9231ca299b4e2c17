import { countTooLarge, MAX_COUNT } from "../model/count-limit.ts";
import type { Diagnostic, Location } from "../model/diagnostic.ts";
import { ZcprofError } from "../model/zcprof-error.ts";
import { decodeLatin1 } from "./latin1-text.ts";
import { StackSamples } from "./stack-samples.ts";

const POSITION = /^(?:0x[0-9a-f]+|[+-]?\d+|\*)$/i;
const COMPRESSED = /^\((\d+)\)(?: (.*))?$/;
/** Keys that name something in the callgrind format, each sharing the numbers of its kind. */
const NAME_KINDS: Readonly<Record<string, string>> = {
  fl: "file",
  fi: "file",
  fe: "file",
  cfi: "file",
  cfl: "file",
  fn: "function",
  cfn: "function",
  ob: "object",
  cob: "object",
  jfi: "file",
  jfn: "function",
};
const NO_STACK = -1;

/** Reads cachegrind and callgrind files line by line; throws located parse errors. */
export class CostFileReader {
  readonly samples = new StackSamples();
  events: readonly string[] = [];
  commandLine = "";
  hasNegative = false;

  readonly #format: "cachegrind" | "callgrind";
  readonly #path: string;
  readonly #names = new Map<string, string>();
  #positions = 1;
  #file = "";
  #object = "";
  #function = "";
  #stack = NO_STACK;
  /** What the next line of costs is: the function's own, those of a call (inclusive), or only where a jump starts. */
  #expects: "self" | "call" | "jump" = "self";
  #arcs = 0;
  #sums: number[] = [];
  #stated: { readonly values: number[]; readonly place: Location } | null = null;
  #differs: Location | null = null;
  #isTotalled = false;

  constructor(format: "cachegrind" | "callgrind", path: string) {
    this.#format = format;
    this.#path = path;
  }

  /** Reads one line, without its end. */
  readLine(text: string, line: number): void {
    const first = text.charCodeAt(0);
    // A position: digit, + - or *. Nearly all lines.
    if ((first >= 48 && first <= 57) || first === 43 || first === 45 || first === 42) {
      this.#readCosts(text, line);
      return;
    }
    if (text === "" || text.startsWith("#")) return;
    const colon = /^([a-z]+): ?(.*)$/i.exec(text);
    if (colon !== null) {
      this.#readHeader(colon[1], colon[2].trim(), { path: this.#path, line, column: 1, text });
      return;
    }
    const equals = text.indexOf("=");
    if (equals > 0)
      this.#readName(text.slice(0, equals), text.slice(equals + 1), {
        path: this.#path,
        line,
        column: 1,
        text,
      });
    else
      this.#fail("unread-line", "expected costs, a name or a header", {
        path: this.#path,
        line,
        column: 1,
        text,
      });
  }

  /** Checks the sums; throws where the file's own total is another one, or is missing. */
  finish(): void {
    if (this.#isTotalled) return;
    if (this.#stated === null) {
      this.#fail(
        "no-total",
        `expected a ${this.#format === "cachegrind" ? "summary" : "totals"} line at the end, found none`,
        { path: this.#path },
        "the program was killed, or the file is cut",
      );
    }
    this.#check(this.#stated.values, this.#stated.place);
  }

  diagnostics(): Diagnostic[] {
    const notes: Diagnostic[] = [];
    if (this.#arcs > 0) {
      notes.push({
        code: `${this.#format}/arcs`,
        message: `${this.#arcs} calls with their inclusive costs are not kept; a function has its own cost only`,
      });
    }
    if (this.#differs !== null) {
      notes.push({
        code: `${this.#format}/summary`,
        message: "the summary line is not the sum of the costs; the totals line is",
        location: this.#differs,
      });
    }
    if (this.hasNegative) {
      notes.push({
        code: `${this.#format}/difference`,
        message:
          "the file holds differences: base and next are what fell and what rose, not what either run had",
        hint: "compare the two runs' own files",
      });
    }
    return notes;
  }

  #readHeader(key: string, value: string, place: Location): void {
    if (key === "events") {
      const events = value.split(/\s+/);
      if (this.events.length > 0 && events.join() !== this.events.join()) {
        this.#fail(
          "other-events",
          `expected the events ${this.events.join(" ")} again, found ${value}`,
          place,
        );
      }
      if (this.events.length === 0) for (const _ of events) this.samples.addMeasure();
      this.events = events;
      this.#sums = events.map(() => 0);
    } else if (key === "positions") {
      this.#positions = value.split(/\s+/).length;
    } else if (key === "cmd") {
      this.commandLine = value;
    } else if (key === "version" && value !== "1") {
      this.#fail("version", `expected version 1 of the callgrind format, found ${value}`, place);
    } else if (key === "summary" || key === "totals") {
      const values = value.split(/\s+/).map((cell) => this.#readCost(cell, place));
      if (key === "totals") {
        if (this.#stated !== null && !equal(this.#stated.values, values, this.events.length))
          this.#differs = this.#stated.place;
        this.#check(values, place);
        this.#isTotalled = true;
      }
      this.#stated = { values, place };
    }
  }

  #readName(key: string, value: string, place: Location): void {
    if (key === "calls") {
      this.#expects = "call";
      this.#arcs += 1;
      return;
    }
    if (key === "jump" || key === "jcnd") {
      this.#expects = "jump";
      return;
    }
    const kind = NAME_KINDS[key];
    if (kind === undefined) {
      // callgrind's calls to inlined frames and threads: none counts costs of its own.
      if (key === "rcalls" || key === "frfn" || key === "thread") return;
      this.#fail("unread-line", `expected costs, a name or a header, found ${JSON.stringify(key)}`, place);
    }
    const name = this.#expand(kind, value, place);
    if (key === "ob") this.#object = name;
    if (key === "fl" || key === "fi" || key === "fe") this.#file = name;
    if (key === "fn") this.#function = name;
    // Costs of inlined lines stay with their function; only cachegrind tells functions apart by the file.
    const isNew =
      key === "fn" ||
      (this.#format === "cachegrind" && (key === "fi" || key === "fe") && this.#function !== "");
    if (isNew) this.#stack = this.#intern(this.#function);
  }

  #intern(name: string): number {
    const { symbols, stacks } = this.samples;
    const object = this.#object.slice(this.#object.lastIndexOf("/") + 1);
    const known = this.#format === "cachegrind" ? this.#file : object;
    const module = symbols.internModule(known === "???" ? "" : decodeLatin1(known));
    const bytes = Buffer.from(name, "latin1");
    return stacks.intern(NO_STACK, symbols.intern(bytes, 0, bytes.length, module));
  }

  // (12) name states a number for a name, (12) alone stands for it.
  #expand(kind: string, value: string, place: Location): string {
    const match = this.#format === "callgrind" ? COMPRESSED.exec(value) : null;
    if (match === null) return value;
    const key = `${kind} ${match[1]}`;
    if (match[2] !== undefined) this.#names.set(key, match[2]);
    return (
      this.#names.get(key) ??
      this.#fail("dangling-name", `${kind} (${match[1]}) is used before it is named`, place)
    );
  }

  #readCosts(text: string, line: number): void {
    const cells = text.trimEnd().split(/ +/);
    const place = { path: this.#path, line, column: 1, text };
    const expects = this.#expects;
    this.#expects = "self";
    for (let i = 0; i < this.#positions; i++) {
      if (!POSITION.test(cells[i] ?? ""))
        this.#fail("bad-position", `expected ${this.#positions} positions`, place);
    }
    if (cells.length - this.#positions > this.events.length) {
      this.#fail(
        "too-many-costs",
        `expected at most ${this.events.length} costs, found ${cells.length - this.#positions}`,
        place,
      );
    }
    if (expects !== "self") return;
    if (this.#stack === NO_STACK) this.#fail("no-function", "expected fn= before the first costs", place);
    const sample = this.samples.sampleOf(this.#stack, line);
    for (let i = this.#positions; i < cells.length; i++) {
      const cost = cells[i] === "." ? 0 : this.#readCost(cells[i], place);
      if (cost < 0) this.hasNegative = true;
      this.samples.add(sample, i - this.#positions, cost);
      this.#sums[i - this.#positions] += cost;
    }
  }

  #readCost(cell: string, place: Location): number {
    const cost = /^-?\d+$/.test(cell) ? Number(cell) : Number.NaN;
    if (Math.abs(cost) <= MAX_COUNT && !(cost < 0 && this.#format === "callgrind")) return cost;
    const location = { ...place, column: (place.text?.indexOf(` ${cell}`) ?? -1) + 2 };
    if (Math.abs(cost) > MAX_COUNT) throw countTooLarge(cell, location);
    return this.#fail("bad-cost", `expected a cost, found ${JSON.stringify(cell)}`, location);
  }

  #check(stated: readonly number[], place: Location): void {
    for (const [i, event] of this.events.entries()) {
      if (this.#sums[i] === (stated[i] ?? 0)) continue;
      this.#fail(
        "wrong-total",
        `the costs of ${event} add up to ${this.#sums[i]}, and this line states ${stated[i] ?? 0}`,
        place,
        "the file is cut, damaged or was changed by hand",
      );
    }
    this.#sums = this.events.map(() => 0);
  }

  #fail(code: string, message: string, location: Location, hint?: string): never {
    throw new ZcprofError("parse", {
      code: `${this.#format}/${code}`,
      message,
      ...(hint === undefined ? {} : { hint }),
      location,
    });
  }
}

function equal(a: readonly number[], b: readonly number[], length: number): boolean {
  for (let i = 0; i < length; i++) if ((a[i] ?? 0) !== (b[i] ?? 0)) return false;
  return true;
}
