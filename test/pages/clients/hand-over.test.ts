import { encode } from 'uqr';
import { describe, expect, test } from 'vitest';
import { journalUrl } from '../../../shared/journal/journal-code.ts';
import { handOver, journalCard } from '../../../shared/pages/clients/hand-over.ts';
import { qrCode } from '../../../shared/pages/parts/qr-code.ts';
import { speechIn } from '../../../shared/words/language.ts';

const url = journalUrl({ origin: 'https://pages.example' }, '0123456789ABCDEF');

/** The modules that a path of rectangles, one module high, makes dark. */
function darkIn(markup: string): { size: number; dark: Set<string> } {
  const size = Number(/viewBox="0 0 (\d+) \1"/.exec(markup)![1]);
  const dark = new Set<string>();
  for (const [, x, y, length] of markup.matchAll(/M(\d+) (\d+)h(\d+)v1h-\3z/g)) {
    for (let step = 0; step < Number(length); step++) dark.add(`${Number(x) + step},${y}`);
  }
  return { size, dark };
}

describe('a QR code', () => {
  const { size, dark } = darkIn(qrCode(url, 'a label').markup);

  test('has the modules of the encoded text, no more and no less', () => {
    const { data } = encode(url, { ecc: 'M', border: 0 });
    expect(size).toBe(data.length + 8);
    const expected = data.flatMap((row, y) =>
      row.flatMap((isDark, x) => (isDark ? [`${x + 4},${y + 4}`] : [])),
    );
    expect([...dark].toSorted()).toEqual(expected.toSorted());
  });

  test('has its three finders, and a border of four light modules that readers need', () => {
    const end = size - 4 - 7;
    for (const [left, top] of [
      [4, 4],
      [end, 4],
      [4, end],
    ] as const) {
      const ring = [0, 1, 2, 3, 4, 5, 6].map((step) => `${left + step},${top}`);
      for (const place of ring) expect(dark.has(place), place).toBe(true);
      expect(dark.has(`${left + 1},${top + 1}`)).toBe(false);
      expect(dark.has(`${left + 3},${top + 3}`)).toBe(true);
    }
    for (const place of dark) {
      for (const at of place.split(',').map(Number)) expect(at >= 4 && at < size - 4, place).toBe(true);
    }
  });

  test('is named where it cannot be seen, and escapes its name', () => {
    expect(qrCode(url, 'a "label"').markup).toContain('aria-label="a &quot;label&quot;"');
  });
});

describe('the journal on the page of a client', () => {
  const client = 'p'.repeat(43);
  const link = { client, lastDay: '2026-11-27', madeOn: '2026-09-28', madeBy: 't-01' };
  const shown = (links: (typeof link)[]) => handOver({ client, formToken: 'token', links }).markup;

  test('is handed over, renewed and withdrawn by one tap each', () => {
    expect(shown([]).match(/<button[^>]*>[^<]*/g)).toEqual(['<button>Hand over the journal']);
    expect(shown([link])).toContain('link until 27 November, made on 28 September by t-01.');
    expect(shown([link])).toContain(`action="/clients/${client}/journal-link/withdraw"`);
    expect(shown([link, link])).toContain('(and 1 more)');
  });

  test('is a card in the language of the client, with the address to type', () => {
    const card = journalCard({
      ...{ client, formToken: 'token', clinic: '<Harbour>', url, lastDay: '2026-11-27' },
      speech: speechIn('es'),
      inLanguage: (language) => `?language=${language}`,
    }).markup;
    expect(card).toContain('<section class="journal-card" lang="es"');
    expect(card).toContain('Se abre hasta el 27 de noviembre.');
    expect(card).toContain('&lt;Harbour&gt;');
    expect(card).toContain('pages.example/j/<span>0123-4567-89AB-CDEF</span>');
    expect(card).toContain('<a href="?language=en">Card in English</a>');
  });
});
