// Stands in for the string-width package inside the bundle: that one compiles its emoji expression anew for every
// cell, which took more than half of the time of a small `show`. Escape sequences are those of our own palettes (SGR).
const { measureCells } = require("../src/text/cell-width.ts");

module.exports = (text) => measureCells(String(text).replace(/\x1b\[[0-9;]*m/g, ""));
