import { describe, expect, test } from 'vitest';
import { refusalToReplace } from '../../shared/access/may-replace.ts';
import { type Arrival, DOORS, type Door } from '../../shared/records/arrival.ts';

const by = (door: Door): Arrival => ({ door, at: '2026-08-03T10:00:00Z' });

describe('refusalToReplace', () => {
  const own: readonly Door[] = ['client', 'journal'];

  test.each(DOORS)('lets whatever comes by %s be the first', (door) => {
    expect(refusalToReplace(undefined, '{}', by(door))).toBeUndefined();
  });

  test.each(DOORS)(
    'lets a client replace and delete what came by %s only if that door is his own',
    (door) => {
      for (const his of own) {
        for (const content of ['{}', null]) {
          const refusal = refusalToReplace({ content: '{}', arrival: by(door) }, content, by(his));
          expect(refusal?.code).toBe(own.includes(door) ? undefined : 'forbidden');
        }
      }
    },
  );

  test('does not let a client bring back what the clinic deleted, or change what came nobody knows how', () => {
    expect(refusalToReplace({ content: null, arrival: by('owner') }, '{}', by('journal'))?.code).toBe(
      'forbidden',
    );
    expect(refusalToReplace({ content: '{}', arrival: undefined }, '{}', by('client'))?.code).toBe(
      'forbidden',
    );
  });
});
