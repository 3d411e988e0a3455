import { expect, test } from 'vitest';
import { reliefSection } from '../../../shared/reports/tables/relief-table.ts';
import { sectionText } from '../../../shared/reports/tables/section.ts';
import { group, NO_TIMES, VALLBONA } from '../clinics.ts';

const reliefTable = (of: Parameters<typeof reliefSection>[0]) => sectionText(reliefSection(of));

test('followed is of the sessions after which pain was lower: 25 and 10 in the trial of 1997', () => {
  const lines = reliefTable(VALLBONA.techniques).split('\n');
  expect(lines[3]).toMatch(/^trigger-point-therapy {2}0\/25, 0 %/);
  expect(lines[4]).toMatch(/^relaxation {13}0\/10, 0 %/);
  expect(lines[5]).toBe('All: no session whose pain fell has a report of pain in its follow-up window.');
});

test('how many had their pain back by when', () => {
  const transitions = Array.from({ length: 11 }, () => Array.from({ length: 11 }, () => 0));
  transitions[7]![3] = 20;
  transitions[3]![7] = 5;
  transitions[4]![4] = 5;
  const relief = {
    ...NO_TIMES,
    n: 16,
    events: 6,
    censored: 10,
    medianHours: 146.6,
    resolvedBy: { '24': 0.07, '48': 0.2, '72': 0.3 },
  };
  const { immediate } = group();
  expect(
    reliefTable([group({ immediate: { ...immediate, transitions }, relief })])
      .split('\n')
      .slice(0, 4),
  ).toEqual([
    'Relief seen with each technique: hours until pain was back at its level before',
    'Technique              Followed     Pain back  Median hours  By 24 h  By 48 h  By 72 h',
    '---------------------  -----------  ---------  ------------  -------  -------  -------',
    'trigger-point-therapy  16/20, 80 %  6/16       146.6             7 %     20 %     30 %',
  ]);
});
