import { Args } from "@oclif/core";
import { BaseCommand } from "../cli/base-command.ts";
import { inputFlags, outputFlags } from "../cli/flags.ts";
import { writeResult } from "../cli/output.ts";
import { PUBLISHED_SCHEMAS } from "../cli/published-schemas.ts";
import { printReport } from "../cli/report-output.ts";
import { parseColumns } from "../cli/selection.ts";
import type { PublishedSchema } from "../model/json-schema.ts";
import { ZcprofError } from "../model/zcprof-error.ts";
import { reportSchemas } from "../report/schemas-report.ts";

export default class Schemas extends BaseCommand {
  static override summary = "The JSON schemas of what --json prints.";
  static override examples = ["<%= config.bin %> schemas", "<%= config.bin %> schemas zcprof.diff/1"];

  static override args = {
    name: Args.string({ ignoreStdin: true, description: "Schema to print; without it, all names." }),
  };
  static override flags = { columns: inputFlags.columns, ...outputFlags };

  async run(): Promise<void> {
    const { args, flags } = await this.parse(Schemas);
    if (args.name === undefined) {
      await printReport(reportSchemas(PUBLISHED_SCHEMAS), flags, parseColumns(flags.columns).shown);
      return;
    }
    // A schema is JSON in every format: it is for programs, and wrapped lines would break it.
    const text = `${JSON.stringify(findSchema(args.name), null, 2)}\n`;
    await writeResult(flags.output, text);
  }
}

function findSchema(name: string): PublishedSchema {
  const found = PUBLISHED_SCHEMAS.find(({ $id }) => $id === name || $id === `zcprof.${name}/1`);
  if (found !== undefined) return found;
  throw new ZcprofError("usage", {
    code: "schemas/unknown",
    message: `there is no schema ${JSON.stringify(name)}`,
    hint: `there are ${PUBLISHED_SCHEMAS.map(({ $id }) => $id).join(", ")}`,
  });
}
