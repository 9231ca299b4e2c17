/**
 * Returns the module of a script's URL or path: its file name, as folders move between builds and machines.
 * `node:` and `wasm:` names are whole, and what stands after `?` or `#` is no part of a name.
 */
export function scriptModule(url: string): string {
  if (/^(node|wasm|native|extensions?):/.test(url)) return url;
  const query = url.search(/[?#]/);
  let end = query < 0 ? url.length : query;
  while (end > 0 && (url[end - 1] === "/" || url[end - 1] === "\\")) end -= 1;
  return url.slice(Math.max(url.lastIndexOf("/", end - 1), url.lastIndexOf("\\", end - 1)) + 1, end);
}
