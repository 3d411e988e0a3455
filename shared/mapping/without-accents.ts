/** A text without accents, and without what only looks different: `Rücken` is `Rucken`, `ﬁn` is `fin`. */
export const withoutAccents = (text: string): string => text.normalize('NFKD').replaceAll(/\p{M}/gu, '');
