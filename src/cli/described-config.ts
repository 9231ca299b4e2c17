import { Config } from "@oclif/core";

/** Reads what oclif's manifest in `root` says of every command and flag: for help and completion, which tell it on. */
export function readDescribedConfig(root: string): Promise<Config> {
  // There are no plugins to look for in the user's folders.
  return Config.load({ root, userPlugins: false, devPlugins: false });
}
