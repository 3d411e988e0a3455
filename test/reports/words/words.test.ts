import { expect, test } from 'vitest';
import { inWords, labelOf } from '../../../shared/reports/words/words.ts';

test.each([
  ['with deep-tissue and sports', 'with deep tissue and sports'],
  ['chronic-low-back-pain', 'chronic low back pain'],
  // "Post" is no word of its own.
  ['post-injury-stiffness', 'post-injury stiffness'],
  ['post-treatment', 'post-treatment'],
  // An id that begins as a code does is no code.
  ['sports-recovery-2', 'sports-recovery-2'],
])('%s reads as %s', (text, words) => {
  expect(inWords(text)).toBe(words);
});

test('a label begins with a capital', () => {
  expect(labelOf('post-injury-stiffness')).toBe('Post-injury stiffness');
});
