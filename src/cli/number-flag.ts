import { Flags } from "@oclif/core";

/** Makes a flag for a number that must lie strictly between two others. */
export function numberBetween(low: number, high: number, summary: string) {
  return Flags.custom<number>({
    summary,
    helpValue: "N",
    parse: async (text) => {
      const value = Number(text);
      if (text.trim() !== "" && value > low && value < high) return value;
      const range = `above ${low}${high === Infinity ? "" : ` and below ${high}`}`;
      // oclif puts words around the message of whatever is thrown here; describeUsageError knows them.
      throw new Error(`Expected a number ${range} but received: ${text}`);
    },
  });
}
