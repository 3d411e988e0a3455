import { expect, test } from 'vitest';
import { outcomeStatistics } from '../../../shared/claims/outcome-statistics.ts';
import { phaseSection } from '../../../shared/reports/tables/phase-table.ts';
import { qualityTable } from '../../../shared/reports/tables/quality-table.ts';
import { sectionText } from '../../../shared/reports/tables/section.ts';
import { accountOf } from '../../records/accounts.ts';
import { client, outcome } from '../../statistics/outcomes.ts';
import { VALLBONA } from '../clinics.ts';

test('what only the reader of the files knows is a dash with its reason, said once', () => {
  expect(qualityTable(VALLBONA.dataQuality).split('\n')).toEqual([
    'Data quality',
    'Of the data                                       Value',
    '------------------------------------------------  -----',
    'Records                                               -',
    'Rows refused                                          -',
    'Duplicates                                            -',
    'Sessions without any score                            0',
    'Sessions with a report in their follow-up window    0 %',
    'Median hours to the first such report                 -',
    'Clients with one session only                        50',
    'Missing: records, refused, duplicates: known where files are read, not where only what is held is',
    '  seen.',
    'Missing: median hours to the first report: no session has a report in its follow-up window.',
  ]);
});

test('counts of the files: record types that occur, and a refused count of 0 is 0', () => {
  const { dataQuality } = outcomeStatistics({
    clinicId: 'riverside',
    from: null,
    to: null,
    clients: [client('a', [outcome()])],
    dataQuality: { records: { session: 1, consent: 2 }, rows: accountOf({ duplicate: 3 }) },
  });
  expect(qualityTable(dataQuality).split('\n').slice(3, 8)).toEqual([
    'Records: session                                      1',
    'Records: consent                                      2',
    'Rows refused                                          0',
    'Duplicates                                            3',
    'Sessions without any score                            1',
  ]);
});

test('minutes of the phases', () => {
  const text = sectionText(
    phaseSection([
      { phase: 'preparation', n: 4, meanMinutes: 4.75, expectedMinutes: [5, 5], withinExpected: 0.75 },
      { phase: 'hands-on', n: 3, meanMinutes: 60, expectedMinutes: [50, 80], withinExpected: 1 },
    ]),
  );
  expect(text.split('\n').slice(1)).toEqual([
    'Phase        Recorded  Mean minutes  Expected  Within',
    '-----------  --------  ------------  --------  ------',
    'preparation         4           4.8  5           75 %',
    'hands-on            3          60.0  50 to 80   100 %',
  ]);
  expect(sectionText(phaseSection([]))).toMatch(/\nNone was recorded\.$/);
});
