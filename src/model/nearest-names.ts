const MOST = 3;

/**
 * Returns the names that a mistyped word may have meant: those nearest to it by characters that are missing, too many, wrong
 * or swapped, at most three of them; none where more than a third of its characters would have to be wrong.
 */
export function nearestNames(word: string, names: Iterable<string>): string[] {
  let least = Math.max(1, Math.round(word.length / 3));
  let nearest: string[] = [];
  for (const name of new Set(names)) {
    if (Math.abs(name.length - word.length) > least) continue;
    const distance = editDistance(word, name);
    if (distance > least) continue;
    if (distance < least) nearest = [];
    least = distance;
    nearest.push(name);
  }
  return nearest.slice(0, MOST);
}

/** Returns at most five names that hold the word, or where none does, those nearest to it. */
export function namesLike(word: string, names: readonly string[]): string[] {
  const holding = names.filter((name) => name.includes(word)).slice(0, 5);
  return holding.length > 0 ? holding : nearestNames(word, names);
}

/** Returns the sentence that offers names, or null where there is none. */
export function askWhetherMeant(names: readonly string[]): string | null {
  return names.length === 0 ? null : `did you mean ${names.join(", ")}?`;
}

/** Puts the question after names in front of a hint; the hint alone where there are none. */
export function hintWithNames(names: readonly string[], hint: string): string {
  const question = askWhetherMeant(names);
  return question === null ? hint : `${question} ${hint}`;
}

// Optimal string alignment (Damerau, Levenshtein), row by row. A package for it counts a swap as two mistakes, and swaps
// are what fingers make.
function editDistance(a: string, b: string): number {
  let before: number[] = [];
  let above = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const wrong = above[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1);
      row[j] = Math.min(above[j] + 1, row[j - 1] + 1, wrong);
      const isSwap = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      if (isSwap) row[j] = Math.min(row[j], before[j - 2] + 1);
    }
    before = above;
    above = row;
  }
  return above[b.length];
}
