import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Api, ApiAnswer } from '../../../infra/local/command/api.ts';
import { requestOf, sendRecords } from '../../../infra/local/command/http-records.ts';
import type { ReportedRecord } from '../../../shared/records/record.ts';

const SAMPLE = join(import.meta.dirname, '../../../examples/clinic-sample/by-http.json');
const records = JSON.parse(readFileSync(SAMPLE, 'utf8')) as ReportedRecord[];

function apiAnswering(answer: ApiAnswer): { api: Api; asked: string[] } {
  const asked: string[] = [];
  const api: Api = {
    get: async () => undefined,
    send: async (method, path, token) => {
      asked.push(`${method} ${path} ${token}`);
      return answer;
    },
  };
  return { api, asked };
}

const token = async (clinic: string) => `token-of-${clinic}`;

test('every record of the sample has its request, with the token of its clinic', async () => {
  const { api, asked } = apiAnswering({ status: 200, body: { status: 'accepted' } });
  const sent = await sendRecords(api, records, token);
  expect(sent).toHaveLength(records.length);
  expect(new Set(sent.map(({ status }) => status))).toEqual(new Set(['accepted']));
  expect(asked).toContain('PUT /v1/sessions/r-s-1500 token-of-riverside');
  expect(asked.at(-1)).toBe(
    'DELETE /v1/clients/h-c-017?recordedAt=2026-09-30T22%3A00%3A00%2B01%3A00 token-of-harbour',
  );
});

test('a deletion names the record in its path, and whose it is beside it', () => {
  const deletion = { clinicId: 'a', clientId: 'c 1', id: 'p/1', recordedAt: '2026-01-01T00:00:00+00:00' };
  expect(requestOf({ type: 'deletion', of: 'pain-score', ...deletion })).toEqual({
    method: 'DELETE',
    path: '/v1/pain-scores/p%2F1?clientId=c+1&recordedAt=2026-01-01T00%3A00%3A00%2B00%3A00',
    id: 'p/1',
  });
  expect(requestOf({ type: 'deletion', of: 'consent', ...deletion }).path).toMatch(/^\/v1\/consents\//);
});

test('a refused record is an answer, a failing API is not', async () => {
  const refusals = [{ code: 'conflict', path: 'recordedAt', message: 'another version is held' }];
  const { api } = apiAnswering({ status: 409, body: { code: 'conflict', refusals } });
  expect((await sendRecords(api, records.slice(0, 1), token))[0]).toMatchObject({
    status: 'refused',
    refusals,
  });
  const broken = apiAnswering({ status: 503, body: { detail: 'the storage is busy' } });
  await expect(sendRecords(broken.api, records, token)).rejects.toThrow(
    /answered with 503: the storage is busy/,
  );
});
