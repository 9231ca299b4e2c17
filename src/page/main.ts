import { readData } from "./read-data.ts";
import { makeSearchable } from "./table-search.ts";
import { makeSortable } from "./table-sort.ts";
import { addThemeChoice } from "./theme-choice.ts";

// Fewer rows are taken in at a glance.
const ROWS_TO_SEARCH = 10;

const { keys } = readData();
const place = document.querySelector("header");
if (place !== null) addThemeChoice(place);
for (const table of document.querySelectorAll<HTMLTableElement>("table.sortable")) {
  const name = table.dataset["table"] ?? "";
  makeSortable(table, keys[name] ?? {});
  if (table.tBodies[0].rows.length > ROWS_TO_SEARCH) makeSearchable(table, name);
}
