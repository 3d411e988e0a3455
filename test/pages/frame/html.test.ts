import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { escapeText, html, trustedMarkup } from '../../../shared/pages/frame/html.ts';

/** What an HTML parser makes of character references that `escapeText` writes. */
const parsed = (text: string) =>
  text
    .replaceAll('&#39;', "'")
    .replaceAll('&quot;', '"')
    .replaceAll('&gt;', '>')
    .replaceAll('&lt;', '<')
    .replaceAll('&amp;', '&');

describe('html', () => {
  test('text can close neither its element nor its attribute', () => {
    const evil = `"><script>alert('x')</script>`;
    expect(`${html`<p title="${evil}">${evil}</p>`}`).toBe(
      '<p title="&quot;&gt;&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;">' +
        '&quot;&gt;&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;</p>',
    );
  });

  test('pieces and lists of pieces stay markup; absent values leave nothing', () => {
    const items = ['a', 'b&'].map((text) => html`<li>${text}</li>`);
    expect(`${html`<ul>${items}${null}${undefined}${false}</ul>${0}`}`).toBe(
      '<ul><li>a</li><li>b&amp;</li></ul>0',
    );
  });

  test('a backslash in a template or a value stays one', () => {
    expect(`${html`${'a\\n'}`}`).toBe('a\\n');
  });

  test('markup from elsewhere enters only by name', () => {
    expect(`${html`${trustedMarkup('<svg/>')}`}`).toBe('<svg/>');
  });

  test('any text comes back from its escaped form, which holds none of the characters with a meaning', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const escaped = escapeText(text);
        expect(escaped).not.toMatch(/[<>"']/);
        expect(parsed(escaped)).toBe(text);
      }),
    );
  });
});
