import { expect, test } from 'vitest';
import { createReadHandler, type ReadDeps } from '../../functions/read-outcomes/handler.ts';
import type { HttpEvent } from '../../shared/http/route.ts';
import { createLog } from '../../shared/log.ts';
import { ADMISSION, CAST, claimsOf, memberOf } from '../members.ts';
import { session } from '../outcomes/client-records.ts';

const ROUTE = 'GET /v1/clients/{id}/expected-change';
/** In whose care everybody is. */
const HERS = 't-1';

/** Asks of a client whose sessions these are, of a clinic with nobody else. */
async function ask(sessions: ReturnType<typeof session>[], as = CAST.owner, query = {}) {
  const handler = createReadHandler({
    keyOfClinic: async () => 'key-of-riverside',
    records: { holderOf: async (owner: object) => owner, all: async () => ({ facts: sessions, goals: [] }) },
    inCare: async (_clinicId: string, therapistId: string, clients: readonly string[]) =>
      new Set(therapistId === HERS ? clients : []),
    views: { liveSortKeys: async () => [] },
    releasing: { programmes: async () => [] },
    today: () => '2026-09-01',
    admission: ADMISSION,
    log: createLog('test', () => {}),
  } as unknown as ReadDeps);
  const answer = await handler({
    routeKey: ROUTE,
    queryStringParameters: query,
    pathParameters: { id: 'c-1' },
    requestContext: { http: { method: 'GET' }, authorizer: { jwt: { claims: claimsOf(as) } } },
  } as unknown as HttpEvent);
  return { status: answer.statusCode!, body: JSON.parse(answer.body as string) };
}

test('says why nothing can be said: nobody asked how much pain he comes with, or too few came twice', async () => {
  const { status, body } = await ask([session({ painBefore: undefined })]);
  expect(status).toBe(200);
  expect(body).toEqual({
    clientId: 'c-1',
    asOf: '2026-09-01',
    expected: { withheld: 'No session tells with how much pain this client comes.' },
  });
  expect((await ask([session({ painBefore: 6 })])).body.expected.withheld).toMatch(
    /^0 clients have two sessions with a score before and after: too few/,
  );
});

test('knows nothing of later days than it is asked about', async () => {
  const sessions = [session({ painBefore: 6 })];
  expect((await ask(sessions, CAST.owner, { 'as-of': '2026-01-01' })).body).toMatchObject({
    asOf: '2026-01-01',
    expected: { withheld: 'No session tells with how much pain this client comes.' },
  });
  const { status, body } = await ask(sessions, CAST.owner, { 'as-of': 'today' });
  expect({ status, detail: body.detail }).toEqual({
    status: 400,
    detail: expect.stringContaining('expected a date such as 2026-08-31'),
  });
});

test('answers the therapist in whose care the client is, and nobody else', async () => {
  const sessions = [session({ painBefore: 6 })];
  const colleague = memberOf('riverside', 'therapist', { therapistId: 't-2' });
  expect((await ask(sessions, CAST.therapist)).status).toBe(200);
  expect((await ask(sessions, colleague)).status).toBe(404);
  expect((await ask(sessions, CAST.client)).status).toBe(403);
  expect((await ask(sessions, CAST.recorder)).status).toBe(403);
});
