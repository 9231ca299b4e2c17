import { compileGroupRules, type GroupRules } from "../analysis/group-rules.ts";
import { KERNEL_GROUPS } from "../analysis/kernel-groups.ts";
import { readJsonFile } from "./json-file.ts";

/** Returns the grouping rules of a file, or the built-in ones for a Linux kernel. Throws located errors. */
export function loadGroupRules(path: string | undefined): GroupRules {
  return path === undefined ? KERNEL_GROUPS : compileGroupRules(readJsonFile(path), path);
}
