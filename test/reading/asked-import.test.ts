import { expect, it } from 'vitest';
import { BadRequestError } from '../../shared/errors.ts';
import { askedImport } from '../../shared/reading/imports.ts';

it.each(['', '../clinic=riverside/x', './x', 'a/../b', 'a\0b', 'x'.repeat(2000)])(
  'a file is not asked for by %j',
  (file) => {
    expect(() => askedImport({ file })).toThrow(BadRequestError);
    expect(() => askedImport({ next: file })).toThrow(BadRequestError);
  },
);

it.each(['sessions.csv', 'uploaded/2026/sessions.csv', 'a..b.csv', '.hidden'])('and is by %j', (file) => {
  expect(askedImport({ file })).toEqual({ file });
});
