import { Command } from "@oclif/core";
export default class Formats extends Command {
  static override description = "List";
  async run() { await this.parse(Formats); this.log("hi"); }
}
