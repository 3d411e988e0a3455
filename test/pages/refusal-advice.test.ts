import { expect, test } from 'vitest';
import { RefusalGroups } from '../../shared/imports/refusal-groups.ts';
import { settingWords } from '../../shared/pages/imports/mapping-words.ts';
import { adviceFor } from '../../shared/pages/imports/refusal-advice.ts';
import { mapped, mappingOf, refusalsOf } from '../mapping/mapped.ts';

const MAPPING = mappingOf({
  rows: [{ column: 'Status', held: ['Arrived'], skipped: {} }],
  records: [
    {
      type: 'session',
      fields: {
        sessionId: { column: 'Id' },
        clientId: { column: 'No' },
        therapistId: { constant: 't-1' },
        startedAt: { column: 'Start' },
        endedAt: { after: 'startedAt', minutes: { column: 'Min' } },
        complaint: { column: 'Reason' },
        techniques: { column: 'Service', minutes: 'whole-session' },
        painBefore: { column: 'Before' },
        painAfter: { column: 'After', score: { form: 'words', words: {} } },
        recordedAt: { column: 'Saved' },
      },
    },
  ],
});
const ROWS = [
  'Id,No,Start,Min,Reason,Service,Before,After,Saved,Status',
  's-1,c-1,2026-08-03 10:00,60,stress,swedish,7,,,Arrived',
  's-2,c-1,03/08/2026 10:00,60,stress,swedish,7,,,Arrived',
  's-3,c-1,2026-08-03,60,stress,swedish,7,,,Arrived',
  's-4,c-1,2026-08-03T10:00:00Z,60,grumpy,qi gong,7,,,Arrived',
  's-5,c-1,2026-08-03T10:00:00Z,60,stress,swedish,7/10,,,Arrived',
  's-6,c-1,2026-08-03T10:00:00Z,60,stress,swedish,"7,5",mild,,Arrived',
  's-7,c-1,13/08/26 10:00,60,stress,swedish,7,,,Arrived',
  's-8,,2026-08-03T10:00:00Z,60,stress,swedish,7,,,Arrived',
  's-9,c-1,2026-08-03T10:00:00Z,60,stress,swedish,7,,,Seen',
  'Total,9',
].join('\n');

test('of two scores in one cell it is said where their order is chosen', async () => {
  const [session] = MAPPING.records;
  const fields = { ...session!.fields, painBefore: { column: 'Before', score: { form: 'pair' } } };
  const mapping = mappingOf({ records: [{ type: 'session', fields }], leftOut: ['Status'] });
  const groups = new RefusalGroups();
  const rows = [ROWS.split('\n')[0], 's-1,c-1,2026-08-03T10:00:00Z,60,stress,swedish,6/3,,,Arrived'];
  for (const refusal of refusalsOf((await mapped(rows.join('\n'), mapping)).items))
    groups.add(refusal, undefined);
  expect(groups.toJSON().groups.map((group) => adviceFor(group, true))).toEqual([
    {
      expected: 'expected word of which of the two scores is the pain before',
      whatToDo: 'choose for its scores which comes first, under “What you can decide”',
    },
  ]);
});

test('every cause is told in words of the page, with what to change there', async () => {
  const groups = new RefusalGroups();
  for (const refusal of refusalsOf((await mapped(ROWS, MAPPING)).items))
    for (const one of [refusal, ...(refusal.also ?? []).map((also) => ({ ...refusal, ...also }))])
      groups.add(one, undefined);
  const told = groups.toJSON().groups.map((group) => ({ group, advice: adviceFor(group, true) }));
  expect(told.length).toBeGreaterThanOrEqual(10);
  for (const { advice } of told) expect(advice.expected).not.toMatch(/mapping|"[a-zA-Z]{2,}/);
  const whatToDo = (code: string, path: string) =>
    told.find(({ group }) => group.code === code && group.path === path)?.advice.whatToDo;
  expect(whatToDo('instant-without-offset', 'startedAt')).toContain('say the time zone');
  expect(whatToDo('ambiguous-date', 'startedAt')).toContain('the day or the month comes first');
  expect(whatToDo('instant-without-time', 'startedAt')).toContain('choose the column of the time of day');
  expect(whatToDo('unknown-code', 'complaint')).toContain(
    'say under “What you can decide” what each word means',
  );
  expect(whatToDo('unknown-code', '')).toContain('what each status means');
  expect(whatToDo('wrong-type', 'painBefore')).toBeDefined();
  expect(whatToDo('wrong-cell-count', '')).toContain('such as a total');
});

test('a row that names no zone, where others do, is mended or all are of one', async () => {
  const fields = {
    scoreId: { derived: ['No', 'At'] },
    clientId: { column: 'No' },
    at: { column: 'At', zone: 'Zone' },
    pain: { column: 'Pain' },
    window: { constant: 'now' },
  };
  const mapping = mappingOf({ timeZone: 'Europe/Lisbon', records: [{ type: 'pain-score', fields }] });
  const { items } = await mapped('No,At,Zone,Pain\n1,2026-08-03 10:00,EST,3\n', mapping);
  const groups = new RefusalGroups();
  for (const refusal of refusalsOf(items)) groups.add(refusal, undefined);
  expect(groups.toJSON().groups.map((group) => adviceFor(group, true))).toEqual([
    {
      expected: expect.stringContaining('column that names one in each row'),
      whatToDo: expect.stringContaining('of one time zone'),
    },
  ]);
  expect(settingWords(mapping)).toEqual([
    'Times without an offset are those of Europe/Lisbon, where no column names their zone.',
    'The zone of each row’s times is in “Zone”.',
  ]);
});
