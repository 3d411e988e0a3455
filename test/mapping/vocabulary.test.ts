import { expect, test } from 'vitest';
import { nearestCode } from '../../shared/mapping/nearest-code.ts';
import { ownTechniqueMeaning, ownTechniqueName } from '../../shared/mapping/own-technique-name.ts';
import { TRADE_NAMES_ABROAD } from '../../shared/mapping/trade-names-abroad.ts';
import { codeOfTradeName, Vocabulary, wordKey } from '../../shared/mapping/vocabulary.ts';

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
  ['technique', 'Klassische Massage 30 Min.', 'relaxation'],
  ['technique', 'Masaje descontracturante', undefined],
  ['technique', 'Massagem Desportiva (60 min)', 'sports'],
  ['technique', 'Massage suédois', 'relaxation'],
  ['technique', 'Drainage lymphatique', 'other'],
  ['technique', 'other=hot-stone', 'other=hot-stone'],
  ['technique', 'other=Hot stone', undefined],
  ['complaint', 'other=hot-stone', undefined],
  ['complaint', 'Nackenverspannung', 'neck-pain'],
  ['complaint', 'Dor no pescoço', 'neck-pain'],
  ['complaint', 'Céphalée de tension', 'tension-headache'],
  ['complaint', 'Rückenschmerzen', undefined],
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
  ['complaint', 'Rückenschmerzen', 'chronic-low-back-pain'],
  ['complaint', 'quite something else', undefined],
])('near to %s %s', (vocabulary, word, code) => expect(nearestCode(vocabulary, word)).toBe(code));

test.each(['technique', 'complaint'] as const)(
  'every name of a %s is as words are looked up',
  (vocabulary) => {
    const named = Object.values(TRADE_NAMES_ABROAD[vocabulary]).flatMap((names) => names.split('|'));
    expect(named.filter((name) => wordKey(name) !== name)).toEqual([]);
    expect(named.filter((name, at) => named.indexOf(name) !== at)).toEqual([]);
  },
);

test.each([
  ['cupping', 'cupping', 'other=cupping'],
  ['60 min Hot Stone Massage (new client)', 'Hot Stone', 'other=hot-stone'],
  ['Schröpfmassage, 30 Min.', 'Schröpfmassage', 'other=schropfmassage'],
  ['Massage', 'Massage', 'other=massage'],
  ['Ashi-atsu & Thai, 90', 'Ashi-atsu & Thai', 'other=ashi-atsu-thai'],
  ['Sports', undefined, undefined],
  ['…', undefined, undefined],
  ['hot\u200Bstone', undefined, undefined],
  ['x'.repeat(60), 'x'.repeat(40), `other=${'x'.repeat(40)}`],
])('%s as a technique of the clinic’s own is %s', (word, name, meaning) => {
  expect([ownTechniqueName(word), ownTechniqueMeaning(word)]).toEqual([name, meaning]);
});
