const KERNEL_MODULE = /^(.*)\.ko(?:\.gz|\.xz|\.zst|\.debug)?$/;
const JIT_MAP = /^perf-\d+\.map$/;
const DELETED = " (deleted)";

/**
 * Returns the module of a DSO as perf prints it, which is perf's own short name: the file name without folders, so
 * that one program built in two places stays one module. A kernel module's file becomes `[name]` and the symbol
 * map of a JIT, named after a process id that is never the same again, `[JIT]`. A mark that the file was replaced
 * while it ran is left out.
 *
 * Rules: dso__set_basename and kmod_path__parse in https://github.com/torvalds/linux/tree/master/tools/perf/util/dso.c
 */
export function perfModule(dso: string): string {
  let name = dso.endsWith(DELETED) ? dso.slice(0, -DELETED.length) : dso;
  if (name === "[unknown]") return "";
  if (name.startsWith("[")) return name;
  name = name.slice(name.lastIndexOf("/") + 1) || name;
  if (JIT_MAP.test(name)) return "[JIT]";
  const kernelModule = KERNEL_MODULE.exec(name);
  return kernelModule === null ? name : `[${kernelModule[1].replaceAll("-", "_")}]`;
}
