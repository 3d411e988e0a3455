import { describe, expect, test } from 'vitest';
import { id } from '../../shared/records/fields.ts';
import { exportedId, pseudonym } from '../../shared/records/pseudonym.ts';

describe('pseudonym', () => {
  // printf 'c-001' | openssl dgst -sha256 -hmac 'riverside-key' -binary | basenc --base64url, without its "="
  test.each([
    ['riverside-key', 'c-001', 'egTWL-FvphgekWjCofav-ZXNEOexZhVlN0_qeq5xs_A'],
    ['riverside-key', 'José-7', 'HNfCgPbTWUk5ucBRzy9VNvsDuExXLGiCJXb8DzfsrEM'],
    ['harbour-key', 'c-001', '8jMYE7Gf00RMECQe9Utn4lWQFNoafpXDZDVfhjB9BdI'],
  ])('with the key %s of %s is what openssl computes', (key, clientId, expected) => {
    expect(pseudonym(key, clientId)).toBe(expected);
  });

  test('is the HMAC-SHA-256 of RFC 4231, test case 2', () => {
    const digest = Buffer.from(pseudonym('Jefe', 'what do ya want for nothing?'), 'base64url').toString(
      'hex',
    );
    expect(digest).toBe('5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843');
  });

  test('an exported id is the client whom it stands for, to the clinic that has given it and to no other', () => {
    const client = pseudonym('riverside-key', 'c-001');
    const exported = exportedId('riverside-key', client);
    expect(id.safeParse(exported).success).toBe(true);
    expect(pseudonym('riverside-key', exported)).toBe(client);
    const elsewhere = pseudonym('harbour-key', exported);
    expect([client, pseudonym('harbour-key', 'c-001')]).not.toContain(elsewhere);
    const other = pseudonym('riverside-key', 'c-002');
    for (const forged of [
      `${exported.slice(0, -1)}_`,
      exported.replace(client, other),
      `exported:${client}:${'A'.repeat(16)}`,
    ]) {
      expect([client, other]).not.toContain(pseudonym('riverside-key', forged));
    }
  });

  test('needs a key', () => {
    expect(() => pseudonym('', 'c-001')).toThrow(RangeError);
  });
});
