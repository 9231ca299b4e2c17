import type { PageData } from "./page-data.ts";

type Keys = PageData["keys"][string];

/**
 * Turns the headings of a table into buttons that sort it: first by the largest number or the first name, then the other
 * way round. What is not known stays last.
 */
export function makeSortable(table: HTMLTableElement, keys: Keys): void {
  const body = table.tBodies[0];
  // Their places in the data, which the order on the screen does not touch.
  const rows = [...body.rows];
  const headings = [...(table.tHead?.rows[0].cells ?? [])];
  for (const heading of headings) {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...heading.childNodes);
    heading.append(button);
    button.addEventListener("click", () => {
      const column = heading.dataset["column"] ?? "";
      const numbers = keys[column];
      const isFalling = heading.ariaSort === null ? numbers !== undefined : heading.ariaSort === "ascending";
      for (const other of headings) other.ariaSort = null;
      heading.ariaSort = isFalling ? "descending" : "ascending";
      const order =
        numbers === undefined
          ? orderTexts(rows, heading.cellIndex, isFalling)
          : orderNumbers(numbers, isFalling);
      body.append(...order.map((row) => rows[row]));
    });
  }
}

function orderNumbers(numbers: readonly (number | null)[], isFalling: boolean): number[] {
  return [...numbers.keys()].sort((a, b) => {
    const [x, y] = [numbers[a], numbers[b]];
    if (x === null || y === null) return Number(x === null) - Number(y === null) || a - b;
    // Infinity less infinity is no number.
    return (x === y ? 0 : isFalling ? y - x : x - y) || a - b;
  });
}

function orderTexts(rows: readonly HTMLTableRowElement[], column: number, isFalling: boolean): number[] {
  const texts = rows.map((row) => row.cells[column].textContent ?? "");
  const sign = isFalling ? -1 : 1;
  return [...texts.keys()].sort((a, b) => {
    const [x, y] = [texts[a], texts[b]];
    if (x === "" || y === "") return Number(x === "") - Number(y === "") || a - b;
    return sign * (x < y ? -1 : x > y ? 1 : 0) || a - b;
  });
}
