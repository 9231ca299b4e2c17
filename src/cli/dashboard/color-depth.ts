/** Returns how many colours a terminal that is to be coloured shows: 256 only where it says so itself. */
export function countColors(
  env: Readonly<Record<string, string | undefined>>,
  isColored: boolean,
): 0 | 16 | 256 {
  if (!isColored) return 0;
  const says256 = /256|direct/.test(env["TERM"] ?? "") || /truecolor|24bit/.test(env["COLORTERM"] ?? "");
  return says256 ? 256 : 16;
}
