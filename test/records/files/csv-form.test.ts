import { describe, expect, test } from 'vitest';
import { clinicsInFile, oneClinicCopy } from '../../../shared/records/files/clinics-in-file.ts';
import { checkpointAfter } from '../../../shared/records/files/file-item.ts';
import { brief, chunked, collect, readAll } from '../read-all.ts';

const header = 'clinicId,scoreId,clientId,at,pain,window,recordedAt';
const row = (scoreId: string, clinic = 'riverside') =>
  `${clinic},${scoreId},c-001,2026-08-04T12:00:00-05:00,3,,2026-08-04T12:01:00-05:00`;
const file = [header, row('p-2'), row('p-3'), row('p-4'), ''].join('\n');

const saved: readonly (readonly [how: string, text: string, shift: number])[] = [
  ['semicolons', file.replaceAll(',', ';'), 0],
  ['tabs', file.replaceAll(',', '\t'), 0],
  ['bars', file.replaceAll(',', '|'), 0],
  ['quoted names and semicolons', file.replaceAll(',', ';').replace('scoreId', '"scoreId"'), 0],
  ['a line that names the separator', `\uFEFFsep=;\r\n${file.replaceAll(',', ';')}`, 1],
  ['a line that names a comma', `sep=,\n${file}`, 1],
  ['carriage returns', file.replaceAll('\n', '\r'), 0],
  ['carriage returns and semicolons', file.replaceAll('\n', '\r').replaceAll(',', ';'), 0],
  ['a separator at the end of every line', file.replaceAll('\n', ',\n'), 0],
  ['a separator at the end of its header', file.replace('\n', ',,\n'), 0],
  ['rows of separators around it', `,,,,,,\n${file},,,,,,\n,,,,,,\n`, 1],
];

describe('a CSV file with', () => {
  test.each(saved)('%s is read, in pieces of any size', async (_how, text, shift) => {
    for (const size of [1, 7, 64 * 1024]) {
      const { items, broken } = await readAll('pain-scores.csv', text, {}, size);
      expect(broken).toBeUndefined();
      expect(items.map(brief)).toEqual([2, 3, 4].map((line) => [line + shift, `p-${line}`]));
    }
  });

  test.each(saved)('%s is read on from every row', async (_how, text) => {
    const { items } = await readAll('pain-scores.csv', text);
    for (const [index, item] of items.entries()) {
      const resumeAt = checkpointAfter(item);
      const rest = Buffer.from(text).subarray(resumeAt.byte);
      const again = await readAll('pain-scores.csv', rest, { resumeAt });
      expect(again.items.map(brief)).toEqual(items.slice(index + 1).map(brief));
    }
  });

  test.each(saved)('%s is cut by its clinics', async (_how, text) => {
    const two = text.replace('riverside', 'harbour');
    expect(await clinicsInFile('pain-scores.csv', chunked(two))).toEqual(['harbour', 'riverside']);
    const copy = await collect(
      oneClinicCopy('pain-scores.csv', chunked(two), 'riverside', { keepUnreadable: true }),
    );
    const { items } = await readAll('pain-scores.csv', copy);
    expect(items.map((item) => brief(item)[1])).toEqual(['p-3', 'p-4']);
  });

  test('more cells than its header has is refused row by row', async () => {
    const text = `${header},\n${row('p-2')},,\n${row('p-3')},x\n${row('p-4')},\n`;
    const { items } = await readAll('pain-scores.csv', text);
    expect(items.map(brief)).toEqual([
      [2, 'wrong-cell-count'],
      [3, 'wrong-cell-count'],
      [4, 'p-4'],
    ]);
  });
});

describe('what the rows are', () => {
  test.each([
    ['pain-score', `${header}\n${row('p-2')}`],
    ['goal', 'goalId,clientId\ng-1,c-1'],
    ['measurement', 'measurementId,goalId,clientId\nm-1,g-1,c-1'],
    ['session', 'sessionId,clientId\ns-1,c-1'],
    ['consent', 'clientId,partnerReports\nc-1,true'],
    ['care', 'clientId,therapistId,from\nc-1,t-1,2026-08-03'],
  ])('is told by the columns of a %s, whatever the file is called', async (type, text) => {
    const { items, broken } = await readAll('visits.csv', text);
    expect(broken).toBeUndefined();
    const [item] = items;
    expect(item && ('record' in item ? item.record.type : item.refusal.type)).toBe(type);
  });

  test('is not guessed from columns of two types', async () => {
    const { broken } = await readAll('visits.csv', 'sessionId,scoreId\ns-1,p-1\n');
    expect(broken?.code).toBe('unknown-type');
  });
});
