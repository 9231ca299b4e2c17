import { makeElement } from "./elements.ts";

/** Adds a field above a table that leaves only the rows in which every typed word stands, and says how many these are. */
export function makeSearchable(table: HTMLTableElement, what: string): void {
  const rows = [...table.tBodies[0].rows];
  // Made with the first letter: nobody waits for it who does not search.
  let texts: string[] | null = null;
  const id = `${table.id}-search`;
  const field = makeElement("input", { type: "search", id, autocomplete: "off", spellcheck: "false" });
  const count = makeElement("output", { for: id });
  const search = (): void => {
    texts ??= rows.map((row) =>
      [...row.cells]
        .map((cell) => cell.textContent)
        .join(" ")
        .toLowerCase(),
    );
    const words = field.value
      .toLowerCase()
      .split(/\s+/)
      .filter((word) => word !== "");
    let found = 0;
    rows.forEach((row, i) => {
      const isFound = words.every((word) => texts?.[i].includes(word));
      row.hidden = !isFound;
      if (isFound) found++;
    });
    count.textContent = words.length === 0 ? "" : `${found} of ${rows.length} rows`;
  };
  field.addEventListener("input", search);
  field.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    field.value = "";
    search();
  });
  const bar = makeElement("p", { class: "tools" });
  bar.append(makeElement("label", { for: id }, `Search ${what}`), field, count);
  table.parentElement?.before(bar);
}
