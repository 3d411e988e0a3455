import { describe, expect, it } from 'vitest';
import { createIngestHandler } from '../../functions/ingest-records/handler.ts';
import type { Member } from '../../shared/access/member.ts';
import { DEFAULT_SETTINGS } from '../../shared/clinics/clinic-settings.ts';
import type { HttpEvent } from '../../shared/http/route.ts';
import type { TakeIn } from '../../shared/intake/take-in.ts';
import { createLog } from '../../shared/log.ts';
import { ADMISSION, CAST, claimsOf, memberOf } from '../members.ts';

const score = {
  clientId: 'c-1',
  at: '2026-08-04T12:00:00-05:00',
  pain: 3,
  recordedAt: '2026-08-04T12:01:00-05:00',
};

/** Links to journals are asked for in the access matrix, over real tables. */
const NO_LINKS = {} as Pick<
  Parameters<typeof createIngestHandler>[0],
  'records' | 'inCare' | 'care' | 'therapists' | 'journalLinks' | 'sealing' | 'clock' | 'place'
>;

/** Sends a request to the handler and shows what it would have taken in. */
async function send(
  routeKey: string,
  request: {
    path?: Record<string, string>;
    query?: Record<string, string>;
    body?: unknown;
    as?: Member;
    takeOver?: 'forbidden';
  },
) {
  const taken: unknown[] = [];
  const takeIn: TakeIn = async (_clinicId, records) => {
    taken.push(...records);
    return records.map(() => ({ status: 'accepted' as const }));
  };
  const lines: string[] = [];
  const settings = async () => ({ ...DEFAULT_SETTINGS, takeOver: request.takeOver ?? ('allowed' as const) });
  const handler = createIngestHandler({
    takeIn,
    settings: { of: settings, current: settings },
    log: createLog('test', (line) => lines.push(line)),
    admission: ADMISSION,
    keyOfClinic: async (clinicId) => `key-of-${clinicId}`,
    ...NO_LINKS,
    undo: { ask: async () => ({ state: 'none' }) },
  });
  const claims = claimsOf(request.as ?? CAST.recorder);
  const answer = await handler({
    routeKey,
    pathParameters: request.path,
    queryStringParameters: request.query,
    body: typeof request.body === 'object' ? JSON.stringify(request.body) : request.body,
    requestContext: {
      http: { method: 'PUT' },
      timeEpoch: Date.UTC(2026, 7, 5),
      authorizer: { jwt: { claims } },
    },
  } as unknown as HttpEvent);
  return { status: answer.statusCode, body: JSON.parse(answer.body as string), taken, lines };
}

describe('a caller of a clinic that is not held', () => {
  const as = memberOf('nowhere', 'owner');
  it.each([
    ['PUT /v1/pain-scores/{id}', { path: { id: 'p-1' }, body: score }],
    ['DELETE /v1/sessions/{id}', { path: { id: 's-1' }, query: { clientId: 'c-1' } }],
    ['DELETE /v1/clients/{clientId}', { path: { clientId: 'c-1' } }],
    ['POST /v1/records:batch', { body: { records: [] } }],
  ])('is refused at %s, and nothing is logged as a fault of ours', async (routeKey, request) => {
    const { status, body, taken, lines } = await send(routeKey, { ...request, as });
    expect([status, body.code, taken, lines]).toEqual([403, 'access.forbidden', [], []]);
  });
});

