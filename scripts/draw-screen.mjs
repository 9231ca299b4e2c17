const CELL = { width: 8.4, height: 18 };
const PADDING = 12;
const BASIC = ["#2e3436", "#c4472b", "#3f8f29", "#b58900", "#3b78c2", "#8e5ba6", "#2a9d9d", "#d3d7cf"];
const BRIGHT = ["#7d8285", "#f2664a", "#6fcf53", "#f0c040", "#6aa9f4", "#c792ea", "#5fd3d3", "#ffffff"];
const PAPER = "#16181c";
const INK = "#d8dade";

/** Draws what a terminal shows, text with its SGR sequences (ECMA-48), as an SVG picture. */
export function drawScreen(screen, { columns, title }) {
  const lines = screen.replace(/\n+$/, "").split("\n");
  const width = Math.ceil(columns * CELL.width + 2 * PADDING);
  const height = lines.length * CELL.height + 2 * PADDING;
  const parts = [];
  let style = {};
  lines.forEach((line, row) => {
    let column = 0;
    for (const [, codes, text] of line.matchAll(/\u001b\[([\d;]*)m|([^\u001b]+)/g)) {
      if (codes !== undefined) style = restyle(style, codes);
      else column = drawRun(parts, text, row, column, style);
    }
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" role="img" font-family="ui-monospace, 'DejaVu Sans Mono', Menlo, Consolas, monospace" font-size="14">
<title>${escapeXml(title)}</title>
<rect width="100%" height="100%" rx="6" fill="${PAPER}"/>
${parts.join("\n")}
</svg>
`;
}

function drawRun(parts, text, row, column, { color, paper, isBold, isFaint, isReverse }) {
  const cells = Array.from(text).length;
  const [x, y] = [PADDING + column * CELL.width, PADDING + row * CELL.height];
  const [ink, back] = isReverse ? [paper ?? PAPER, color ?? INK] : [color ?? INK, paper];
  const size = `x="${round(x)}" textLength="${round(cells * CELL.width)}" lengthAdjust="spacingAndGlyphs"`;
  if (back !== undefined) {
    parts.push(
      `<rect x="${round(x)}" y="${y}" width="${round(cells * CELL.width)}" height="${CELL.height}" fill="${back}"/>`,
    );
  }
  if (text.trim() !== "") {
    const weight = `${isBold ? ' font-weight="bold"' : ""}${isFaint ? ' opacity="0.65"' : ""}`;
    parts.push(
      `<text ${size} y="${y + 13.5}" fill="${ink}"${weight} xml:space="preserve">${escapeXml(text)}</text>`,
    );
  }
  return column + cells;
}

function restyle(style, codes) {
  const numbers = codes === "" ? [0] : codes.split(";").map(Number);
  let next = { ...style };
  for (let i = 0; i < numbers.length; i++) {
    const code = numbers[i];
    if (code === 0) next = {};
    else if (code === 1) next.isBold = true;
    else if (code === 2) next.isFaint = true;
    else if (code === 22) Object.assign(next, { isBold: false, isFaint: false });
    else if (code === 7) next.isReverse = true;
    else if (code === 27) next.isReverse = false;
    else if (code >= 30 && code <= 37) next.color = BASIC[code - 30];
    else if (code >= 90 && code <= 97) next.color = BRIGHT[code - 90];
    else if (code === 39) next.color = undefined;
    else if (code >= 40 && code <= 47) next.paper = BASIC[code - 40];
    else if (code === 49) next.paper = undefined;
    else if ((code === 38 || code === 48) && numbers[i + 1] === 5) {
      next[code === 38 ? "color" : "paper"] = colorOf(numbers[i + 2]);
      i += 2;
    }
  }
  return next;
}

/** The 256 colours of xterm: 16 of its own, a cube of 6 x 6 x 6, and 24 greys. */
function colorOf(index) {
  if (index < 8) return BASIC[index];
  if (index < 16) return BRIGHT[index - 8];
  if (index >= 232) {
    const grey = 8 + (index - 232) * 10;
    return `rgb(${grey},${grey},${grey})`;
  }
  const at = index - 16;
  return `rgb(${cubeLevel(Math.floor(at / 36))},${cubeLevel(Math.floor(at / 6) % 6)},${cubeLevel(at % 6)})`;
}

function cubeLevel(value) {
  return value === 0 ? 0 : 55 + value * 40;
}

function escapeXml(text) {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

function round(value) {
  return Number(value.toFixed(1));
}
