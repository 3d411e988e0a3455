import { expect, test } from 'vitest';
import { statisticsText } from '../../shared/reports/statistics-text.ts';
import { TECHNIQUE_LEGEND, techniqueTable } from '../../shared/reports/technique-table.ts';
import { client, outcome } from '../statistics/outcomes.ts';
import { group, statisticsOf, VALLBONA, widest } from './clinics.ts';

test('immediate, sustained, course, recovery and relief stand in tables of their own', () => {
  const text = techniqueTable({
    clinicId: 'riverside',
    from: '2026-01',
    to: '2026-09',
    techniques: [group()],
  });
  expect(text.split('\n\n').map((part) => part.split('\n')[0])).toEqual([
    'Outcomes at riverside, 2026-01 to 2026-09',
    'Change seen with each technique right after the session (immediate)',
    'Change seen with each technique 24 to 72 hours later (sustained)',
    'Change seen over a course of care that began with each technique (course)',
    'Recovery seen with each technique: hours until soreness has gone',
    'Relief seen with each technique: hours until pain was back at its level before',
  ]);
});

test('every table with a mean has the band below it', () => {
  const parts = statisticsText(VALLBONA).split('\n\n');
  const withMean = parts.filter(
    (part) => /\d\.\d\d \(|Mean: centre/.test(part) && !/^Differences|^What/.test(part),
  );
  expect(withMean.length).toBe(4);
  for (const part of withMean) expect(part).toContain('Expected without any treatment');
});

test('no line is wider than a page, nothing is NaN, and causes are not claimed', () => {
  const text = `${statisticsText(VALLBONA)}\n${TECHNIQUE_LEGEND}`;
  expect(widest(text)).toBeLessThanOrEqual(100);
  expect(text).not.toMatch(/NaN|undefined|null|Infinity|caused by the/);
  expect(TECHNIQUE_LEGEND.replace(/\s+/g, ' ')).toContain('seen with a technique, not caused by it');
});

test('one client without a score: every table prints, without a number that is not there', () => {
  const text = statisticsText(statisticsOf([client('a', [outcome()])]));
  expect(text).not.toMatch(/NaN|undefined|null|Infinity/);
  expect(text).toContain('deep-tissue: no session has both scores.');
  expect(text).toContain('Nothing to compare');
});

test('a clinic without sessions', () => {
  const nothing = { clinicId: 'harbour', from: null, to: null, techniques: [] };
  expect(techniqueTable(nothing)).toBe('Outcomes at harbour\n\nNo sessions.');
  const text = statisticsText(statisticsOf([]));
  expect(text).toMatch(/^Outcomes at riverside\n\nNo sessions\.\n\nData quality\n/);
  expect(text).toContain('Missing: follow-up: there are no sessions.');
});
