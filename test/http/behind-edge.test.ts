import { expect, it } from 'vitest';
import { behindEdge, EDGE_HEADER } from '../../shared/http/behind-edge.ts';
import { json } from '../../shared/http/respond.ts';
import { missingGuards } from './guards.ts';

const SECRET = 'k3'.repeat(32);

type Asked = Parameters<ReturnType<typeof behindEdge>>[0];
const asked = (headers: Record<string, string>, method = 'GET') =>
  ({ routeKey: `${method} /v1/goals`, headers, requestContext: { http: { method } } }) as Asked;

/** What is behind the edge keeps the headers that it has seen. */
function behind(environment: Record<string, string>) {
  const seen: Asked['headers'][] = [];
  const answer = behindEdge(environment, async ({ headers }: Asked) => {
    seen.push(headers);
    return json(200, {});
  });
  return { answer, seen };
}

it('answers everybody where there is no edge', async () => {
  const { answer } = behind({});
  expect(await answer(asked({}))).toMatchObject({ statusCode: 200 });
});

it('answers what has come by the edge, and hands its secret to nobody', async () => {
  const { answer, seen } = behind({ EDGE_SECRET: SECRET });
  expect(await answer(asked({ [EDGE_HEADER]: SECRET, cookie: 'a=b' }))).toMatchObject({ statusCode: 200 });
  expect(seen).toEqual([{ cookie: 'a=b' }]);
});

it.each([
  ['nothing', {}],
  ['an empty header', { [EDGE_HEADER]: '' }],
  ['another secret', { [EDGE_HEADER]: `${SECRET}0` }],
  ['the beginning of the secret', { [EDGE_HEADER]: SECRET.slice(0, -1) }],
  ['the secret in another header', { 'x-forwarded-for': SECRET }],
  // As API Gateway joins a header that comes twice.
  ['the secret beside another', { [EDGE_HEADER]: `guess,${SECRET}` }],
])('turns away who shows %s, and says where to ask', async (_, headers) => {
  const { answer, seen } = behind({ EDGE_SECRET: SECRET });
  const refused = await answer(asked(headers));
  expect(refused.statusCode).toBe(403);
  expect(JSON.parse(refused.body!)).toMatchObject({ code: 'edge.passed-by' });
  expect(missingGuards(refused.headers!)).toEqual([]);
  expect(JSON.stringify(refused)).not.toContain(SECRET);
  expect(seen).toEqual([]);
});

it('turns HEAD away without a body', async () => {
  const { answer } = behind({ EDGE_SECRET: SECRET });
  expect(await answer(asked({}, 'HEAD'))).toMatchObject({ statusCode: 403, body: '' });
});

it('does not start with an empty secret, which everybody would know', () => {
  expect(() => behind({ EDGE_SECRET: '' })).toThrow('EDGE_SECRET: expected what the edge sends');
});
