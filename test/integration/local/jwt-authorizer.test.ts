import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type CryptoKey, exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { jwtAuthorizer } from '../../../infra/local/http-api/jwt-authorizer.ts';

const now = Math.floor(Date.now() / 1000);
let issuer = '';
let key: CryptoKey;
let strangersKey: CryptoKey;
const keys: Record<string, unknown>[] = [];
const server = createServer((request, response) => {
  const discovery = { issuer, jwks_uri: `${issuer}/keys` };
  const body = request.url === '/keys' ? { keys } : discovery;
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
});

beforeAll(async () => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const pair = await generateKeyPair('RS256');
  key = pair.privateKey;
  strangersKey = (await generateKeyPair('RS256')).privateKey;
  keys.push({ ...(await exportJWK(pair.publicKey)), kid: 'one', alg: 'RS256' });
});
afterAll(() => void server.close());

const sign = (claims: JWTPayload, with_ = key, kid = 'one') =>
  new SignJWT({ iss: issuer, aud: 'app', exp: now + 60, iat: now - 1, ...claims })
    .setProtectedHeader({ alg: 'RS256', kid })
    .sign(with_);
const authorize = (token: string | undefined, scopes: string[] = []) =>
  jwtAuthorizer({
    issuer,
    audience: ['app', 'other-app'],
    identitySource: ['$request.header.Authorization'],
  })({ headers: token === undefined ? {} : { authorization: token }, query: new URLSearchParams() }, scopes);

describe('jwtAuthorizer', () => {
  it('hands over the claims as text', async () => {
    const token = await sign({ sub: 'me', 'custom:clinic': 'riverside', admin: true, groups: ['a', 'b'] });
    expect(await authorize(`Bearer ${token}`)).toEqual({
      allowed: true,
      context: {
        jwt: {
          claims: {
            iss: issuer,
            aud: 'app',
            exp: String(now + 60),
            iat: String(now - 1),
            sub: 'me',
            'custom:clinic': 'riverside',
            admin: 'true',
            groups: '[a b]',
          },
          scopes: null,
        },
      },
    });
  });

  it('takes a token without Bearer, and a client id in place of an audience', async () => {
    expect(await authorize(await sign({}))).toMatchObject({ allowed: true });
    expect(await authorize(await sign({ aud: undefined, client_id: 'other-app' }))).toMatchObject({
      allowed: true,
    });
  });

  it.each<[string, () => Promise<string | undefined>]>([
    ['no token', async () => undefined],
    ['no token but a word', async () => 'Bearer nonsense'],
    ['another issuer', () => sign({ iss: 'http://127.0.0.1:1' })],
    ['another audience', () => sign({ aud: 'stranger' })],
    ['another audience with a client id that fits', () => sign({ aud: 'stranger', client_id: 'app' })],
    ['no audience', () => sign({ aud: undefined })],
    ['a time that is over', () => sign({ exp: now - 1 })],
    ['no end', () => sign({ exp: undefined })],
    ['a time that is still to come', () => sign({ nbf: now + 60 })],
    ['an issue in the future', () => sign({ iat: now + 60 })],
    ['another key', () => sign({}, strangersKey)],
    ['an unknown key', () => sign({}, strangersKey, 'two')],
    [
      'a changed claim',
      async () => {
        const [header, , signature] = (await sign({})).split('.');
        const claims = Buffer.from(JSON.stringify({ iss: issuer, aud: 'app', exp: now + 60, admin: true }));
        return `${header}.${claims.toString('base64url')}.${signature}`;
      },
    ],
    [
      'no signature',
      async () => {
        const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url');
        return `${encode({ alg: 'none', kid: 'one' })}.${encode({ iss: issuer, aud: 'app', exp: now + 60 })}.`;
      },
    ],
  ])('refuses %s', async (_, token) => {
    expect(await authorize(await token())).toEqual({ allowed: false, status: 401 });
  });

  it('asks for one of the scopes of a route', async () => {
    expect(await authorize(await sign({ scope: 'a b' }), ['b', 'c'])).toMatchObject({
      allowed: true,
      context: { jwt: { scopes: ['a', 'b'] } },
    });
    expect(await authorize(await sign({ scope: 'a' }), ['b'])).toEqual({ allowed: false, status: 403 });
    expect(await authorize(await sign({}), ['b'])).toEqual({ allowed: false, status: 403 });
  });

  it('looks where it is told to', async () => {
    const check = jwtAuthorizer({
      issuer,
      audience: ['app'],
      identitySource: ['$request.querystring.token'],
    });
    const query = new URLSearchParams({ token: await sign({}) });
    expect(await check({ headers: {}, query }, [])).toMatchObject({ allowed: true });
    expect(
      await check({ headers: { authorization: await sign({}) }, query: new URLSearchParams() }, []),
    ).toEqual({
      allowed: false,
      status: 401,
    });
  });
});
