import { compileGroupRules, type GroupRules } from "../analysis/group-rules.ts";
import { KERNEL_GROUPS } from "../analysis/kernel-groups.ts";
import { readJsonFile } from "./json-file.ts";
import { type Project, useSaid } from "./project-file.ts";

/** Returns the grouping rules of a file, or the built-in ones for a Linux kernel. Throws located errors. */
export function loadGroupRules(path: string | undefined): GroupRules {
  return path === undefined ? KERNEL_GROUPS : compileGroupRules(readJsonFile(path), path);
}

/** Returns the grouping rules of the file that was typed, else of the project, else the built-in ones. Throws located errors. */
export function chooseGroupRules(typed: string | undefined, { groups }: Project): GroupRules {
  return typed !== undefined || groups === null ? loadGroupRules(typed) : useSaid(groups, loadGroupRules);
}