describe('PUT of a record', () => {
  it('takes type, id and clinic from path and token', async () => {
    const { status, taken } = await send('PUT /v1/pain-scores/{id}', { path: { id: 'p-1' }, body: score });
    expect(status).toBe(200);
    expect(taken).toMatchObject([
      { type: 'pain-score', scoreId: 'p-1', clinicId: 'riverside', window: 'now' },
    ]);
  });

  it.each([
    ['clinicId', { clinicId: 'harbour' }, 'other-clinic'],
    ['scoreId', { scoreId: 'p-2' }, 'inconsistent'],
    ['type', { type: 'session' }, 'inconsistent'],
  ])('refuses a body whose %s contradicts them', async (path, part, code) => {
    const { status, body, taken } = await send('PUT /v1/pain-scores/{id}', {
      path: { id: 'p-1' },
      body: { ...score, ...part },
    });
    expect(status).toBe(400);
    expect(body).toMatchObject({ code, refusals: [{ path, code }] });
    expect(taken).toEqual([]);
  });

  it('names the field of a refused record', async () => {
    const { status, body } = await send('PUT /v1/pain-scores/{id}', {
      path: { id: 'p-1' },
      body: { ...score, pain: '7/10', name: 'Jane' },
    });
    expect(status).toBe(400);
    expect(body.refusals.map(({ code, path }: { code: string; path: string }) => [code, path])).toEqual([
      ['wrong-type', 'pain'],
      ['unknown-field', 'name'],
    ]);
  });

  it('says what was found, shortened, the invisible written out, and no word of it in a log', async () => {
    const techniques = [{ technique: 'cup\u200bping', minutes: 20 }];
    const session = { type: 'session', sessionId: 's-1', clientId: 'c-1', therapistId: 't-1', techniques };
    const { body, lines } = await send('POST /v1/records:batch', {
      body: {
        records: [
          { type: 'pain-score', scoreId: 'p-1', ...score, pain: 99, 'a.b': 'x'.repeat(100) },
          session,
        ],
      },
    });
    const found = body.results.map(({ refusals }: { refusals: { path: string; found?: string }[] }) =>
      Object.fromEntries(refusals.map(({ path, found }) => [path, found])),
    );
    expect(found[0]).toEqual({ pain: '99', 'a.b': `${'x'.repeat(60)}…` });
    expect(found[1]).toMatchObject({ 'techniques[0].technique': 'cup⟨U+200B⟩ping', startedAt: undefined });
    expect(lines.join()).not.toMatch(/cup|xxx/);
  });

  it('refuses a field that is given twice, as one of the two would be lost', async () => {
    const twice = JSON.stringify(score).replace('"pain":3', '"pain":3,"pain":4');
    const { status, body } = await send('PUT /v1/pain-scores/{id}', { path: { id: 'p-1' }, body: twice });
    expect(status).toBe(400);
    expect(body).toMatchObject({ code: 'repeated-field', refusals: [{ path: 'pain' }] });
  });

  it('refuses lists in lists without end', async () => {
    const body = '['.repeat(200_000) + ']'.repeat(200_000);
    expect((await send('PUT /v1/pain-scores/{id}', { path: { id: 'p-1' }, body })).status).toBe(400);
  });

  it('asks for a body', async () => {
    expect((await send('PUT /v1/sessions/{id}', { path: { id: 's-1' } })).body.code).toBe('missing-body');
  });
});

describe('DELETE', () => {
  it('makes a deletion, by query, at the instant that is given', async () => {
    const { taken } = await send('DELETE /v1/sessions/{id}', {
      path: { id: 's-1' },
      query: { clientId: 'c-1', recordedAt: '2026-08-04T12:01:00Z' },
    });
    expect(taken).toEqual([
      {
        type: 'deletion',
        clinicId: 'riverside',
        of: 'session',
        id: 's-1',
        clientId: 'c-1',
        recordedAt: '2026-08-04T12:01:00+00:00',
      },
    ]);
  });

  it('leaves its instant to the arrival otherwise', async () => {
    const { taken } = await send('DELETE /v1/consents/{clientId}', { path: { clientId: 'c-1' } });
    expect(taken).toEqual([
      { type: 'deletion', clinicId: 'riverside', of: 'consent', id: 'c-1', clientId: 'c-1' },
    ]);
  });

  it('asks whose record it is', async () => {
    const { status, body } = await send('DELETE /v1/sessions/{id}', { path: { id: 's-1' } });
    expect(status).toBe(400);
    expect(body.refusals).toMatchObject([{ code: 'missing-field', path: 'clientId' }]);
  });

  it('of a client is an erasure', async () => {
    const { taken } = await send('DELETE /v1/clients/{clientId}', { path: { clientId: 'c-1' } });
    expect(taken).toMatchObject([{ type: 'erasure', clientId: 'c-1' }]);
  });
});

