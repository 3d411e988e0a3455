import { describe, expect, test } from 'vitest';
import { handedCare } from '../../shared/access/handed-care.ts';

const ON = '2026-08-20';
const care = (therapistId: string, from: string, until: string | null = null, part: object = {}) => ({
  ...{ therapistId, from, until, implied: false },
  ...part,
});
const given = (therapistId: string, from = ON) => ({
  ...{ therapistId, from, until: null },
  reason: 'handed-over',
});

describe('handedCare', () => {
  test('gives the client to the other from today on, and ends her care with today', () => {
    const held = [care('t-1', '2026-08-03')];
    expect(handedCare(held, { from: 't-1', to: 't-2', on: ON })).toEqual([
      given('t-2'),
      { therapistId: 't-1', from: '2026-08-03', until: ON },
    ]);
  });

  test('ends care that goes on by what was reported after its end', () => {
    const held = [care('t-1', '2026-08-03', '2026-08-10', { again: '2026-08-18' })];
    expect(handedCare(held, { from: 't-1', to: 't-2', on: ON })[1]).toEqual({
      ...{ therapistId: 't-1', from: '2026-08-03', until: ON },
    });
  });

  test('gives anew what has ended, keeps since when it is so, and says nothing where it goes on anyway', () => {
    const to = (held: object) =>
      handedCare([care('t-1', '2026-08-03'), held as never], { to: 't-2', on: ON, from: 't-1' });
    expect(to(care('t-2', '2026-07-01', '2026-07-31'))[0]).toEqual(given('t-2'));
    expect(to(care('t-2', '2026-09-01'))[0]).toEqual(given('t-2'));
    expect(to(care('t-2', '2026-08-05', '2026-08-25'))[0]).toEqual(given('t-2', '2026-08-05'));
    expect(to(care('t-2', '2026-08-05', null, { implied: true }))[0]).toEqual(given('t-2', '2026-08-05'));
    expect(to(care('t-2', '2026-07-01', '2026-07-31', { again: '2026-08-12' }))[0]).toEqual(
      given('t-2', '2026-08-12'),
    );
    expect(to(care('t-2', '2026-08-05'))).toEqual([{ therapistId: 't-1', from: '2026-08-03', until: ON }]);
  });

  test('ends the only care there is where nobody says whose, and asks where there are several', () => {
    const [one, other] = [care('t-1', '2026-08-03'), care('t-3', '2026-08-04')];
    const over = [care('t-4', '2026-07-01', '2026-07-31'), care('t-5', '2026-08-01', ON)];
    const said = handedCare([one, ...over], { to: 't-2', on: ON });
    expect(said.map(({ therapistId, until }) => [therapistId, until])).toEqual([
      ['t-2', null],
      ['t-1', ON],
    ]);
    expect(handedCare(over, { to: 't-2', on: ON })).toEqual([given('t-2')]);
    expect(() => handedCare([one, other], { to: 't-2', on: ON })).toThrow(
      expect.objectContaining({ path: 'from' }),
    );
    // Sent again, it is done already.
    expect(handedCare([care('t-1', '2026-08-03', ON), care('t-2', ON)], { to: 't-2', on: ON })).toEqual([]);
  });

  test('hands nothing over to herself, and nothing of somebody who does not care for the client', () => {
    const held = [care('t-1', '2026-08-03')];
    expect(() => handedCare(held, { from: 't-1', to: 't-1', on: ON })).toThrow(
      expect.objectContaining({ path: 'to' }),
    );
    expect(() => handedCare(held, { from: 't-3', to: 't-2', on: ON })).toThrow(
      expect.objectContaining({ path: 'from' }),
    );
  });
});
