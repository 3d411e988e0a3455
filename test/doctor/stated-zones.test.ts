import { describe, expect, test } from 'vitest';
import { examineFile } from '../../shared/doctor/examine-file.ts';
import { applyMapping } from '../../shared/mapping/apply-mapping.ts';
import { openTable } from '../../shared/tables/open-table.ts';
import { piecesOf, recordsOf } from '../mapping/mapped.ts';
import { examined, proposed } from './proposed.ts';

/** When the visits of a table began, by the mapping that is proposed for it in a clinic of Chicago. */
async function startsOf(content: string) {
  const { mapping } = await proposed(content);
  const items = [];
  const table = await openTable(piecesOf(content), mapping.file);
  for await (const item of applyMapping(table, mapping, { clinicId: 'c' })) items.push(item);
  return recordsOf(items).map((record) =>
    'startedAt' in record ? record.startedAt : 'at' in record && record.at,
  );
}

const visits = (start: string, day = '2026-07-02') =>
  `Client ID,${start},Minutes,Service\nc-1,2026-01-02 09:00,60,Swedish\nc-2,${day} 09:00,60,Swedish\n`;

describe('a zone in the name of a column', () => {
  test.each([
    ['Start (EST)', ['2026-01-02T09:00:00-05:00', '2026-07-02T09:00:00-04:00']],
    ['Start time (ET)', ['2026-01-02T09:00:00-05:00', '2026-07-02T09:00:00-04:00']],
    ['Start (UTC+1)', ['2026-01-02T09:00:00+01:00', '2026-07-02T09:00:00+01:00']],
    ['Start (GMT-03:00)', ['2026-01-02T09:00:00-03:00', '2026-07-02T09:00:00-03:00']],
    ['Start (UTC+5:30)', ['2026-01-02T09:00:00+05:30', '2026-07-02T09:00:00+05:30']],
    ['Start (UTC)', ['2026-01-02T09:00:00+00:00', '2026-07-02T09:00:00+00:00']],
    ['Start (CST)', ['2026-01-02T09:00:00-06:00', '2026-07-02T09:00:00-05:00']],
    ['Start (LMT)', ['2026-01-02T09:00:00-06:00', '2026-07-02T09:00:00-05:00']],
  ])('%s', async (name, expected) => {
    expect(await startsOf(visits(name))).toEqual(expected);
  });

  test('is to be checked where it is an abbreviation of another place, and the clinic’s own is told', async () => {
    const other = await proposed(visits('Start (EST)'));
    expect(other.told('Start (EST)')).toMatchObject([
      { sure: 'unsure', why: expect.stringContaining('America/New_York') },
    ]);
    const own = await proposed(visits('Start (CST)'));
    expect(own.told('Start (CST)')).toMatchObject([{ sure: 'likely' }]);
    expect(own.mapping.records[0]!.fields['startedAt']).toEqual({ column: 'Start (CST)' });
  });
});

describe('the zone that Qualtrics states below the names of the columns', () => {
  const form = [
    'StartDate,Q1,Q2',
    'Start Date,What is your client ID?,How is your pain right now?',
    '"{""ImportId"":""startDate"",""timeZone"":""America/Denver""}","{""ImportId"":""QID1_TEXT""}","{""ImportId"":""QID2""}"',
    '2026-03-02 09:00:00,C-1,6',
    '2026-03-03 09:00:00,C-2,4',
    '',
  ].join('\n');

  test('is that of its times', async () => {
    expect(await startsOf(form)).toEqual(['2026-03-02T09:00:00-07:00', '2026-03-03T09:00:00-07:00']);
    const seen = await examined(form);
    expect(JSON.stringify(seen)).toContain('those of America/Denver');
  });
});

describe('a column that names the zone of each row', () => {
  const visitsIn = (name: string, zones: readonly string[]) =>
    `Client ID,Start,End,Service,${name}\n${zones
      .map((zone, day) => `c-${day},2026-07-0${day + 1} 09:00,2026-07-0${day + 1} 10:00,Swedish,${zone}\n`)
      .join('')}`;

  test.each([
    ['Time zone', 'America/New_York,Europe/Paris', '-04:00,+02:00'],
    ['Zeitzone', 'Europe/Berlin,UTC', '+02:00,+00:00'],
    ['UTC offset', '-05:00,+0100', '-05:00,+01:00'],
    ['Offset of clocks', '-05:00,+01:00', '-05:00,+01:00'],
    ['tz', '-5,-4', '-05:00,-04:00'],
  ])('%s (%s)', async (name, zones, offsets) => {
    const content = visitsIn(name, zones.split(','));
    expect(await startsOf(content)).toEqual(
      offsets.split(',').map((offset, day) => `2026-07-0${day + 1}T09:00:00${offset}`),
    );
    const { fields, told, outcome } = await proposed(content);
    expect(fields[0]).toMatchObject({ startedAt: { zone: name }, endedAt: { zone: name } });
    expect(told(name)).toMatchObject([{ sure: 'likely' }]);
    expect(outcome.refused).toBe(0);
  });

  test('the zone of the clinic is not asked for', async () => {
    const content = visitsIn('Time zone', ['America/New_York', 'Europe/Paris']);
    const seen = await examineFile(() => piecesOf(content, 4096), { name: 'a.csv' });
    expect(seen).toMatchObject({ outcome: { records: { session: 2 }, refused: 0 } });
    expect(JSON.stringify(seen)).not.toContain('"about":"timeZone"');
  });

  test.each([
    ['Client time zone', ['America/New_York', 'Europe/Paris']],
    ['Time zone', ['America/New_York', '']],
    ['Time zone', ['America/New_York', 'EST']],
    ['Change', ['-2', '-1']],
  ])('%s %j is none', async (name, zones) => {
    const { mapping } = await proposed(visitsIn(name, zones));
    expect(JSON.stringify(mapping.records)).not.toContain('"zone"');
  });
});
