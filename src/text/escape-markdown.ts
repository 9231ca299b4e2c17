import { escapeTerminal } from "./escape-terminal.ts";

/**
 * Makes a text safe in GitHub-flavoured Markdown, in a table cell too: all that could start a link, code, HTML, emphasis, a
 * mention or a list is escaped, hidden and control characters become visible. An underscore between letters
 * starts nothing and stays, so that most symbol names read as they are.
 */
export function escapeMarkdown(text: string): string {
  return escapeTerminal(text)
    .replace(/[\\`*{}[\]<>|~#!&$]|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, "\\$&")
    .replace(/^(\s*)([-+=])(?=\s|$)|^(\s*\d+)([.)])(?=\s|$)/, "$1$3\\$2$4")
    .replace(/@(?=\w)/g, "@\u200b")
    .replace(/\b(https?|ftp|www)(?=[:.])/gi, "$1\u200b");
}
