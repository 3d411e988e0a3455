import { expect, it } from 'vitest';
import type { RecordResult } from '../../shared/intake/record-result.ts';
import { RECORDS_TAKEN, takenCounts, tellTaken } from '../../shared/intake/tell-taken.ts';
import { createLog } from '../../shared/log.ts';

const refused = (...codes: string[]): RecordResult => ({
  status: 'refused',
  refusals: codes.map((code) => ({ code, path: 'pain', message: 'the score was 9' })),
});

it('says of records that came together how many became what, and nothing of any of them', () => {
  const lines: string[] = [];
  const log = createLog('ingest-records', (line) => lines.push(line));
  const results: RecordResult[] = [
    { status: 'accepted' },
    { status: 'duplicate', message: 'held' },
    { status: 'stale', message: 'older' },
    refused('not-an-integer', 'missing-field'),
    refused('conflict'),
  ];
  tellTaken(log, takenCounts(results));
  tellTaken(log, takenCounts([]));
  expect(lines.map((line) => JSON.parse(line))).toEqual([
    {
      ...{ level: 'INFO', message: RECORDS_TAKEN, functionName: 'ingest-records' },
      ...{ accepted: 1, unchanged: 2, refused: 2, conflicts: 1 },
    },
  ]);
});
