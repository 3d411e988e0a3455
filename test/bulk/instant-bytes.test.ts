import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ByteCursor } from '../../shared/bulk/byte-cursor.ts';
import { instantText } from '../../shared/bulk/instant-bytes.ts';
import { InstantTexts } from '../../shared/bulk/instant-texts.ts';
import { parseInstant, utcSeconds } from '../../shared/records/time/instant.ts';
import { instantAfter, spoiled } from './arbitrary-records.ts';

function read(text: string): { text: string; seconds: number } | undefined {
  const cursor = new ByteCursor();
  cursor.moveTo(Buffer.from(`"${text}"\n`), 0);
  if (!cursor.readInstant()) return undefined;
  const { seconds, nanos, offset } = cursor;
  expect(new InstantTexts().textOf(seconds, nanos, offset)).toBe(instantText(seconds, nanos, offset));
  return { text: instantText(seconds, nanos, offset), seconds };
}

function expected(text: string): ReturnType<typeof read> {
  const parsed = parseInstant(text);
  return 'instant' in parsed ? { text: parsed.instant, seconds: utcSeconds(parsed.instant) } : undefined;
}

const anyYear = fc
  .tuple(
    fc.oneof(fc.integer({ min: 0, max: 9999 }), fc.constantFrom(1, 4, 100, 400, 1900, 2000, 2024, 9999)),
    fc.integer({ min: 0, max: 13 }),
    fc.integer({ min: 0, max: 32 }),
    fc.constantFrom('00:00:00', '23:59:59', '24:00:00', '12:60:00', '07:30:61', '06:07:08.120'),
    fc.constantFrom('Z', '+14:00', '+14:01', '-12:00', '-12:30', '-00:00', '+05:60', '+00:00'),
  )
  .map(([year, month, day, clock, offset]) => {
    const pad = (value: number, digits: number) => String(value).padStart(digits, '0');
    return `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}T${clock}${offset}`;
  });

test('reads an instant exactly when the record contract does, and as the same', () => {
  const written = instantAfter(fc.integer({ min: -1_000_000, max: 1_000_000 }));
  fc.assert(
    fc.property(fc.oneof(anyYear, written, written.chain(spoiled)), (text) => {
      fc.pre(!text.includes('"') && !text.includes('\\'));
      expect(read(text)).toEqual(expected(text));
    }),
    { numRuns: 3_000 },
  );
});
