import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Fact, parseRecord } from '../../../shared/records/record.ts';
import { instantIn } from '../../../shared/records/time/instant.ts';
import { contentOf } from '../../../shared/records/versions/content.ts';
import { meaningOf } from '../../../shared/records/versions/meaning.ts';
import { contractExamples } from '../contract-examples.ts';

const { session, painScore, measurement } = contractExamples();

function meaning(input: unknown): string {
  const parsed = parseRecord(JSON.parse(JSON.stringify(input)));
  if (!('record' in parsed)) throw new Error(JSON.stringify(parsed.refusals));
  return meaningOf(contentOf(parsed.record as Fact));
}
const offset = fc.integer({ min: -12 * 4, max: 14 * 4 }).map((quarters) => {
  const minutes = Math.abs(quarters) * 15;
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, '0'));
  return `${quarters < 0 ? '-' : '+'}${hours}:${rest}`;
});

describe('meaningOf', () => {
  test('is the same in whatever offsets the instants of a session are written', () => {
    const written = meaning(session);
    fc.assert(
      fc.property(offset, offset, (one, other) => {
        const startedAt = instantIn(new Date(session.startedAt), one);
        const endedAt = instantIn(new Date(session.endedAt), other);
        expect(meaning({ ...session, startedAt, endedAt })).toBe(written);
      }),
    );
  });

  test.each([
    ['-00:00 and Z', { at: '2026-08-04T17:00:00-00:00' }, { at: '2026-08-04T17:00:00Z' }],
    ['a fraction and none', { at: '2026-08-04T17:00:00.000Z' }, { at: '2026-08-04T12:00:00-05:00' }],
    ['another time of writing', { recordedAt: '2026-08-04T17:02:00Z' }, {}],
  ])('takes %s for the same', (_what, one, other) => {
    expect(meaning({ ...painScore, ...one })).toBe(meaning({ ...painScore, ...other }));
  });

  test('takes 38 and 38.0 for the same', () => {
    const text = JSON.stringify(measurement).replace('"value":38', '"value":38.0');
    expect(text).toContain('38.0');
    expect(meaning(JSON.parse(text))).toBe(meaning(measurement));
  });

  test('is another for another instant, number or text, though the text be an instant', () => {
    const others = [
      { at: '2026-08-04T12:00:01-05:00' },
      { pain: 4 },
      { bodyRegion: 'neck' },
      { scoreId: '2026-08-04T12:00:00Z' },
      { scoreId: '2026-08-04T13:00:00:01:00' },
    ].map((change) => meaning({ ...painScore, ...change }));
    expect(new Set([meaning(painScore), ...others]).size).toBe(others.length + 1);
  });
});
