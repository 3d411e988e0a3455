/** What a row of totals is called, without accents and in small letters. */
const TOTALS: ReadonlySet<string> = new Set(
  [
    'total|totals|grand total|grand totals|subtotal|subtotals|sub total|sum|overall total',
    'summe|gesamt|gesamtsumme|gesamtergebnis|insgesamt|zwischensumme',
    'totales|total general|suma|suma total|total geral|totais|soma',
    'totaux|somme|sous total|totale|totali|totale complessivo|somma|totaal|eindtotaal|som',
    'suma koncowa|razem|ogołem|summa|totalt|totalsumma|totalsum|hovedtotal|i alt',
    'итого|всего|общии итог|合計|総計|総合計|小計',
  ].flatMap((names) => names.split('|')),
);

/** A cell longer than this is no word for a total and no number. */
const LONGEST_CELL = 40;
/** A number, also with separators, of hours and minutes, of money or with its sign or unit behind it. */
const NUMBER =
  /^[([]?[-+−]?\s?(?:[$€£¥]|(?:usd|eur|gbp|chf)\s)?\s?[-+−]?\d[\d.,:' \u00a0\u202f’]*\s?(?:%|[$€£¥]|usd|eur|gbp|chf|kr|zł|руб|円|mins?|minutes|min\.|h|hrs?|hours|std\.?|stunden|minuten)?[)\]]?$/iu;
/** The word and its number in one cell: `Total: 24`. */
const WITH_NUMBER = /^([^\d:=]+?)\s*[:=]?\s*([-+−$€£¥(]?\s?\d.*)$/u;

/** Whether a text is a word for a total, and nothing else: `Total`, `Grand total:`, `Summe`. */
export function isTotalsWord(text: string): boolean {
  if (text.length > LONGEST_CELL) return false;
  const key = text
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[\s\-_:*=]+/gu, ' ')
    .trim();
  return TOTALS.has(key);
}

/**
 * Whether a row holds a word for a total and numbers, and nothing else: a sum that a spreadsheet or a report has written
 * below its rows. Whether it could be a record too is for the caller to judge.
 *
 * @param cells texts of the row; the empty ones count for nothing
 */
export function looksLikeTotals(cells: Iterable<string>): boolean {
  let words = 0;
  let numbers = 0;
  for (const cell of cells) {
    const text = cell.trim();
    if (text === '') continue;
    if (text.length > LONGEST_CELL) return false;
    const both = WITH_NUMBER.exec(text);
    if (isTotalsWord(text)) words += 1;
    else if (NUMBER.test(text)) numbers += 1;
    else if (both && isTotalsWord(both[1]!) && NUMBER.test(both[2]!)) {
      words += 1;
      numbers += 1;
    } else return false;
  }
  return words > 0 && numbers > 0;
}
