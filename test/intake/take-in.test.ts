import { describe, expect, it } from 'vitest';
import { createTakeIn, createTakeInOfClient, type TakeInDeps } from '../../shared/intake/take-in.ts';
import { parseRecord, type SentRecord } from '../../shared/records/record.ts';
import { contractExamples } from '../records/contract-examples.ts';

const arrival = { door: 'file', at: '2026-11-28T12:00:00.000Z' } as const;

function score(at: string): SentRecord {
  const { recordedAt: _, ...painScore } = contractExamples().painScore as Record<string, unknown>;
  const parsed = parseRecord({ ...painScore, at });
  if (!('record' in parsed)) throw new Error(JSON.stringify(parsed.refusals));
  return parsed.record;
}

/** Of a clinic in Chicago, where it is 06:00: tomorrow ends at 06:00 UTC on the 30th. */
const deps = {
  writer: { write: async (records: readonly unknown[]) => records.map(() => ({ outcome: 'accepted' })) },
  keyOfClinic: async () => 'a key',
  settingsOf: async (clinicId: string) =>
    clinicId === 'harbour' ? {} : { openedOn: '2019-01-01', timeZone: 'America/Chicago' },
} as unknown as TakeInDeps;

describe.each([
  ['every door', createTakeIn(deps)],
  ["a client's journal", createTakeInOfClient(deps, 'a-pseudonym')],
])('through %s', (_, takeIn) => {
  it('speaks of no opening that the clinic has not said', async () => {
    const [result] = await takeIn('harbour', [score('1989-12-30T06:00:00Z')], arrival);
    const message = 'expected a time from 1990-01-01 to the end of tomorrow, 2026-11-29';
    expect(result).toMatchObject({ refusals: [{ code: 'out-of-range', message }] });
  });

  it('judges times by the day of the clinic, where it is', async () => {
    const results = await takeIn(
      'riverside',
      [
        score('2026-11-30T06:00:00Z'),
        score('2026-11-30T05:59:59Z'),
        score('2019-01-01T06:00:00Z'),
        score('2019-01-01T05:59:59Z'),
      ],
      arrival,
    );
    const refused = expect.objectContaining({
      status: 'refused',
      refusals: [
        expect.objectContaining({
          code: 'out-of-range',
          path: 'at',
          message:
            "expected a time from the clinic's opening, 2019-01-01, to the end of tomorrow, 2026-11-29, " +
            'where the clinic is (America/Chicago)',
        }),
      ],
    });
    const taken = expect.not.objectContaining({ status: 'refused' });
    expect(results).toEqual([refused, taken, taken, refused]);
  });
});
