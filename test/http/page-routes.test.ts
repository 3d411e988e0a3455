import { describe, expect, it } from 'vitest';
import type { Claims } from '../../shared/access/admit.ts';
import { createCookies } from '../../shared/access/cookies.ts';
import { formTokenOf } from '../../shared/access/form-guard.ts';
import { personTag } from '../../shared/access/person-tag.ts';
import { pageAnswer } from '../../shared/http/page-answer.ts';
import { PAGE_ROUTES, type PageRoute } from '../../shared/http/page-routes.ts';
import { createLog } from '../../shared/log.ts';
import { FORM_TOKEN } from '../../shared/pages/frame/page.ts';
import { createPageHandler, type PageEvent, type PageHandlerDeps } from '../../shared/site/page-handler.ts';
import { ADMISSION, CAST, claimsOf } from '../members.ts';

type Role = keyof typeof CAST;

const place = { origin: 'https://pages.example', clientId: 'pages', signInOrigin: 'https://sign-in.example' };
const keys = Object.keys(PAGE_ROUTES) as PageRoute[];

const OPENED = new Date('2026-09-01T08:00:00Z');
const NOW = new Date('2026-09-01T13:00:00Z');
const CLAIMS = Object.fromEntries(
  Object.entries(CAST).map(([role, member]) => [role, claimsOf(member)]),
) as Record<Role, Claims>;

/** Answers everything: who does not come so far was sent away by the table. The session names its role. */
const PAGES = Object.fromEntries(keys.map((key) => [key, async () => pageAnswer(200, '')])) as never;
const DEPS: PageHandlerDeps = {
  site: {
    place,
    cookies: createCookies(place.origin),
    userPool: {
      redeem: async () => undefined,
      verify: async (role) => ({
        claims: CLAIMS[role as Role],
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
    requestContext: { requestId: 'r', timeEpoch: NOW.getTime(), http: { method: routeKey.split(' ')[0] } },
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

describe('a form that was filled in', () => {
  const KEY = 'POST /clients/{client}/goal';
  const typed = { what: 'lift "the" cat', target: '3' };
  const herTag = personTag(String(CLAIMS.therapist['sub']));
  const answerTo = async (role: Role | undefined, fields: Record<string, string>, headers: object = {}) => {
    const event = eventOf(KEY, role, fields);
    return handler({ ...event, rawPath: '/clients/c/goal', headers: { ...event.headers, ...headers } });
  };
  const opened = (session: string, person: string) => ({
    ...typed,
    [FORM_TOKEN]: formTokenOf(session, OPENED, person),
  });

  it('stays on the page that says that the session is over, and goes to nobody else', async () => {
    const kept = await answerTo(undefined, opened('a session of hers', herTag));
    expect(kept.statusCode).toBe(403);
    expect(kept.body).toContain('action="/clients/c/goal"');
    expect(kept.body).toContain('name="what" value="lift &quot;the&quot; cat"');
    expect(kept.body).toContain('href="/sign-in" target="_blank"');
    expect(kept.headers?.['referrer-policy'], 'it can be sent from there').toBe('same-origin');

    const elsewhere = { origin: 'https://evil.example' };
    const foreign = await answerTo(undefined, opened('a session of hers', herTag), elsewhere);
    expect([foreign.statusCode, foreign.headers?.['location']]).toEqual([303, '/sign-in']);
  });

  it('is sent by one tap by whoever has filled it in and signed in anew, as opened when it was', async () => {
    const again = await answerTo('therapist', opened('a session of hers', herTag));
    expect(again.statusCode).toBe(409);
    const token = new RegExp(`name="${FORM_TOKEN}" value="([^"]+)"`).exec(again.body!)![1]!;
    expect(token).toBe(formTokenOf('therapist', OPENED, herTag));
    expect(again.body).toContain('name="target" value="3"');
    expect((await answerTo('therapist', { ...typed, [FORM_TOKEN]: token })).statusCode).toBe(200);
  });

  it('is kept for some days, and no longer', async () => {
    const told = await Promise.all(
      [6, 8, -1].map(async (days) => {
        const token = formTokenOf('gone', new Date(NOW.getTime() - days * 86_400_000), herTag);
        const fields = { ...typed, [FORM_TOKEN]: token };
        return [
          (await answerTo('therapist', fields)).statusCode,
          (await answerTo(undefined, fields)).statusCode,
        ];
      }),
    );
    expect(told).toEqual([
      [409, 403],
      [403, 303],
      [403, 303],
    ]);
  });

  it('is not sent by somebody else at the same device, nor from another site', async () => {
    const others = await answerTo('therapist', opened('a session of hers', personTag('another')));
    expect([others.statusCode, others.body!.includes('lift')]).toEqual([403, false]);
    const elsewhere = { origin: 'https://evil.example' };
    const foreign = await answerTo('therapist', opened('a session of hers', herTag), elsewhere);
    expect([foreign.statusCode, foreign.body!.includes('lift')]).toEqual([403, false]);
  });
});

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
