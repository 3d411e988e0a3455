import { EncryptJWT, UnsecuredJWT } from 'jose';
import { describe, expect, test } from 'vitest';
import { type SealingKeys, seal } from '../../shared/access/sealed-token.ts';
import { ForbiddenError } from '../../shared/errors.ts';
import { openJournalForm, sealJournalForm } from '../../shared/journal/journal-form.ts';
import {
  isEnded,
  JOURNAL_LINK_DAYS,
  newJournalLink,
  openJournalLink,
  sealJournalLink,
} from '../../shared/journal/journal-link.ts';
import { pseudonym } from '../../shared/records/pseudonym.ts';
import { sealingBy } from '../access/sealing.ts';

const SECRETS: Readonly<Record<string, string>> = { riverside: 'a'.repeat(64), harbour: 'b'.repeat(64) };
const secretOf = async (clinicId: string) => {
  const secret = SECRETS[clinicId];
  if (secret === undefined) throw new ForbiddenError('not registered');
  return secret;
};
const sealing = sealingBy(secretOf);
const client = pseudonym(SECRETS['riverside']!, 'c-001');
const now = new Date('2026-08-03T10:00:00Z');
const later = (days: number) => new Date(now.getTime() + days * 86_400_000);
const link = newJournalLink({ clinicId: 'riverside', client }, now);
const form = {
  clinicId: 'riverside',
  client,
  entryId: 'journal-6f1c2a3b-0000-4000-8000-000000000001',
  offset: '-05:00',
  questions: { bodyRegion: 'low-back', task: { goalId: 'g-1', measure: 'task:reach-top-shelf' } },
};

