import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startIdentityIssuer } from '../../../infra/local/identity-issuer.ts';
import { type LocalCloud, startLocalCloud } from '../../../infra/local/local-cloud.ts';
import { fixtureAssembly, type Hands, handsOn, temporaryDirectory } from './fixture.ts';

let assembly: string;
let data: Awaited<ReturnType<typeof temporaryDirectory>>;
let cloud: LocalCloud;
let hands: Hands;

beforeAll(async () => {
  process.env['SECRET_OF_THE_HOST'] = 'not for functions';
  [assembly, data] = await Promise.all([fixtureAssembly(), temporaryDirectory('functions')]);
  cloud = await startLocalCloud({ assemblyDirectory: assembly, dataDirectory: data.path });
  hands = handsOn(cloud);
});
afterAll(async () => {
  hands?.close();
  await cloud?.stop();
  await data?.remove();
});

const misbehave = (how: string) => cloud.invoke('misbehave', { how });
const log = () => readFile(join(data.path, 'logs', 'misbehave.log'), 'utf8');

describe('an execution environment', () => {
  it('sees its own variables and what Lambda sets, and nothing of the host or of other functions', async () => {
    const environment = (await misbehave('environment')) as Record<string, string>;
    expect(environment).toMatchObject({
      ONLY_MINE: 'yes',
      AWS_REGION: 'eu-west-1',
      AWS_LAMBDA_FUNCTION_MEMORY_SIZE: '128',
      AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
      TZ: ':UTC',
      AWS_ENDPOINT_URL: cloud.clientConfig.endpoint,
    });
    const foreign = Object.keys(environment).filter(
      (name) => !/^(_?AWS_|LAMBDA_|_X_AMZN_TRACE_ID$)/.test(name),
    );
    // The shell that supervises the process adds where it stands.
    expect(foreign.filter((name) => !['PWD', 'OLDPWD', 'SHLVL', '_'].includes(name)).sort()).toEqual(
      ['LANG', 'ONLY_MINE', 'PATH', 'TZ', '_HANDLER'].sort(),
    );
    expect(JSON.stringify(environment)).not.toContain(cloud.clientConfig.credentials.secretAccessKey);
  });

  it('passes on the error of its function', async () => {
    await expect(misbehave('sing')).rejects.toThrow('misbehave failed: TypeError: cannot sing');
    expect(await log()).toContain('cannot sing');
  });

  it.each(['hang', 'spin'])('is killed when its time is over: %s', async (how) => {
    await expect(misbehave(how)).rejects.toThrow('Task timed out after 2.00 seconds');
    expect(await log()).toContain('Task timed out after 2.00 seconds');
  });

  it('dies of too much memory, and the next invocation gets a new one', async () => {
    await expect(misbehave('hoard')).rejects.toThrow('Runtime.ExitError');
    expect(await misbehave('environment')).toMatchObject({ ONLY_MINE: 'yes' });
  });

  it('reports that its process has ended by itself', async () => {
    await expect(misbehave('exit')).rejects.toThrow('Runtime exited with error: exit status 3');
  });

  it('cannot answer more than Lambda takes', async () => {
    await expect(misbehave('large')).rejects.toThrow('Function.ResponseSizeTooLarge');
  });

  it('says why it could not start, each time', async () => {
    for (const _ of [1, 2]) {
      await expect(cloud.invoke('broken', {})).rejects.toThrow('broken failed: Error: no configuration');
    }
  });

  it('fails its invocation when it is killed', async () => {
    const failed = expect(misbehave('hang')).rejects.toThrow('Runtime exited with error: signal: killed');
    while (cloud.killEnvironments() === 0) await new Promise((resolve) => setTimeout(resolve, 10));
    await failed;
  });
});

