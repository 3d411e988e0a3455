import { describe, expect, it } from 'vitest';
import { API_ROUTES, type ApiRoute } from '../../shared/http/api-routes.ts';
import { json } from '../../shared/http/respond.ts';
import { createHttpHandler, type HttpEvent } from '../../shared/http/route.ts';
import { createLog } from '../../shared/log.ts';

const ROLES = {
  owner: {},
  recorder: {},
  therapist: { 'custom:therapist': 't-1' },
  client: { 'custom:client': 'c-1' },
  partner: { 'custom:partner': 'insurer' },
} as const;

const keys = Object.keys(API_ROUTES) as ApiRoute[];
/** Answers everything: who does not come so far was sent away by the table. */
const handler = createHttpHandler(
  Object.fromEntries(keys.map((key) => [key, async () => json(200, {})])) as never,
  { log: createLog('test', () => {}), isHeld: async () => true },
);

async function ask(routeKey: string, role: keyof typeof ROLES) {
  const claims = { 'custom:role': role, 'custom:clinic': 'riverside', ...ROLES[role] };
  const answer = await handler({
    routeKey,
    headers: {},
    requestContext: {
      requestId: 'r',
      http: { method: routeKey.split(' ')[0] },
      authorizer: { jwt: { claims } },
    },
  } as unknown as HttpEvent);
  return answer.statusCode;
}

describe('the table of routes', () => {
  it.each(keys)('%s lets those ask whom it names, and nobody else', async (key) => {
    for (const role of Object.keys(ROLES) as (keyof typeof ROLES)[]) {
      const may = (API_ROUTES[key].may as readonly string[]).includes(role);
      expect(await ask(key, role), role).toBe(may ? 200 : 403);
    }
  });

  it('a route that it does not name is not there', async () => {
    expect(await ask('GET /v1/everything', 'owner')).toBe(404);
  });
});
