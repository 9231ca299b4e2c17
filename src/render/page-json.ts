/**
 * Writes a value as JSON that may stand in a script element: no `<`, so that no input closes it or opens a comment. Infinity is
 * written as 1e999, which every reader of JSON takes for it.
 */
export function writePageJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(writePageJson).join(",")}]`;
  if (typeof value === "number" && Math.abs(value) === Infinity) return value > 0 ? "1e999" : "-1e999";
  if (typeof value === "object" && value !== null) {
    const fields = Object.entries(value).map(([key, field]) => `${writeText(key)}:${writePageJson(field)}`);
    return `{${fields.join(",")}}`;
  }
  return typeof value === "string" ? writeText(value) : JSON.stringify(value);
}

function writeText(text: string): string {
  return JSON.stringify(text).replaceAll("<", "\\u003c");
}
