import { expect, test } from 'vitest';
import { type CareRow, careTable } from '../../../shared/pages/clients/care-tables.ts';
import { html } from '../../../shared/pages/frame/html.ts';

const TODAY = '2026-08-02';
const brief = (...care: CareRow[]) => {
  const page = careTable(care, (id) => ({ 't-1': 'Ana', 't-2': 'Bea' })[id] ?? id, TODAY, html``).markup;
  return /<summary[\s\S]*?<\/summary>/
    .exec(page)![0]
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();
};
const of = (therapistId: string, part: Partial<CareRow> = {}): CareRow => ({
  ...{ therapistId, from: '2026-07-01', until: null, implied: false },
  ...part,
});

test('care that had begun by the clocks of its arrival is in force, though its first day is tomorrow', () => {
  const arrival = { door: 'therapist', at: '2026-08-02T16:00:00.000Z', timeZone: 'Asia/Tokyo' } as const;
  expect(brief(of('t-1', { from: '2026-08-03', arrival }))).toBe('Care Ana');
  expect(brief(of('t-1', { from: '2026-08-03' }))).toBe('Care in nobody’s care');
});

test('on the day of a hand-over both are told, and whose last day it is', () => {
  expect(brief(of('t-1', { until: TODAY }), of('t-2', { from: TODAY }))).toBe(
    'Care Ana (until today) and Bea',
  );
  expect(brief(of('t-1', { until: '2026-08-01' }), of('t-2'))).toBe('Care Bea');
});
