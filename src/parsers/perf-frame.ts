const SPACE = 32;
const OPEN = 40;
const CLOSE = 41;

/** Where the parts of a frame stand: symbol name, and DSO without its parentheses (empty where none is printed). */
export interface PerfFrame {
  nameStart: number;
  nameEnd: number;
  dsoStart: number;
  dsoEnd: number;
}

/**
 * Takes apart what follows the address of a frame, bytes[start .. end):
 *
 *     tcp_sendmsg_locked+0xd25 ([kernel.kallsyms])
 *     busy(char const*, int)::{lambda(int)#1}::operator()+0xab (/usr/bin/odd (deleted))
 *     std::vector<int>::push_back (inlined)
 *     [unknown] ([unknown])
 *
 * The DSO is the last balanced group of parentheses, if it stands after a space and ends the line: without one
 * (perf script -F ip,sym) the parentheses of `operator()` belong to the name.
 */
export function readPerfFrame(bytes: Uint8Array, start: number, end: number, into: PerfFrame): void {
  let nameStart = start;
  while (nameStart < end && bytes[nameStart] === SPACE) nameStart += 1;
  let nameEnd = end;
  while (nameEnd > nameStart && bytes[nameEnd - 1] === SPACE) nameEnd -= 1;
  into.dsoStart = into.dsoEnd = nameEnd;
  const offsetInDso = findOffset(bytes, nameStart, nameEnd);
  const close = (bytes[offsetInDso - 1] === CLOSE ? offsetInDso : nameEnd) - 1;
  if (close > nameStart && bytes[close] === CLOSE) {
    const open = findOpening(bytes, nameStart, close);
    if (open >= nameStart && (open === nameStart || bytes[open - 1] === SPACE)) {
      into.dsoStart = open + 1;
      into.dsoEnd = close;
      nameEnd = open;
      while (nameEnd > nameStart && bytes[nameEnd - 1] === SPACE) nameEnd -= 1;
    }
  }
  into.nameStart = nameStart;
  into.nameEnd = findOffset(bytes, nameStart, nameEnd);
}

// Start of a trailing +0xHEX, or `end` where there is none.
function findOffset(bytes: Uint8Array, start: number, end: number): number {
  let at = end;
  while (at > start && isHex(bytes[at - 1])) at -= 1;
  return at < end &&
    at - 3 >= start &&
    bytes[at - 1] === 0x78 &&
    bytes[at - 2] === 0x30 &&
    bytes[at - 3] === 0x2b
    ? at - 3
    : end;
}

function findOpening(bytes: Uint8Array, start: number, close: number): number {
  let depth = 0;
  for (let at = close; at >= start; at--) {
    if (bytes[at] === CLOSE) depth += 1;
    else if (bytes[at] === OPEN && --depth === 0) return at;
  }
  return -1;
}

function isHex(byte: number): boolean {
  return (byte >= 48 && byte <= 57) || (byte >= 0x61 && byte <= 0x66);
}
