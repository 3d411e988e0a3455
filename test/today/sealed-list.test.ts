import { describe, expect, it } from 'vitest';
import { LIST_SECONDS, openList, sealList } from '../../shared/today/sealed-list.ts';
import { MOST_VISITS } from '../../shared/today/todays-list.ts';
import { sealingBy } from '../access/sealing.ts';

const sealing = sealingBy(async (clinicId) => `key-of-${clinicId}`);
const WHOSE = { clinicId: 'harbour', subject: 'user-1', day: '2026-10-01' };
const NOW = new Date('2026-10-01T07:00:00Z');
const VISITS = [
  { time: '10:30', clientId: 'c-2' },
  { time: '09:00', clientId: 'c-1' },
];

describe('a list that a browser keeps', () => {
  it('opens for whom it was sealed on its day, in its order, and says nothing in clear', async () => {
    const sealed = (await sealList(sealing, WHOSE, VISITS, NOW))!;
    expect(await openList(sealing, WHOSE, sealed, NOW)).toEqual(VISITS);
    expect(Buffer.from(sealed.split('.').join(''), 'base64url').toString('latin1')).not.toContain('c-1');
    expect(sealed).not.toContain('c-1');
  });

  it.each([
    ['another day', { ...WHOSE, day: '2026-10-02' }],
    ['somebody else', { ...WHOSE, subject: 'user-2' }],
    ['another clinic', { ...WHOSE, clinicId: 'mill' }],
  ])('is none for %s', async (_whose, other) => {
    const sealed = (await sealList(sealing, WHOSE, VISITS, NOW))!;
    expect(await openList(sealing, other, sealed, NOW)).toEqual([]);
  });

  it('ends by itself, and whatever else stands there is none', async () => {
    const sealed = (await sealList(sealing, WHOSE, VISITS, NOW))!;
    const over = new Date(NOW.getTime() + LIST_SECONDS * 1000);
    expect(await openList(sealing, WHOSE, sealed, over)).toEqual([]);
    for (const none of ['', 'x', `${sealed}x`, 'x'.repeat(5000)]) {
      expect(await openList(sealing, WHOSE, none, NOW)).toEqual([]);
    }
  });

  it('fits a cookie with as many ids as a list may have, or is not made', async () => {
    const visits = (length: number) =>
      Array.from({ length: MOST_VISITS }, (_, n) => ({
        time: '09:00',
        clientId: `${n}`.padStart(length, 'c'),
      }));
    const fits = (await sealList(sealing, WHOSE, visits(36), NOW))!; // as long as a UUID
    expect(fits.length).toBeLessThanOrEqual(3800);
    expect(await openList(sealing, WHOSE, fits, NOW)).toHaveLength(MOST_VISITS);
    expect(await sealList(sealing, WHOSE, visits(128), NOW)).toBeUndefined();
  });
});