describe('a link to a journal', () => {
  test('opens until it expires, and not a second longer', async () => {
    const token = await sealJournalLink(sealing, link);
    expect(await openJournalLink(sealing, token, now)).toEqual(link);
    expect(await openJournalLink(sealing, token, later(JOURNAL_LINK_DAYS - 1))).toEqual(link);
    expect(await openJournalLink(sealing, token, later(JOURNAL_LINK_DAYS))).toBeUndefined();
  });

  test('holds nothing that can be read but the clinic: no client id, no pseudonym', async () => {
    const token = await sealJournalLink(sealing, link);
    const readable = token.split('.').map((part) => Buffer.from(part, 'base64url').toString('latin1'));
    expect(JSON.parse(readable[0]!)).toEqual({ alg: 'dir', enc: 'A256GCM', kid: 'riverside/1' });
    expect(readable.join(' ')).not.toContain(client);
    expect(token).not.toContain(client);
    expect(await sealJournalLink(sealing, link)).not.toBe(token);
  });

  test('with any one of its letters changed opens nothing', async () => {
    const token = await sealJournalLink(sealing, link);
    for (let index = 0; index < token.length; index += 1) {
      if (token[index] === '.') continue;
      // The last letter of a part may hold bits that mean nothing; a far letter changes those that do.
      const other = token[index]! < 'a' ? 'z' : 'A';
      const changed = token.slice(0, index) + other + token.slice(index + 1);
      expect(await openJournalLink(sealing, changed, now), `letter ${index}`).toBeUndefined();
    }
  });

  test.each([
    ['nothing', ''],
    ['a word', 'journal'],
    ['five dots', '.....'],
    ['a very long text', `${'a'.repeat(5000)}.a.a.a.a`],
    [
      'a token without a key',
      new UnsecuredJWT({ sub: client }).setIssuedAt(now).setExpirationTime('1h').encode(),
    ],
  ])('%s is none', async (_what, token) => {
    expect(await openJournalLink(sealing, token, now)).toBeUndefined();
  });

  test('of another clinic, of a clinic that is not registered, or made for something else is none', async () => {
    const token = await sealJournalLink(sealing, link);
    const swapped = (clinicId: string) => {
      const header = { alg: 'dir', enc: 'A256GCM', kid: clinicId };
      return [Buffer.from(JSON.stringify(header)).toString('base64url'), ...token.split('.').slice(1)].join(
        '.',
      );
    };
    for (const clinicId of ['harbour/1', 'riverside/2', 'riverside', 'nowhere/1', '../riverside/1', '']) {
      expect(await openJournalLink(sealing, swapped(clinicId), now), clinicId).toBeUndefined();
    }
    const ofForm = await sealJournalForm(sealing, form, now);
    expect(await openJournalLink(sealing, ofForm, now)).toBeUndefined();
    expect(await openJournalForm(sealing, token, now)).toBeUndefined();
    const guessed = await new EncryptJWT({ sub: client })
      .setProtectedHeader({ alg: 'dir', enc: 'A256GCM', kid: 'riverside/1' })
      .setIssuedAt(now)
      .setExpirationTime(later(1))
      .encrypt(new TextEncoder().encode(SECRETS['riverside']!.slice(0, 32)));
    expect(await openJournalLink(sealing, guessed, now)).toBeUndefined();
  });

  test('that is none of ours by its looks asks for no secret', async () => {
    const asked: string[] = [];
    const counting: SealingKeys = async (clinicId) => {
      asked.push(clinicId);
      return sealing(clinicId);
    };
    const token = await sealJournalLink(sealing, link);
    const headed = (header: object) =>
      [Buffer.from(JSON.stringify(header)).toString('base64url'), ...token.split('.').slice(1)].join('.');
    const kid = 'riverside/1';
    for (const text of [
      headed({ alg: 'A256KW', enc: 'A256GCM', kid }),
      headed({ alg: 'dir', enc: 'A128CBC-HS256', kid }),
      headed({ alg: 'dir', enc: 'A256GCM' }),
      headed({ alg: 'dir', enc: 'A256GCM', kid: ['riverside/1'] }),
      ...['riverside/0', 'riverside/x', 'riverside/1/1', '/1', 'riverside/'].map((strange) =>
        headed({ alg: 'dir', enc: 'A256GCM', kid: strange }),
      ),
      `${token.split('.')[0]}..a.b.c`,
      `${token.split('.')[0]}....`,
      `${token}.a`,
    ]) {
      expect(await openJournalLink(counting, text, now), text).toBeUndefined();
    }
    expect(asked).toEqual([]);
    expect(await openJournalLink(counting, token, now)).toEqual(link);
    expect(asked).toEqual(['riverside']);
  });

  test('that an earlier deployment sealed with other claims is none', async () => {
    const odd = { clinicId: 'riverside', claims: { sub: 'short' }, issuedAt: now, expiresAt: later(1) };
    const token = await seal(sealing, { ...odd, purpose: 'journal link' });
    expect(await openJournalLink(sealing, token, now)).toBeUndefined();
    expect(
      await openJournalForm(sealing, await seal(sealing, { ...odd, purpose: 'journal form' }), now),
    ).toBe(undefined);
  });

  test('does not hide that the secret could not be read: that is no fault of the link', async () => {
    const token = await sealJournalLink(sealing, link);
    const failing = async () => Promise.reject(new Error('throttled'));
    await expect(openJournalLink(failing, token, now)).rejects.toThrow('throttled');
  });

  test('ends with an erasure that comes after it, and is not touched by one before', () => {
    expect(isEnded(link, undefined)).toBe(false);
    expect(isEnded(link, '2026-08-03T09:59:59.999000000Z')).toBe(false);
    expect(isEnded(link, '2026-08-03T10:00:00.000000000Z')).toBe(true);
    expect(isEnded(link, '2026-09-01T00:00:00.000000000Z')).toBe(true);
  });
});

describe('a sealed form', () => {
  test('comes back as it was made, for half a day', async () => {
    const text = await sealJournalForm(sealing, form, now);
    expect(await openJournalForm(sealing, text, later(0.49))).toEqual(form);
    expect(await openJournalForm(sealing, text, later(0.5))).toBeUndefined();
    const plain = { ...form, questions: {} };
    expect(await openJournalForm(sealing, await sealJournalForm(sealing, plain, now), now)).toEqual(plain);
  });
});
