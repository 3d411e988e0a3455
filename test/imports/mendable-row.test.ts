import { describe, expect, it } from 'vitest';
import { mendableAgain, mendableRow, mendedRecord } from '../../shared/imports/mendable-row.ts';
import { refusedFile } from '../../shared/imports/refused-file.ts';
import type { RefusedRow } from '../../shared/records/files/file-item.ts';
import { readAll } from '../records/read-all.ts';

async function refusedRows(name: string, text: string): Promise<RefusedRow[]> {
  const { items } = await readAll(name, text, { clinicId: 'harbour', withTyped: true });
  return items.flatMap((item) => {
    if (!('refusal' in item)) return [];
    const typed = item.typed!();
    return [{ ...item.refusal, ...(typed && { typed }) }];
  });
}

const SESSIONS = `sessionId,clientId,therapistId,startedAt,endedAt,complaint,techniques,painBefore,phases.intake
s-1,c-1,t-1,2026-08-03T10:00:00Z,2026-08-03T11:00:00Z,neck-pain,deep-tissue,7/10,x
`;

describe('a refused row as a form', () => {
  it('has every field that was typed, each problem at its own field', async () => {
    const [row] = await refusedRows('sessions.csv', SESSIONS);
    const form = mendableRow('sessions.csv', row!)!;
    expect([form.line, form.type, form.problems]).toEqual([2, 'session', []]);
    const wrong = form.fields.filter(({ problem }) => problem !== undefined);
    expect(wrong.map(({ name, text }) => [name, text])).toEqual([
      ['techniques', 'deep-tissue'],
      ['painBefore', '7/10'],
      ['phases.intake', 'x'],
    ]);
    expect(form.fields).toHaveLength(9);
  });

  it('asks for a field that is missing', async () => {
    const [row] = await refusedRows('pain-scores.csv', 'scoreId,clientId,at,pain\np-1,c-1,,3\n');
    expect(mendableRow('pain-scores.csv', row!)!.fields.find(({ name }) => name === 'at')).toMatchObject({
      text: '',
      problem: expect.stringContaining('RFC 3339'),
    });
  });

  it('reads the fields of a JSON line, and asks for none of the clinic or the type', async () => {
    const line = {
      type: 'pain-score',
      clinicId: 'harbour',
      scoreId: 'p-1',
      clientId: 'c-1',
      at: 'today',
      pain: 3,
    };
    const [row] = await refusedRows('any.ndjson', JSON.stringify(line));
    const form = mendableRow('any.ndjson', row!)!;
    expect(form.fields.map(({ name }) => name)).toEqual(['scoreId', 'clientId', 'at', 'pain']);
  });

  it('is none for what is no record: too few cells, no JSON, no type', async () => {
    const rows = [
      ...(await refusedRows('pain-scores.csv', 'scoreId,clientId\np-1\n')),
      ...(await refusedRows('any.ndjson', '{"type":\n{"clientId":"c-1"}\n')),
    ];
    expect(rows.map((row) => mendableRow('any', row))).toEqual([undefined, undefined, undefined]);
  });

  it('becomes a record once it is mended, and says what is wrong until then', () => {
    const cells = { scoreId: 'p-1', clientId: 'c-1', at: '2026-08-03T10:00:00Z', pain: '3' };
    expect(mendedRecord('harbour', 'pain-score', cells)).toMatchObject({
      record: { type: 'pain-score', clinicId: 'harbour', pain: 3, window: 'now' },
    });
    const wrong = mendedRecord('harbour', 'pain-score', { ...cells, pain: '3.5' });
    expect(wrong).toMatchObject({ refusals: [{ path: 'pain' }] });
    const again = mendableAgain(
      7,
      'pain-score',
      { ...cells, pain: '3.5' },
      'refusals' in wrong ? wrong.refusals : [],
    );
    expect(again.fields.find(({ name }) => name === 'pain')).toMatchObject({
      text: '3.5',
      problem: expect.any(String),
    });
  });

  it('takes no field that the record has not, whatever it is called, and no other clinic', () => {
    const cells = { scoreId: 'p-1', clientId: 'c-1', at: '2026-08-03T10:00:00Z', pain: '3' };
    const polluting = Object.fromEntries([...Object.entries(cells), ['__proto__', 'x']]);
    for (const wrong of [{ ...cells, name: 'Silva' }, polluting, { ...cells, clinicId: 'riverside' }]) {
      expect(mendedRecord('harbour', 'pain-score', wrong)).toHaveProperty('refusals');
    }
  });
});

describe('refused rows as a file', () => {
  it('holds the rows as they were typed, to be mended and sent again', async () => {
    const rows = await refusedRows('sessions.csv', SESSIONS);
    const mended = refusedFile(rows, false)
      .replace('deep-tissue', 'deep-tissue:50')
      .replace('7/10', '7')
      .replace(/x\r\n$/, '5\r\n');
    const { items } = await readAll('sessions.csv', mended, { clinicId: 'harbour' });
    expect(items).toMatchObject([{ record: { sessionId: 's-1', painBefore: 7, phases: { intake: 5 } } }]);
  });

  it('runs nothing in a spreadsheet, and says why if asked', async () => {
    const header = 'scoreId,clientId,at,pain';
    const rows = await refusedRows('pain-scores.csv', `${header}\n"=HYPERLINK(""x"")",@c,+1,-3\n`);
    const text = refusedFile(rows, true);
    expect(text.split('\r\n')[0]).toBe(`${header},refusedLine,refusedField,refusedBecause`);
    expect(text.split('\r\n')[1]).toContain(`"'=HYPERLINK(""x"")",'@c,'+1,-3,2,`);
  });
});
