import { ZcprofError } from "../model/zcprof-error.ts";

const LONGEST_SHOWN = 200;
const STUB = "The real System.map is in";

/** Returns the error for a line of a symbol map, which stretches to a newline: place, what was expected, what stands there. */
export function describeMapDamage(path: string, line: number, bytes: Uint8Array): ZcprofError {
  const text = new TextDecoder().decode(bytes.subarray(0, Math.min(bytes.indexOf(10), LONGEST_SHOWN)));
  if (text.includes(STUB)) return describeStub(path, text);
  const { column, expected } = findFault(text);
  const found = text.slice(column - 1).trimEnd();
  return new ZcprofError("parse", {
    code: "symbol-map/bad-line",
    message: `expected ${expected}, found ${found === "" ? "the end of the line" : JSON.stringify(found.slice(0, 40))}`,
    hint: "a map has lines such as `ffffffff81000000 T _stext`; take System.map or /proc/kallsyms as it is",
    location: { path, line, column, text: text.trimEnd() },
  });
}

/** Returns the error for the stub that Debian installs as /boot/System.map-VERSION. */
function describeStub(path: string, text: string): ZcprofError {
  return new ZcprofError("input", {
    code: "symbol-map/stub",
    message: `this is no symbol map, only a note: ${JSON.stringify(text.slice(text.indexOf(STUB)).trimEnd())}`,
    hint: "install linux-image-$(uname -r)-dbg and use /usr/lib/debug/boot/System.map-$(uname -r), or save /proc/kallsyms as root",
    location: { path, line: 1 },
  });
}

function findFault(text: string): { column: number; expected: string } {
  const address = /^[0-9a-fA-F]*/.exec(text)?.[0].length ?? 0;
  if (address === 0) return { column: 1, expected: "a hexadecimal address" };
  if (address > 16) return { column: 1, expected: "an address of at most 16 hexadecimal digits" };
  if (text[address] !== " ") return { column: address + 1, expected: "a space after the address" };
  const letter = /^[!-~] /.exec(text.slice(address + 1));
  if (letter === null)
    return { column: address + 2, expected: "one letter for the kind of symbol, and a space" };
  const name = /^[^\s]*/.exec(text.slice(address + 3))?.[0].length ?? 0;
  if (name === 0) return { column: address + 4, expected: "a name" };
  return { column: address + 5 + name, expected: "the end of the line or a [module]" };
}
