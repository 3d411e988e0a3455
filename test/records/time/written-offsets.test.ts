import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { OffsetMonths } from '../../../shared/bulk/offset-months.ts';
import { inZone } from '../../../shared/records/time/in-zone.ts';
import { joinedOffsets, offsetsDoubt, writtenOffsets } from '../../../shared/records/time/written-offsets.ts';

const noons = (months: number) =>
  Array.from({ length: months * 30 }, (_, day) =>
    new Date(Date.UTC(2026, 0, 1 + day, 12)).toISOString().replace('.000Z', '+00:00'),
  );
const doubtOf = (instants: readonly string[]) => offsetsDoubt(writtenOffsets(instants));
const inPlace = (zone: string, instants: readonly string[]) => instants.map((text) => inZone(text, zone));

describe('what the offsets of instants say', () => {
  it.each(['America/Chicago', 'Europe/Lisbon', 'Australia/Lord_Howe', 'America/St_Johns', 'Asia/Kathmandu'])(
    'nothing where all are those of one place, such as %s, through summer and winter',
    (zone) => {
      for (const months of [1, 3, 12, 40]) {
        if (zone === 'Europe/Lisbon' && months < 4) continue; // winter there is UTC, as below
        expect(doubtOf(inPlace(zone, noons(months))), `${months} months`).toBeUndefined();
      }
      expect(doubtOf([])).toBeUndefined();
    },
  );

  it('that an evening may count as the next day, where all are UTC', () => {
    expect(doubtOf(noons(12))).toBe(
      'instants are written in UTC only, and the clinic has no time zone: an evening may count as the next day',
    );
    expect(doubtOf(['2026-08-03T10:00:00-00:00', '2026-08-03T10:00:00+00:00'])).toContain('UTC only');
  });

  it('that a day may count as two, where they are those of several places or of a place and UTC', () => {
    const local = inPlace('America/Chicago', noons(12));
    const told =
      'instants are written in several offsets from UTC (-06:00, -05:00, +00:00), and the clinic has no';
    expect(doubtOf([...local, noons(1)[0]!])).toContain(told);
    expect(doubtOf(['2026-08-03T18:00:00-05:00', '2026-08-03T23:00:00+00:00'])).toContain('(-05:00, +00:00)');
    // An hour apart, but all the year round.
    const lisbon = inPlace('Europe/Lisbon', noons(12));
    expect(doubtOf([...lisbon, ...noons(12)])).toContain('(+00:00, +01:00)');
    const many = ['-08:00', '-07:00', '-06:00', '-05:00', '-04:00', '+05:45'];
    expect(doubtOf(many.map((offset) => `2026-08-03T18:00:00${offset}`))).toContain('-05:00, 2 more)');
  });

  it('the same of millions of rows, and of parts that are put together', () => {
    const instants = fc.array(
      fc.tuple(fc.constantFrom(...noons(30)), fc.constantFrom('America/Chicago', 'Europe/Lisbon', 'UTC')),
      { maxLength: 60 },
    );
    fc.assert(
      fc.property(instants, fc.nat({ max: 60 }), (pairs, cut) => {
        const written = pairs.map(([text, zone]) => inZone(text, zone));
        const rows = new OffsetMonths();
        for (const text of written) {
          const minutes = Number(text.slice(-5, -3)) * 60;
          rows.note(Date.parse(text) / 1000, text.at(-6) === '-' ? minutes | 0x8000 : minutes);
        }
        const all = writtenOffsets(written);
        expect(Object.keys(rows.offsets).sort()).toEqual(Object.keys(all).sort());
        const parts = [written.slice(0, cut), written.slice(cut)].map(writtenOffsets);
        expect(joinedOffsets(parts)).toEqual(all);
        expect(offsetsDoubt(joinedOffsets([rows.offsets, {}]))).toBe(offsetsDoubt(rows.offsets));
      }),
    );
  });
});
