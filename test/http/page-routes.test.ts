import { describe, expect, it } from 'vitest';
import { createCookies } from '../../shared/access/cookies.ts';
import { formTokenOf } from '../../shared/access/form-guard.ts';
import { pageAnswer } from '../../shared/http/page-answer.ts';
import { PAGE_ROUTES, type PageRoute } from '../../shared/http/page-routes.ts';
import { createLog } from '../../shared/log.ts';
import { FORM_TOKEN } from '../../shared/pages/page.ts';
import { createPageHandler, type PageEvent, type PageHandlerDeps } from '../../shared/site/page-handler.ts';
import { ADMISSION, CAST, claimsOf } from '../members.ts';

type Role = keyof typeof CAST;

const place = { origin: 'https://pages.example', clientId: 'pages', signInOrigin: 'https://sign-in.example' };
const keys = Object.keys(PAGE_ROUTES) as PageRoute[];

/** Answers everything: who does not come so far was sent away by the table. The session names its role. */
const PAGES = Object.fromEntries(keys.map((key) => [key, async () => pageAnswer(200, '')])) as never;
const DEPS: PageHandlerDeps = {
  site: {
    place,
    cookies: createCookies(place.origin),
    userPool: {
      redeem: async () => undefined,
      verify: async (role) => ({
        claims: claimsOf(CAST[role as Role]),
        subject: 'somebody',
        expiresAtSeconds: 0,
      }),
    },
    ended: { hasEnded: async () => false, end: async () => {} },
    nameOf: async (clinicId) => clinicId,
  },
  log: createLog('test', () => {}),
  admission: ADMISSION,
};
const handler = createPageHandler(PAGES, DEPS);

const eventOf = (routeKey: string, role: Role | undefined, fields: Record<string, string> = {}) =>
  ({
    ...{ routeKey, rawPath: '/', rawQueryString: '' },
    headers: { origin: place.origin, 'content-type': 'application/x-www-form-urlencoded' },
    cookies: role === undefined ? [] : [`__Host-session=${role}`],
    body: new URLSearchParams(fields).toString(),
    requestContext: { requestId: 'r', http: { method: routeKey.split(' ')[0] } },
  }) as unknown as PageEvent;

async function ask(routeKey: string, role: Role | undefined, fields: Record<string, string> = {}) {
  return (await handler(eventOf(routeKey, role, fields))).statusCode;
}

it('an owner without the second factor that is asked for is led to where it is set', async () => {
  const strict = createPageHandler(PAGES, { ...DEPS, admission: { ...ADMISSION, secondFactor: 'required' } });
  const led = await Promise.all(
    (['owner', 'therapist'] as const).map(async (role) => {
      const { statusCode, headers } = await strict(eventOf('GET /clients', role));
      return [statusCode, headers?.['location']];
    }),
  );
  expect(led).toEqual([
    [303, '/second-factor'],
    [200, undefined],
  ]);
});

const OPENED = new Date('2026-09-01T08:00:00Z');

describe('the table of pages', () => {
  it.each(keys)('%s lets those ask whom it names, and nobody else', async (key) => {
    const { may } = PAGE_ROUTES[key];
    for (const role of Object.keys(CAST) as Role[]) {
      const passes = may === 'anybody' || (may as readonly string[]).includes(role);
      expect(await ask(key, role, { [FORM_TOKEN]: formTokenOf(role, OPENED) }), role).toBe(
        passes ? 200 : 403,
      );
    }
    expect(await ask(key, undefined), 'nobody').toBe(may === 'anybody' ? 200 : 303);
  });

  it.each(keys.filter((key) => key.startsWith('POST ') && PAGE_ROUTES[key].may !== 'anybody'))(
    '%s is refused without the token of the session',
    async (key) => {
      const [role] = PAGE_ROUTES[key].may as readonly Role[];
      expect(await ask(key, role)).toBe(403);
      expect(await ask(key, role, { [FORM_TOKEN]: formTokenOf('another', OPENED) })).toBe(403);
    },
  );

  it('a page that it does not name is not there', async () => {
    expect(await ask('GET /everything', 'owner')).toBe(404);
  });
});