describe('the HTTP API', () => {
  const call = (path: string, init: RequestInit = {}) => fetch(cloud.apiUrl + path, init);
  const bearer = async () => `Bearer ${await cloud.tokenFor('ada')}`;

  it('hands a request to its function and the answer back', async () => {
    const response = await call('/open/a%20b/c?x=1&x=2', { headers: { cookie: 'a=1; b=2' } });
    expect(response.headers.get('content-type')).toBe('application/json');
    expect(await response.json()).toMatchObject({
      routeKey: 'ANY /open/{proxy+}',
      rawPath: '/open/a b/c',
      pathParameters: { proxy: 'a b/c' },
      queryStringParameters: { x: '1,2' },
      cookies: ['a=1', 'b=2'],
    });
  });

  it('maps cookies, bytes and texts', async () => {
    const cookies = await call('/open/cookies');
    expect([cookies.status, cookies.headers.getSetCookie()]).toEqual([201, ['a=1; Path=/', 'b=2']]);
    expect([...new Uint8Array(await (await call('/open/bytes')).arrayBuffer())]).toEqual([0, 255, 1]);
    expect(await (await call('/open/text')).text()).toBe('Hello from Lambda!');
  });

  it('answers for itself what does not reach a function', async () => {
    const answers = await Promise.all(
      [
        call('/nowhere'),
        call('/open/fail'),
        call('/open/x', { method: 'POST', body: Buffer.alloc(10 * 1024 * 1024 + 1) }),
        call('/open/x', { method: 'POST', body: Buffer.alloc(7 * 1024 * 1024) }),
      ].map(async (response) => [(await response).status, await (await response).json()]),
    );
    expect(answers).toEqual([
      [404, { message: 'Not Found' }],
      [500, { message: 'Internal Server Error' }],
      [413, { message: 'Request Entity Too Large' }],
      [413, { message: 'Request Entity Too Large' }],
    ]);
  });

  it('lets a token in and hands over its claims', async () => {
    const response = await call('/v1/things:batch', {
      method: 'POST',
      headers: { authorization: await bearer() },
    });
    expect(response.status).toBe(200);
    const { requestContext } = (await response.json()) as {
      requestContext: { authorizer: { jwt: unknown } };
    };
    expect(requestContext.authorizer.jwt).toMatchObject({
      claims: {
        sub: 'ada',
        token_use: 'id',
        aud: cloud.outputs['UserPoolClientId'],
      },
    });
  });

  it('keeps out who has no token, a strange one, or one without the scope', async () => {
    const stranger = await startIdentityIssuer();
    const strange = await stranger.tokenFor('ada', cloud.outputs['UserPoolClientId']!);
    await stranger.stop();
    const status = async (path: string, authorization?: string) => {
      const response = await call(path, { method: 'PUT', headers: authorization ? { authorization } : {} });
      return [response.status, await response.json()];
    };
    const unauthorized = [401, { message: 'Unauthorized' }];
    expect(await status('/v1/things/1')).toEqual(unauthorized);
    expect(await status('/v1/things/1', `Bearer ${strange}`)).toEqual(unauthorized);
    expect((await status('/v1/things/1', await bearer()))[0]).toBe(200);
    const scoped = await call('/v1/scoped', { headers: { authorization: await bearer() } });
    expect([scoped.status, await scoped.json()]).toEqual([403, { message: 'Forbidden' }]);
  });

  it('answers a preflight request by itself', async () => {
    const response = await call('/v1/things/1', {
      method: 'OPTIONS',
      headers: { origin: 'https://clinic.example', 'access-control-request-method': 'PUT' },
    });
    expect([response.status, response.headers.get('access-control-allow-origin')]).toEqual([
      204,
      'https://clinic.example',
    ]);
  });
});

describe('a role', () => {
  it('allows what the template grants and nothing else', async () => {
    const open = async (what: string) => (await fetch(`${cloud.apiUrl}/open/${what}`)).text();
    expect(await open('secret')).toBe('64');
    expect(await open('denied')).toBe('AccessDeniedException');
  });
});

describe('a schedule', () => {
  it('hands its input, filled in, to its function', async () => {
    await cloud.fireSchedule('quarterly', '2026-07-01T03:00:00.000Z');
    expect(await hands.kept('tick')).toEqual({ '2026-07-01T03:00:00Z': 'fixture' });
  });

  it('tells when its function failed, and when there is none of that name', async () => {
    await expect(cloud.fireSchedule('quarterly', '1999-01-01T00:00:00Z')).rejects.toThrow(
      'tick failed: Error: too early',
    );
    await expect(cloud.fireSchedule('monthly', '2026-07-01T03:00:00Z')).rejects.toThrow(
      'no schedule monthly; there are quarterly',
    );
  });
});
