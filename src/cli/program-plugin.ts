import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Command, Interfaces } from "@oclif/core";

/** The commands of the program by their ids, `sweep:merge` for one below another; each is evaluated when it is looked at. */
export type Commands = Readonly<Record<string, Command.Class>>;

/**
 * Returns what oclif has to know of the program in `root` to run a command. oclif's own plugin first reads every flag of every command
 * from its manifest, 70 kB of JSON, of which only help needs more than the ids.
 */
export function makeProgramPlugin(root: string, commands: Commands): Interfaces.Plugin {
  const pjson: Interfaces.PJSON = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  const { name, version } = pjson;
  const ids = Object.keys(commands);
  const load = (id: string): Promise<Command.Class> => {
    const command = commands[id];
    command.id = id;
    return Promise.resolve(command);
  };
  return {
    _base: name,
    alias: name,
    commandIDs: ids,
    commands: ids.map((id) => ({
      id,
      aliases: [],
      hiddenAliases: [],
      args: {},
      flags: {},
      hidden: false,
      // What follows an id is the command's own, and no part of another id.
      strict: false,
      pluginName: name,
      load: () => load(id),
    })),
    commandsDir: undefined,
    findCommand: load,
    hasManifest: false,
    hooks: {},
    isRoot: true,
    load: () => Promise.resolve(),
    moduleType: "commonjs",
    name,
    options: { root },
    pjson,
    root,
    topics: [],
    type: "core",
    valid: true,
    version,
  };
}
