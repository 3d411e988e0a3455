import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readAnalyseArguments } from '../../infra/offline/analyse-arguments.ts';
import { askedFiles } from '../../infra/offline/asked-files.ts';
import { gatherOutcomes } from '../../infra/offline/gather-outcomes.ts';
import { accountText } from '../../shared/reports/terminal/account-text.ts';
import { encounter, lines, observation, procedure } from '../fhir/resources.ts';

/** Files of other systems in the analysis: which rows stand where, whoever reads them. */

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'mapped-'));
  writeFileSync(join(folder, 'check-ins.csv'), CHECK_INS);
  writeFileSync(join(folder, 'mapping.json'), JSON.stringify(MAPPING));
  writeFileSync(join(folder, 'bulk.ndjson'), BULK);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

// A row is two scores; the third line says the same of one of them and the fourth something else.
const CHECK_INS =
  'when,who,pain,sore\n2026-08-05 09:00,p-1,4,2\n2026-08-05 09:00,p-1,3,2\n2026-08-05 09:00,p-1,x,1\n,,,\n';
const score = (field: string) => ({
  type: 'pain-score',
  needs: [field],
  fields: {
    scoreId: { joined: [field, { column: 'who' }] },
    clientId: { column: 'who' },
    at: { column: 'when' },
    [field === 'sore' ? 'soreness' : 'pain']: { column: field },
  },
});
const MAPPING = {
  mappingVersion: 1,
  source: { system: 'a form', report: 'check-ins' },
  timeZone: 'America/Chicago',
  records: [score('pain'), score('sore')],
};
const BULK = lines([encounter(), procedure(), { resourceType: 'Patient', id: 'p-1' }, observation()]);

async function gathered(threads: number, ...argv: string[]) {
  const args = readAnalyseArguments([...argv, '--clinic', 'mill'], '2026-11-28');
  return gatherOutcomes(await askedFiles(args, [folder]), {
    ...{ clinic: 'mill', months: { from: null, to: null }, threads },
    arrivedAt: '2026-11-28T12:00:00Z',
  });
}

test.each([0, 2])('in %i threads every item is accounted for on its own line', async (threads) => {
  const { account, told, refused } = await gathered(
    threads,
    'check-ins.csv',
    'bulk.ndjson',
    '--mapping',
    'check-ins.csv=mapping.json',
  );
  // Six items of three rows, four of four resources.
  expect(account).toMatchObject({
    rows: 10,
    counts: { used: 4, replaced: 2, duplicate: 1, refused: 1, skipped: 2 },
  });
  expect(refused[0]!.first).toMatchObject([{ line: 4, path: 'pain' }]);
  const text = accountText(account, told).replaceAll(/\s+/g, ' ');
  expect(text).toContain('check-ins.csv:2 pain-p-1 (2026-08-05 09:00, pain 4): replaced by check-ins.csv:3');
  expect(text).toContain('replaced by check-ins.csv:4');
});

describe('refused with a sentence', () => {
  test.each([
    [
      ['check-ins.csv', '--mapping', 'mapping.json', '--mapping', 'jane-appointments'],
      /at once; say by which/,
    ],
    [['gone.csv', '--mapping', 'jane-appointments'], /gone\.csv: no such file/],
    [['check-ins.csv', '--mapping', 'check-ins.csv=nothing'], /nothing: expected a file with a mapping/],
  ])('%s', async (argv, sentence) => {
    await expect(gathered(0, ...argv)).rejects.toThrow(sentence);
  });

  test('a file whose records name no clinic, where none is asked for', async () => {
    const args = readAnalyseArguments(['bulk.ndjson'], '2026-11-28');
    await expect(askedFiles(args, [folder])).rejects.toThrow(/say whose its records are with --clinic ID/);
  });
});
