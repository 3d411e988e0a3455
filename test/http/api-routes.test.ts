import { describe, expect, it } from 'vitest';
import { API_ROUTES, type ApiRoute } from '../../shared/http/api-routes.ts';
import { json } from '../../shared/http/respond.ts';
import { createHttpHandler, type HttpEvent } from '../../shared/http/route.ts';
import { createLog } from '../../shared/log.ts';
import { ADMISSION, CAST, claimsOf } from '../members.ts';

const keys = Object.keys(API_ROUTES) as ApiRoute[];
/** Answers everything: who does not come so far was sent away by the table. */
const handler = createHttpHandler(
  Object.fromEntries(keys.map((key) => [key, async () => json(200, {})])) as never,
  { log: createLog('test', () => {}), admission: ADMISSION },
);

async function ask(routeKey: string, role: keyof typeof CAST) {
  const claims = claimsOf(CAST[role]);
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
    for (const role of Object.keys(CAST) as (keyof typeof CAST)[]) {
      const may = (API_ROUTES[key].may as readonly string[]).includes(role);
      expect(await ask(key, role), role).toBe(may ? 200 : 403);
    }
  });

  it('a route that it does not name is not there', async () => {
    expect(await ask('GET /v1/everything', 'owner')).toBe(404);
  });
});
