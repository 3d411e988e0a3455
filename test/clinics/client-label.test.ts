import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkedLabel, LONGEST_LABEL, openLabel, sealLabel } from '../../shared/clinics/client-label.ts';
import { clinicKeyring, newOrigin } from '../../shared/clinics/clinic-keyring.ts';
import { masters } from './masters.ts';

const key = () => clinicKeyring(masters(), newOrigin(masters())).labelKey();
const WHOSE = { clinicId: 'harbour', client: 'p-1' };

describe('a label that is typed', () => {
  it.each([
    ['M. S.', 'M. S.'],
    ['  Mrs S ', 'Mrs S'],
    ["O'Brien <3", "O'Brien <3"],
    ['Zoe\u0308', 'Zo\u00eb'], // one spelling of what looks the same (Unicode NFC)
    ['מרים', 'מרים'],
    ['李 7', '李 7'],
    ['🐎', '🐎'],
    ['🐎'.repeat(24), '🐎'.repeat(24)], // characters, not the units of UTF-16
  ])('is kept: %j', (typed, label) => {
    expect(checkedLabel(typed)).toEqual({ label });
  });

  it.each([
    ['', /initials or a nickname/],
    ['   ', /initials or a nickname/],
    ['a'.repeat(25), /at most 24 characters; these are 25/],
    ['Mrs\nS', /nobody sees/],
    ['Mrs\tS', /nobody sees/],
    ['a\u0000b', /nobody sees/],
    ['a\u007fb', /nobody sees/],
    ['a\u00a0b', /nobody sees/], // a space that breaks no line
    ['a\u00adb', /nobody sees/], // soft hyphen
    ['a\u200bb', /nobody sees/], // a space of no width
    ['a\u200db', /nobody sees/], // joiner
    ['\u202eS.M', /nobody sees/], // right to left from here
    ['a\u2066b\u2069', /nobody sees/], // isolates
    ['\u200fS', /nobody sees/],
    ['\ufeffS', /nobody sees/],
    ['\u3164', /nobody sees/], // Hangul filler, a letter that shows nothing
    ['a\u034fb', /nobody sees/],
    ['a\ufe0fb', /nobody sees/],
    ['\u2800', /nobody sees/], // Braille without dots
    ['a\u2028b', /nobody sees/],
    ['\u0301', /nobody sees/], // an accent on nothing
    ['\ud800', /nobody sees/],
    ['a\u{e0041}b', /nobody sees/], // a tag
  ])('is refused: %j', (typed, problem) => {
    expect(checkedLabel(typed)).toEqual({ problem: expect.stringMatching(problem) });
  });
});

describe('a label that is kept', () => {
  it('opens as that of its client, its clinic and its key, and of no other', () => {
    const own = key();
    const sealed = sealLabel(own, WHOSE, 'Mrs S');
    expect(openLabel(own, WHOSE, sealed)).toBe('Mrs S');
    expect(openLabel(own, { ...WHOSE, client: 'p-2' }, sealed)).toBeUndefined();
    expect(openLabel(own, { ...WHOSE, clinicId: 'mill' }, sealed)).toBeUndefined();
    expect(openLabel(own, { clinicId: 'harbour","p', client: '1' }, sealed)).toBeUndefined();
    // Another salt: the clinic that is added after this one was forgotten.
    expect(openLabel(key(), WHOSE, sealed)).toBeUndefined();
  });

  it('does not open when a byte of it is another, nor what is none', () => {
    const own = key();
    const sealed = Buffer.from(sealLabel(own, WHOSE, 'Mrs S'), 'base64url');
    for (const at of [0, 11, 12, 20, sealed.length - 17, sealed.length - 1]) {
      const changed = Buffer.from(sealed.map((byte, index) => (index === at ? byte ^ 1 : byte)));
      expect(openLabel(own, WHOSE, changed.toString('base64url'))).toBeUndefined();
    }
    for (const none of ['', 'x', sealed.subarray(0, 15).toString('base64url')]) {
      expect(openLabel(own, WHOSE, none)).toBeUndefined();
    }
  });

  it('has one length, and is never the same text twice', () => {
    const own = key();
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: LONGEST_LABEL }), (typed) => {
        const checked = checkedLabel(typed);
        if (!('label' in checked)) return;
        const [one, other] = [0, 1].map(() => sealLabel(own, WHOSE, checked.label));
        expect(one).toHaveLength(166); // 12 + 96 + 16 bytes
        expect(one).not.toBe(other);
        expect(openLabel(own, WHOSE, one!)).toBe(checked.label);
      }),
    );
  });
});
