import { parse } from "csv-parse/sync";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { codeMarkdown } from "../../src/text/code-markdown.ts";
import { escapeHtml } from "../../src/text/escape-html.ts";
import { escapeMarkdown } from "../../src/text/escape-markdown.ts";
import { quoteCsv } from "../../src/text/quote-csv.ts";
import { HOSTILE_NAMES } from "./hostile-names.ts";

describe("a CSV field", () => {
  it("never starts a formula and comes back whole", () => {
    const texts = fc.oneof(fc.constantFrom(...HOSTILE_NAMES), fc.string({ unit: "binary" }));
    fc.assert(
      fc.property(texts, (text) => {
        const line = `${quoteCsv(text)},1\n`;
        expect(line.replace(/^"/, "")).not.toMatch(/^[=+\-@\t\r]/);
        const [[field, after]] = parse(line, { recordDelimiter: "\n" });
        // Half a surrogate pair has no UTF-8, so none comes from an input.
        expect(field.replace(/^'/, "")).toBe(Buffer.from(text).toString());
        expect(after).toBe("1");
      }),
    );
  });
});

describe("Markdown", () => {
  it("shows plain names as code", () => {
    expect(codeMarkdown("tcp_sendmsg_copy")).toBe("`tcp_sendmsg_copy`");
  });

  it("has nothing in hostile code that ends the cell, the line or the code", () => {
    for (const name of HOSTILE_NAMES) {
      const inner = codeMarkdown(name).replace(/^<code>|<\/code>$|^`|`$/g, "");
      expect(inner).not.toMatch(/[|`<>\n\r\x1b\u202e\\*[\]]/);
    }
  });

  it("escapes words so that nothing in them is markup", () => {
    expect(escapeMarkdown("a|b `c` <i> *d* [e](f)")).toBe("a\\|b \\`c\\` \\<i\\> \\*d\\* \\[e\\](f)");
    expect(escapeMarkdown("tcp_sendmsg _x_ 46.6% +162 -22")).toBe("tcp_sendmsg \\_x\\_ 46.6% +162 -22");
    expect(escapeMarkdown("- item")).toBe("\\- item");
    expect(escapeMarkdown("1. item")).toBe("1\\. item");
    expect(escapeMarkdown("@user")).not.toContain("@user");
  });
});

it("HTML shows every text as text", () => {
  expect(escapeHtml(`<a href="x" b='y'>&\x1b`)).toBe("&lt;a href=&quot;x&quot; b=&#39;y&#39;&gt;&amp;\\x1b");
});
