import { expect, test } from 'vitest';
import { nearestCode } from '../../shared/mapping/nearest-code.ts';
import { codeOfTradeName, Vocabulary } from '../../shared/mapping/vocabulary.ts';

test.each([
  ['technique', 'swedish', 'relaxation'],
  ['technique', 'Swedish', 'relaxation'],
  ['technique', 'deep_tissue', 'deep-tissue'],
  ['technique', 'Deep Tissue', 'deep-tissue'],
  ['technique', '60 min Deep Tissue Massage (new client)', 'deep-tissue'],
  ['technique', 'Deep Tissue 90', 'deep-tissue'],
  ['technique', 'trigger-point', 'trigger-point-therapy'],
  ['technique', 'Pregnancy Massage', 'prenatal'],
  ['technique', 'cupping', 'other'],
  ['technique', 'lymphatic-drainage', 'other'],
  ['technique', 'energy work', undefined],
  ['complaint', 'whiplash', 'neck-pain'],
  ['complaint', 'TMJ', 'other'],
  ['complaint', 'Lower back pain', 'chronic-low-back-pain'],
  ['complaint', 'Carpal Tunnel', 'repetitive-strain'],
])('%s: %s', (vocabulary, word, code) => expect(codeOfTradeName(vocabulary, word)).toBe(code));

test('other is said by the mapping, never by us', () => {
  expect(new Vocabulary('technique').codeOf('Cupping')).toBeUndefined();
  expect(new Vocabulary('technique').codeOf('other')).toBe('other');
  expect(new Vocabulary('technique', { cupping: 'other' }).codeOf('Cupping')).toBe('other');
});

test('a mapping may mean something else than the trade', () =>
  expect(new Vocabulary('technique', { Swedish: 'other' }).codeOf('swedish')).toBe('other'));

test.each([
  ['technique', 'Depp Tissue', 'deep-tissue'],
  ['technique', 'Therapeutic deep tissue work', 'deep-tissue'],
  ['technique', 'miofascial release', 'myofascial-release'],
  ['complaint', 'scitica', 'sciatica'],
  ['complaint', 'quite something else', undefined],
])('near to %s %s', (vocabulary, word, code) => expect(nearestCode(vocabulary, word)).toBe(code));
