/**
 * The inner loops of raw profiles, in AssemblyScript with 128-bit SIMD: src/parsers/raw-core.ts drives it. It does what
 * comes once a word, a line or a row, and leaves to JavaScript whatever is unusual, so it knows one form of a line of a
 * symbol map and one layout of a row. The same in JavaScript: pickCounters() of src/parsers/raw-counters.ts, MapLineCursor,
 * writeRow() of src/parsers/readprofile-drop-in/listing-rows.ts.
 */

export {
  addressStart,
  indexStart,
  inputBytes,
  inputStart,
  mostLines,
  mostWords,
  nameStartStart,
  namesStart,
  rowLineStart,
  rowSizeStart,
  rowTicksStart,
  start,
  textStart,
  ticksStart,
} from "./raw/layout";
export { codeLinesRead, hasAddress, linesRead, readLines, rises } from "./raw/map-lines";
export { textWritten, writeRows } from "./raw/rows";
export { countersUsed, rowsTaken, takeTicks, ticksTaken, wordReached } from "./raw/ticks";
export { pickWords } from "./raw/words";
