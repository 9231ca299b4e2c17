// Stands in for ink's own Output inside the bundle. ink puts every frame into cells, an object each, and makes lines of them
// again: on 300 columns and 60 rows 18,000 cells a key, which was most of what a key cost. The dashboard writes each line of
// the screen once, whole, from its left end: then the frame is its lines as they were given. Any other frame goes ink's way.
import InkOutput from "../node_modules/ink/build/output.js";

export default class Output extends InkOutput {
  #lines = [];
  #isLines = true;

  write(x, y, text, options) {
    super.write(x, y, text, options);
    if (text === "") return;
    const isLine = x === 0 && y >= 0 && y < this.height && !text.includes("\n");
    if (!isLine || this.#lines[y] !== undefined) this.#isLines = false;
    this.#lines[y] = { text, transformers: options.transformers };
  }

  clip(bounds) {
    this.#isLines = false;
    super.clip(bounds);
  }

  get() {
    if (!this.#isLines) return super.get();
    const lines = Array.from({ length: this.height }, (_, y) => {
      const line = this.#lines[y];
      // A line stands alone: each transformer is told that it is the first.
      return line === undefined ? "" : line.transformers.reduce((text, change) => change(text, 0), line.text);
    });
    return { output: lines.map((line) => line.trimEnd()).join("\n"), height: this.height };
  }
}
