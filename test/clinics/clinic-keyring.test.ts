import { createHmac, hkdfSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { clinicKeyring, newOrigin, sealedKey } from '../../shared/clinics/clinic-keyring.ts';
import { masterKeys, withNewMaster } from '../../shared/clinics/master-keys.ts';
import { masters } from './masters.ts';

const ORIGIN = { salt: new Uint8Array(32).fill(7), masterVersion: '1' };
const LINK = 'journal link';

/** RFC 5869, in its two steps, by HMAC alone. */
function hkdf(secret: string, salt: Uint8Array, info: string): Buffer {
  const extracted = createHmac('sha256', salt).update(secret).digest();
  return createHmac('sha256', extracted).update(`massage-outcomes ${info}\u0001`).digest();
}

describe('the keys of a clinic', () => {
  it('are HKDF-SHA-256 of master and salt, each of its own', () => {
    const keys = clinicKeyring(masters(), ORIGIN);
    const master = masters().of('1')!;
    expect(keys.pseudonymKey).toBe(hkdf(master, ORIGIN.salt, 'pseudonyms').toString('base64url'));
    expect(Buffer.from(keys.labelKey())).toEqual(hkdf(master, ORIGIN.salt, 'client labels'));
    expect(Buffer.from(keys.rowKey())).toEqual(hkdf(master, ORIGIN.salt, 'rows of files'));
    expect(Buffer.from(keys.sealingKey('1', LINK)!)).toEqual(hkdf(master, ORIGIN.salt, `sealed ${LINK}`));
    expect(keys.sealingKey('1', 'journal form')).not.toEqual(keys.sealingKey('1', LINK));
  });

  it('are others of every clinic', () => {
    const [one, other] = [newOrigin(masters()), newOrigin(masters())];
    expect(one.salt).toHaveLength(32);
    expect(one.salt).not.toEqual(other.salt);
    expect(clinicKeyring(masters(), one).pseudonymKey).not.toBe(clinicKeyring(masters(), other).pseudonymKey);
  });

  it('of pseudonyms and labels stay when the master gets a version, and what is sealed is under the new one', () => {
    const [before, after] = [clinicKeyring(masters(), ORIGIN), clinicKeyring(masters(2), ORIGIN)];
    expect(after.pseudonymKey).toBe(before.pseudonymKey);
    expect(after.labelKey()).toEqual(before.labelKey());
    expect([before.version, after.version]).toEqual(['1', '2']);
    expect(after.sealingKey('2', LINK)).not.toEqual(before.sealingKey('1', LINK));
    expect(after.sealingKey('1', LINK)).toEqual(before.sealingKey('1', LINK));
    expect(after.sealingKey('3', LINK)).toBeUndefined();
    const young = { ...ORIGIN, masterVersion: '2' };
    expect(clinicKeyring(masters(2), young).pseudonymKey).not.toBe(before.pseudonymKey);
    expect(() => clinicKeyring(masters(), young)).toThrow('no version 2');
  });

  it('open nothing from before a rotation that ends links, and still make the same pseudonyms', () => {
    const ended = clinicKeyring(masters(3, 3), ORIGIN);
    expect(ended.sealingKey('1', LINK)).toBeUndefined();
    expect(ended.sealingKey('2', LINK)).toBeUndefined();
    expect(ended.sealingKey('3', LINK)).toBeDefined();
    expect(ended.pseudonymKey).toBe(clinicKeyring(masters(), ORIGIN).pseudonymKey);
  });

  it('of one that had a secret of its own are that, and what was sealed under it opens', () => {
    const old = 'K'.repeat(64);
    const kept = { ...ORIGIN, keptKey: sealedKey(masters(), ORIGIN, old) };
    expect(Buffer.from(kept.keptKey).includes(old)).toBe(false);
    const keys = clinicKeyring(masters(2), kept);
    expect(keys.pseudonymKey).toBe(old);
    const before = new Uint8Array(hkdfSync('sha256', old, '', `massage-outcomes ${LINK}`, 32));
    expect(keys.sealingKey('0', LINK)).toEqual(before);
    expect(keys.sealingKey('2', LINK)).not.toEqual(before);
    expect(clinicKeyring(masters(2, 2), kept).sealingKey('0', LINK)).toBeUndefined();
    expect(clinicKeyring(masters(), ORIGIN).sealingKey('0', LINK)).toBeUndefined();
    const [other, last] = [new Uint8Array(32).fill(8), kept.keptKey.length - 1];
    expect(() => clinicKeyring(masters(), { ...kept, salt: other })).toThrow();
    const changed = Uint8Array.from(kept.keptKey, (byte, at) => (at === last ? byte ^ 1 : byte));
    expect(() => clinicKeyring(masters(), { ...kept, keptKey: changed })).toThrow();
  });
});

describe('the master secret', () => {
  const text = JSON.stringify({ 1: 'x'.repeat(64) });

  it('gets a version and loses none', () => {
    const twice = withNewMaster(withNewMaster(text, 'y'.repeat(64), false), 'z'.repeat(64), true);
    const keys = masterKeys(twice);
    expect(keys.newest).toBe('3');
    expect(['1', '2', '3'].map((version) => keys.of(version)![0])).toEqual(['x', 'y', 'z']);
    expect(['1', '2', '3', '4'].map((version) => keys.opens(version))).toEqual([false, false, true, false]);
    expect(withNewMaster(twice, 'v'.repeat(64), false)).toContain('"linksFrom":"3"');
    const many = JSON.stringify(
      Object.fromEntries(Array.from({ length: 10 }, (_, n) => [n + 1, 'k'.repeat(32)])),
    );
    expect(masterKeys(many).newest).toBe('10');
  });

  it.each(['{}', '[]', 'null', `{"first":"${'x'.repeat(64)}"}`, '{"1":"short"}', '{"1":1}', 'x'])(
    'is not %s',
    (held) => {
      expect(() => masterKeys(held)).toThrow();
    },
  );

  it('has no version by a name that every object has', () => {
    expect(masterKeys(text).of('constructor')).toBeUndefined();
    expect(masterKeys(text).opens('__proto__')).toBe(false);
  });
});
