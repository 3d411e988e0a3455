import { expect, test } from 'vitest';
import { markdownText } from '../../../shared/pages/frame/markdown-text.ts';

test('headings go down by a level, and markup in the text stays text', () => {
  const markup = String(markdownText('# Method\n\n## In short\n\n**Bold**, <b onclick="x()">h1</b>.\n'));
  expect(markup).toContain('<h2>Method</h2>');
  expect(markup).toContain('<h3>In short</h3>');
  expect(markup).toContain('<strong>Bold</strong>');
  expect(markup).toContain('&lt;b onclick=&quot;x()&quot;&gt;h1&lt;/b&gt;');
  expect(markup).not.toContain('<b ');
});

test('an address that would run a script is dropped', () => {
  expect(String(markdownText('[x](javascript:alert(1))'))).not.toContain('javascript:');
});
