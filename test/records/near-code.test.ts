import { describe, expect, test } from 'vitest';
import { COMPLAINTS, TECHNIQUES } from '../../shared/records/catalogue.ts';
import { nearCode } from '../../shared/records/near-code.ts';
import { contractExamples } from './contract-examples.ts';
import { refusalsOf } from './refusals-of.ts';

describe('nearCode', () => {
  test.each([
    ['deep_tissue', 'deep-tissue'],
    ['Deep Tissue', 'deep-tissue'],
    ['deep-tisue', 'deep-tissue'],
    ['relaxtion', 'relaxation'],
  ])('%s is near to %s', (text, code) => expect(nearCode(text, TECHNIQUES)).toBe(code));

  test.each(['swedish', 'cupping', '', 'x', 'constructor', 'deep '.repeat(100)])(
    '%s is near to none',
    (text) => expect(nearCode(text, TECHNIQUES)).toBeUndefined(),
  );

  test('of two that are alike near none is', () =>
    expect(nearCode('abcdefgh', ['abcdefgx', 'abcdefgy'])).toBeUndefined());

  test('of complaints', () => expect(nearCode('neck_pain', COMPLAINTS)).toBe('neck-pain'));
});

test('a code that is misspelt is refused by the name of the nearest, and one of the trade by none', () => {
  const messages = (technique: string) =>
    refusalsOf({ ...contractExamples().session, techniques: [{ technique, minutes: 60 }] }).map(
      ({ message }) => message,
    );
  const all = `expected one of ${TECHNIQUES.join(', ')}`;
  expect(messages('deep_tissue')).toEqual([`${all}; the nearest is deep-tissue`]);
  expect(messages('swedish')).toEqual([all]);
});
