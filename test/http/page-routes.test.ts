import { describe, expect, it } from 'vitest';
import { createCookies } from '../../shared/access/cookies.ts';
import { formTokenOf } from '../../shared/access/form-guard.ts';
import { pageAnswer } from '../../shared/http/page-answer.ts';
import { PAGE_ROUTES, type PageRoute } from '../../shared/http/page-routes.ts';
import { createLog } from '../../shared/log.ts';
import { FORM_TOKEN } from '../../shared/pages/page.ts';
import { createPageHandler, type PageEvent } from '../../shared/site/page-handler.ts';

const ROLES = {
  owner: {},
  recorder: {},
  therapist: { 'custom:therapist': 't-1' },
  client: { 'custom:client': 'c-1' },
  partner: { 'custom:partner': 'insurer' },
} as const;
type Role = keyof typeof ROLES;

const place = { origin: 'https://pages.example', clientId: 'pages', signInOrigin: 'https://sign-in.example' };
const keys = Object.keys(PAGE_ROUTES) as PageRoute[];

/** Answers everything: who does not come so far was sent away by the table. The session names its role. */
const handler = createPageHandler(
  Object.fromEntries(keys.map((key) => [key, async () => pageAnswer(200, '')])) as never,
  {
    site: {
      place,
      cookies: createCookies(place.origin),
      userPool: {
        redeem: async () => undefined,
        verify: async (role) => ({
          claims: { 'custom:role': role, 'custom:clinic': 'riverside', ...ROLES[role as Role] },
          subject: 'somebody',
          expiresAtSeconds: 0,
        }),
      },
    },
    log: createLog('test', () => {}),
    isHeld: async () => true,
  },
);

async function ask(routeKey: string, role: Role | undefined, fields: Record<string, string> = {}) {
  const answer = await handler({
    ...{ routeKey, rawPath: '/', rawQueryString: '' },
    headers: { origin: place.origin, 'content-type': 'application/x-www-form-urlencoded' },
    cookies: role === undefined ? [] : [`__Host-session=${role}`],
    body: new URLSearchParams(fields).toString(),
    requestContext: { requestId: 'r', http: { method: routeKey.split(' ')[0] } },
  } as unknown as PageEvent);
  return answer.statusCode;
}

describe('the table of pages', () => {
  it.each(keys)('%s lets those ask whom it names, and nobody else', async (key) => {
    const { may } = PAGE_ROUTES[key];
    for (const role of Object.keys(ROLES) as Role[]) {
      const passes = may === 'anybody' || (may as readonly string[]).includes(role);
      expect(await ask(key, role, { [FORM_TOKEN]: formTokenOf(role) }), role).toBe(passes ? 200 : 403);
    }
    expect(await ask(key, undefined), 'nobody').toBe(may === 'anybody' ? 200 : 303);
  });

  it.each(keys.filter((key) => key.startsWith('POST ') && PAGE_ROUTES[key].may !== 'anybody'))(
    '%s is refused without the token of the session',
    async (key) => {
      const [role] = PAGE_ROUTES[key].may as readonly Role[];
      expect(await ask(key, role)).toBe(403);
      expect(await ask(key, role, { [FORM_TOKEN]: formTokenOf('another') })).toBe(403);
    },
  );

  it('a page that it does not name is not there', async () => {
    expect(await ask('GET /everything', 'owner')).toBe(404);
  });
});
