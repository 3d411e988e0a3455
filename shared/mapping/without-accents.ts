/** Letters that no sign over them tells from plain ones. */
const LETTERS: Readonly<Record<string, string>> = {
  ł: 'l',
  Ł: 'L',
  đ: 'd',
  Đ: 'D',
  æ: 'ae',
  Æ: 'Ae',
  ø: 'o',
  Ø: 'O',
};

/** A text without accents, and without what only looks different: `Rücken` is `Rucken`, `ﬁn` is `fin`, `głowy` is `glowy`. */
export const withoutAccents = (text: string): string =>
  text
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[łŁđĐæÆøØ]/g, (letter) => LETTERS[letter]!);