describe('POST of a batch', () => {
  it('answers per record, and a refused one takes no neighbour with it', async () => {
    const records = [
      { type: 'pain-score', scoreId: 'p-1', ...score },
      { type: 'pain-score', scoreId: 'p-2', ...score, pain: 11 },
      { type: 'pain-score', scoreId: 'p-3', ...score, clinicId: 'harbour' },
      'nonsense',
    ];
    const { status, body, taken } = await send('POST /v1/records:batch', { body: { records } });
    expect(status).toBe(200);
    expect(taken).toHaveLength(1);
    expect(body.results).toMatchObject([
      { index: 0, id: 'p-1', status: 'accepted' },
      { index: 1, id: 'p-2', status: 'refused', refusals: [{ code: 'out-of-range', path: 'pain' }] },
      { index: 2, id: 'p-3', status: 'refused', refusals: [{ code: 'other-clinic', path: 'clinicId' }] },
      { index: 3, status: 'refused', refusals: [{ code: 'wrong-type', path: '' }] },
    ]);
  });

  it('takes at most 500', async () => {
    const { status, body } = await send('POST /v1/records:batch', { body: Array(501).fill({}) });
    expect([status, body.code]).toEqual([400, 'out-of-range']);
  });
});

describe('who may', () => {
  it('answers 403 to a role that may not', async () => {
    const path = { id: 'p-1' };
    const put = await send('PUT /v1/pain-scores/{id}', { path, body: score, as: CAST.partner });
    expect(put.status).toBe(403);
  });

  it('lets a client add to his own journal, by whichever of the ids in a batch is his', async () => {
    const as = CAST.client;
    const put = (clientId: string) =>
      send('PUT /v1/pain-scores/{id}', { path: { id: 'p-1' }, body: { ...score, clientId }, as });
    expect((await put('c-1')).status).toBe(200);
    expect((await put('c-2')).status).toBe(403);
    expect((await put('')).status).toBe(400);
    const records = ['c-2', 'c-1'].map((clientId) => ({
      ...score,
      type: 'pain-score',
      scoreId: 'p-1',
      clientId,
    }));
    const batch = await send('POST /v1/records:batch', { body: { records: [...records, null, 7] }, as });
    expect(batch.body.results.map(({ status }: { status: string }) => status)).toEqual([
      ...['refused', 'accepted', 'refused', 'refused'],
    ]);
    expect(batch.taken).toMatchObject([{ clientId: 'c-1' }]);
  });
});

describe('taking a client over', () => {
  const take = (request: object) =>
    send('POST /v1/clients/{clientId}/care', {
      path: { clientId: 'c-1' },
      body: { reason: 'covering' },
      as: CAST.therapist,
      ...request,
    });

  it('is a record of care from that day on, with the reason', async () => {
    const { status, taken } = await take({});
    expect(status).toBe(200);
    expect(taken).toMatchObject([
      {
        type: 'care',
        clientId: 'c-1',
        therapistId: 't-1',
        from: '2026-08-05',
        until: null,
        reason: 'covering',
      },
    ]);
  });

  it.each([
    [{}, 'reason', 'missing-field'],
    [{ reason: 'as Ann asked me to' }, 'reason', 'unknown-code'],
    [{ reason: 'covering', therapistId: 't-2' }, 'therapistId', 'unknown-field'],
  ])('needs one of the known reasons and takes nothing else: %j', async (body, path, code) => {
    const answer = await take({ body });
    expect(answer).toMatchObject({ status: 400, taken: [], body: { refusals: [{ path, code }] } });
  });

  it("is a therapist's, and only where the clinic allows it", async () => {
    expect(await take({ as: CAST.owner })).toMatchObject({ status: 403, taken: [] });
    expect(await take({ takeOver: 'forbidden' })).toMatchObject({ status: 403, taken: [] });
  });

  it('cannot be done by a record of care', async () => {
    const care = { type: 'care', clientId: 'c-1', therapistId: 't-1', from: '2026-08-01', reason: 'other' };
    const batch = await send('POST /v1/records:batch', { body: { records: [care] }, as: CAST.therapist });
    expect(batch.taken).toEqual([]);
    const put = await send('PUT /v1/clients/{clientId}/care/{therapistId}', {
      path: { clientId: 'c-1', therapistId: 't-1' },
      body: { from: '2026-08-01' },
      as: CAST.therapist,
    });
    expect(put).toMatchObject({ status: 403, taken: [] });
  });
});
