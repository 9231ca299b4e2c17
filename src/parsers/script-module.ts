/**
 * Returns the module of a script's URL or path: its file name, as folders move between builds and machines.
 * `node:` and `wasm:` names are whole, and what stands after `?` or `#` is no part of a name.
 */
export function scriptModule(url: string): string {
  if (/^(node|wasm|native|extensions?):/.test(url)) return url;
  const path = url.replace(/[?#].*$/, "").replace(/[/\\]+$/, "");
  return path.slice(Math.max(path.lastIndexOf("/"), path.lastIndexOf("\\")) + 1);
}
