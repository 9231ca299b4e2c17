// Every translation in the message catalogues of util-linux 2.38.1 (Debian package util-linux-locales). Only the
// default mode translates its total row; `readprofile -v` prints the literal word.
const TOTAL_WORDS = [
  "total",
  "celkem",
  "gesamt",
  "guztira",
  "yhteensä",
  "ukupno",
  "összesen",
  "totale",
  "合計",
  "totaal",
  "razem",
  "всего",
  "skupno",
  "totalt",
  "toplam",
  "загалом",
  "tổng",
  "总计",
  "總計",
];

const STEP_LINE =
  /^(Sampling_step|Profilovací_krok|Måletrin|Probenerfassungsschritt|Paso de sondeo|Korak_uzorkovanja|Bemonsteringsstap|Krok próbkowania|Passo de amostragem|Samplingssteg|Örnekleme_adımı|Крок_профілювання|采样步长)[ \u00a0]?[:：] ?\d+$/;

/** The words as bytes, none longer than 16. */
export const TOTAL_WORD_BYTES: readonly Uint8Array[] = TOTAL_WORDS.map((word) =>
  new TextEncoder().encode(word),
);

/** The words by their length: most names are of a length that no word has. */
const WORDS_BY_LENGTH: readonly (readonly Uint8Array[] | undefined)[] = groupByLength();

/** Tells whether bytes[start .. end) is the name of a total row in any language that readprofile speaks. */
export function isTotalWord(bytes: Uint8Array, start: number, end: number): boolean {
  const words = WORDS_BY_LENGTH[end - start];
  if (words === undefined) return false;
  return words.some((word) => {
    for (let i = 0; i < word.length; i++) if (bytes[start + i] !== word[i]) return false;
    return true;
  });
}

/** Tells whether a line is all that `readprofile -i` prints: the step, without any ticks. */
export function isStepLine(line: string): boolean {
  return STEP_LINE.test(line.trim());
}

function groupByLength(): Uint8Array[][] {
  const groups: Uint8Array[][] = [];
  for (const bytes of TOTAL_WORD_BYTES) (groups[bytes.length] ??= []).push(bytes);
  return groups;
}
