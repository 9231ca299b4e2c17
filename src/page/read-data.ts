import { DATA_ID, type PageData } from "./page-data.ts";

/** Reads what the renderer left in the page; 1e999 stands for infinity there. */
export function readData(): PageData {
  const data: PageData = JSON.parse(document.getElementById(DATA_ID)?.textContent ?? "");
  return data;
}
