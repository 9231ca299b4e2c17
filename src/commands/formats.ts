import { BaseCommand } from "../cli/base-command.ts";
import { inputFlags, outputFlags } from "../cli/flags.ts";
import { printReport } from "../cli/report-output.ts";
import { parseColumns } from "../cli/selection.ts";
import { PARSERS } from "../parsers/registry.ts";
import { reportFormats } from "../report/formats-report.ts";

export default class Formats extends BaseCommand {
  static override summary = "Which formats are read and written.";
  static override description = "An input's format is found by its content; --from NAME overrides that.";
  static override examples = [
    "<%= config.bin %> formats",
    "<%= config.bin %> formats --format csv --columns format,written",
  ];
  static override flags = { columns: inputFlags.columns, ...outputFlags };

  async run(): Promise<void> {
    const { flags } = await this.parse(Formats);
    const formats = PARSERS.map((parser) => ({
      id: parser.id,
      title: parser.title,
      isRead: true,
      isWritten: parser.write !== undefined,
    }));
    await printReport(reportFormats(formats), flags, parseColumns(flags.columns).shown);
  }
}
