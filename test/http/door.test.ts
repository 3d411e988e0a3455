import { describe, expect, it } from 'vitest';
import { NotFoundError } from '../../shared/errors.ts';
import { createDoor, type Door } from '../../shared/http/door.ts';
import { assetAnswer, pageAnswer, seeOther } from '../../shared/http/page-answer.ts';
import { type HttpResponse, json, problem } from '../../shared/http/respond.ts';
import { runningScript, securedForSession } from '../../shared/http/security-headers.ts';
import { createLog } from '../../shared/log.ts';
import { missingGuards } from './guards.ts';

const SIGN_IN = 'https://sign-in.example';
const SCRIPT = 'https://pages.example/assets/visit-0123456789ab.js';
const PLACES = { signInOrigin: SIGN_IN, script: SCRIPT };
const event = { routeKey: 'GET /v1/goals', headers: {}, requestContext: { requestId: 'r-1' } };

async function sent(answer: () => Promise<HttpResponse>, part: Partial<Door<typeof event, object>> = {}) {
  const lines: string[] = [];
  const door = createDoor<typeof event>({
    answer,
    explain: () => problem('unexpected', { code: 'unexpected', detail: 'something went wrong' }),
    log: createLog('test', (line) => lines.push(line)),
    ...part,
  });
  return { answer: await door(event), lines };
}

describe('what leaves by a door', () => {
  const ANSWERS: Readonly<Record<string, HttpResponse>> = {
    'a page': pageAnswer(200, '<p>'),
    'a page for somebody signed in': securedForSession(pageAnswer(200, '<p>'), PLACES),
    data: json(200, {}),
    'a refusal': problem('invalid-request', { code: 'request.invalid', detail: 'expected a date' }),
    'a redirect': seeOther('/clients'),
    'nothing but a status': { statusCode: 204 },
  };
  it.each(Object.entries(ANSWERS))('%s carries the security headers', async (_name, given) => {
    const { answer } = await sent(async () => given);
    expect(missingGuards(answer.headers!)).toEqual([]);
    expect(answer.headers).toMatchObject(given.headers ?? {});
    expect(answer.statusCode).toBe(given.statusCode);
  });

  it.each([
    [503, '2'],
    [429, '2'],
    [500, undefined],
    [200, undefined],
  ])('of the status %i says when to ask again: %s', async (status, retryAfter) => {
    const { answer } = await sent(async () => ({ statusCode: status }));
    expect(answer.headers!['retry-after']).toBe(retryAfter);
  });

  it('tells no other site of an address, of which a journal link is a secret one', async () => {
    const { answer } = await sent(async () => pageAnswer(200, '<p>'));
    expect(answer.headers!['referrer-policy']).toBe('no-referrer');
  });

  it('lets forms of somebody signed in say which site they come from, and end the session elsewhere', async () => {
    const { answer } = await sent(async () => securedForSession(pageAnswer(200, '<p>'), PLACES));
    expect(answer.headers!['referrer-policy']).toBe('same-origin');
    expect(answer.headers!['content-security-policy']).toContain(`form-action 'self' ${SIGN_IN};`);
  });

  it('runs no script but the one of pages of somebody signed in, which asks for nothing but itself', async () => {
    const policyOf = async (given: HttpResponse) =>
      (await sent(async () => given)).answer.headers!['content-security-policy'];
    const page = pageAnswer(200, '<p>');
    expect(await policyOf(page)).not.toMatch(/script-src|connect-src/);
    for (const given of [
      securedForSession(page, PLACES),
      securedForSession(page, PLACES, 'https://upload.example'),
      runningScript(page, SCRIPT),
    ]) {
      const { answer } = await sent(async () => given);
      expect(missingGuards(answer.headers!)).toEqual([]);
      expect(await policyOf(given)).toContain(`; script-src ${SCRIPT}; connect-src ${SCRIPT};`);
    }
    const wider = {
      ...page,
      headers: { 'content-security-policy': "default-src 'none'; script-src 'self'" },
    };
    expect(missingGuards((await sent(async () => wider)).answer.headers!)).toContain(
      'content-security-policy',
    );
  });

  it('says nothing else for a link to a file elsewhere, signed in or not', async () => {
    const link = {
      statusCode: 302,
      headers: { location: 'https://s3.example', 'referrer-policy': 'no-referrer' },
    };
    const { answer } = await sent(async () => securedForSession(link, PLACES));
    expect(answer.headers!['referrer-policy']).toBe('no-referrer');
  });

  it('lets a stylesheet be kept, whose name changes with it', async () => {
    const { answer } = await sent(async () => assetAnswer('css', 'p{}'));
    expect(missingGuards(answer.headers!, { isAsset: true })).toEqual([]);
    expect(missingGuards(answer.headers!)).toEqual(['cache-control']);
  });
});

describe('what goes wrong behind a door', () => {
  const fail = (error: Error) => () => Promise.reject(error);

  it('is told with the same headers, and logged without what the error says of the data', async () => {
    const { answer, lines } = await sent(fail(new Error('pain 7 of Mrs Silva')));
    expect(answer.statusCode).toBe(500);
    expect(missingGuards(answer.headers!)).toEqual([]);
    expect(lines).toHaveLength(1);
    expect(JSON.parse(lines[0]!)).toMatchObject({
      level: 'ERROR',
      routeKey: 'GET /v1/goals',
      requestId: 'r-1',
      errorType: 'Error',
    });
    expect(lines[0]).not.toContain('Silva');
  });

  it('is not logged when the caller can mend it', async () => {
    const { answer, lines } = await sent(fail(new NotFoundError('no such route')), {
      explain: () => problem('not-found', { code: 'not-found', detail: 'no such route' }),
    });
    expect(answer.statusCode).toBe(404);
    expect(lines).toEqual([]);
  });

  it('knows what was learnt on the way', async () => {
    const door = createDoor<typeof event, { viewer: string }>({
      async answer(_event, learnt) {
        learnt.viewer = 'owner';
        throw new Error('late');
      },
      explain: (_error, _event, { viewer }) => pageAnswer(500, `for ${viewer}`),
      log: createLog('test', () => {}),
    });
    expect((await door(event)).body).toBe('for owner');
  });
});
