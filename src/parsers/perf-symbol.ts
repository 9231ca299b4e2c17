/** A symbol cell of perf report and perf diff, `[k] tcp_sendmsg`, taken apart. */
export interface PerfSymbol {
  readonly name: string;
  /** Module to use where the table has no column of shared objects: the kernel's mark, else "". */
  readonly space: string;
}

/** Takes the mark [.] [k] [g] [H] off a symbol cell; an address without a symbol becomes `[unknown]`. */
export function readPerfSymbol(cell: string): PerfSymbol {
  const match = /^\[([.kguHM])\] (.*)$/.exec(cell);
  const name = match === null ? cell : match[2];
  return {
    name: /^0x[0-9a-f]+$/.test(name) ? "[unknown]" : name,
    space: match === null || match[1] === "." ? "" : `[${match[1]}]`,
  };
}
