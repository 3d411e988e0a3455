import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { HttpEvent } from '../../shared/http/route.ts';
import { DEEP } from '../deep.ts';
import type { Worker } from '../simulate/schedule/worker.ts';
import { ingestRecords } from '../simulate/world/functions.ts';
import { RECORDS } from '../simulate/world/tables.ts';
import { World } from '../simulate/world/world.ts';

/** FUZZED=1000000 sends as many as that. */
const REQUESTS = Number(process.env['FUZZED'] ?? (DEEP ? 30_000 : 300));
const PATIENCE = Math.max(900_000, REQUESTS * 10);
const NOW = new Date('2026-09-10T12:00:00Z');

const ROUTES = [
  ['POST /v1/records:batch', undefined],
  ['PUT /v1/sessions/{id}', 'id'],
  ['PUT /v1/pain-scores/{id}', 'id'],
  ['PUT /v1/goals/{id}', 'id'],
  ['PUT /v1/consents/{clientId}', 'clientId'],
] as const;

/** A record that is as it should be, but for what is done to it. */
const record = fc.record({
  type: fc.constantFrom(
    'session',
    'pain-score',
    'goal',
    'consent',
    'deletion',
    'erasure',
    'move',
    'merge',
    'nothing',
  ),
  clientId: fc.oneof(
    fc.constantFrom('c-1', 'c-2', '__proto__', 'constructor'),
    fc.string({ unit: 'binary' }),
  ),
  scoreId: fc.oneof(fc.constant('p-1'), fc.string({ unit: 'binary' })),
  sessionId: fc.constantFrom('s-1', 'toString'),
  at: fc.constantFrom('2026-08-05T15:00:00-05:00', '2026-13-45T99:00:00Z', '9999-12-31T23:59:59Z', 'soon'),
  startedAt: fc.constantFrom('2026-08-05T15:00:00Z', '+275760-09-13T00:00:00Z'),
  endedAt: fc.constantFrom('2026-08-05T16:00:00Z', ''),
  pain: fc.oneof(fc.integer(), fc.double(), fc.constantFrom(3, 7.5, null, '3', [], {})),
  partnerReports: fc.oneof(fc.boolean(), fc.anything()),
  techniques: fc.oneof(fc.constant([{ technique: 'sports', minutes: 45 }]), fc.anything({ maxDepth: 3 })),
});

const depth = (of: number) => `${'['.repeat(of)}${']'.repeat(of)}`;
const text = fc.oneof(
  record.map((one) => JSON.stringify(one)),
  fc.array(record, { maxLength: 3 }).map((records) => JSON.stringify({ records })),
  fc.json({ maxDepth: 6 }),
  fc.string({ unit: 'binary' }),
  fc.constantFrom(
    '{"__proto__":{"polluted":true}}',
    '{"records":[{"__proto__":{"polluted":true},"type":"consent"}]}',
  ),
  fc.constantFrom(
    '{"records":[],"records":[{}]}',
    '{"records":{"length":1}}',
    'null',
    '',
    '\ufeff{}',
    '1e999',
  ),
  fc.constantFrom(10, 1_000, 50_000).map(depth),
);
/** Cut off, or with a piece of another one in it. */
const body = fc.oneof(
  { weight: 3, arbitrary: text },
  fc.tuple(text, fc.nat({ max: 200 })).map(([whole, at]) => whole.slice(0, at)),
  fc
    .tuple(text, text, fc.nat({ max: 60 }))
    .map(([one, other, at]) => one.slice(0, at) + other + one.slice(at)),
);

type Result = { status: string; index: number; id?: string };

/** The type of one of the records of a batch. */
function typeIn(sent: string, index: number): unknown {
  const read = JSON.parse(sent.replace(/^\ufeff/, '')) as { records?: unknown[] } | unknown[];
  return ((Array.isArray(read) ? read : read.records)?.[index] as { type?: unknown } | undefined)?.type;
}

describe('the doors of records', () => {
  it('answer whatever comes with what is wrong about it, and apply nothing of what they refuse', {
    timeout: PATIENCE,
  }, async () => {
    const world = new World('fuzzed');
    const errors: unknown[] = [];
    const handler = ingestRecords({
      worker: { clock: () => NOW } as Worker,
      dynamodb: world.observer(),
      log: { info: () => {}, error: (_message, error) => void errors.push(error) },
    });
    const held = () => JSON.stringify([...world.tables.table(RECORDS).all()]);
    const seen = new Set<number>();
    let before = held();
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...ROUTES),
        body,
        fc.boolean(),
        async ([routeKey, id], sent, isBase64Encoded) => {
          const event = {
            ...{ routeKey, headers: { 'content-type': 'application/json' }, isBase64Encoded },
            body: isBase64Encoded ? Buffer.from(sent).toString('base64') : sent,
            ...(id && { pathParameters: { [id]: 'x-1' } }),
            requestContext: {
              http: { method: routeKey.split(' ')[0] },
              ...{ requestId: 'r-1', timeEpoch: NOW.getTime() },
              authorizer: { jwt: { claims: { sub: 'owner' } } },
            },
          } as unknown as HttpEvent;
          const { statusCode = 200, body: answer } = await handler(event);
          seen.add(statusCode);
          expect(statusCode, String(errors.at(-1))).toBeLessThan(500);
          expect(typeof JSON.parse(String(answer))).toBe('object');
          const after = held();
          if (statusCode >= 400) expect(after).toBe(before);
          if (statusCode === 200 && routeKey.endsWith(':batch')) {
            const { results } = JSON.parse(String(answer)) as { results: Result[] };
            const isRemoved = /"(deletion|erasure|move|merge)"/.test(sent);
            // Of a batch each record stands for itself: what is refused is not held, what is accepted is.
            if (results.every(({ status }) => status === 'refused')) expect(after).toBe(before);
            for (const { status, index, id } of results) {
              if (status !== 'accepted' || isRemoved || typeIn(sent, index) !== 'pain-score') continue;
              expect(after).toContain(JSON.stringify(`SCORE#${id}`));
            }
          }
          before = after;
        },
      ),
      { numRuns: REQUESTS, endOnFailure: true },
    );
    expect(errors).toEqual([]);
    // Neither is a door that is not there.
    expect(seen).not.toContain(404);
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  });
});
