import type { IncomingMessage, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import type { IdentityIssuer } from '../identity-issuer.ts';
import type { AppClient } from './app-clients.ts';
import { type AuthorizationCodes, authorizationCodes } from './authorization-codes.ts';
import { FORGOTTEN, readyPerson, remembered } from './ready-links.ts';
import { codePage, type Person, signInPage } from './sign-in-page.ts';

/** The pool, as far as signing in goes: it is told who has, and knows who needs a code for it. */
type Pool = {
  signedIn(subject: string): Promise<void>;
  isRightCode(subject: string, code: string): boolean | undefined;
  accessTokenOf(subject: string): string | undefined;
};

type Answer = { status: number; headers: Record<string, string>; body: string };

const htmlType = { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' };
const refused = (reason: string): Answer => ({
  status: 400,
  headers: { 'content-type': 'text/plain' },
  body: reason,
});
const redirect = (location: string): Answer => ({ status: 302, headers: { location }, body: '' });

/**
 * Stands in for the user pool's hosted page: `/oauth2/authorize`, `/oauth2/token` and `/logout` with the
 * checks that Cognito makes (developer guide, "User pool endpoints and managed login reference"): client,
 * addresses to the letter, authorization code grant, proof key.
 */
export function hostedSignIn(around: {
  clients: readonly AppClient[];
  /** Everybody who can sign in now. */
  people: () => readonly Person[];
  pool: Pool;
  tokenFor: IdentityIssuer['tokenFor'];
}): (request: IncomingMessage, response: ServerResponse) => Promise<void> {
  const { clients, people, pool } = around;
  const needsCode = (person: Person | undefined, code: string) =>
    person !== undefined && pool.isRightCode(person.subject, code) === false;
  const codes = authorizationCodes();
  const clientOf = (query: URLSearchParams) => clients.find(({ id }) => id === query.get('client_id'));

  const answer = async (request: IncomingMessage): Promise<Answer> => {
    const { pathname, searchParams: query } = new URL(request.url ?? '/', 'http://local');
    const form = request.method === 'POST' ? new URLSearchParams(await text(request)) : undefined;
    switch (`${request.method} ${pathname}`) {
      case 'GET /as':
        return startAs(clients, query.get('person'));
      case 'GET /oauth2/authorize': {
        const refusal = checkedRequest(clientOf(query), query);
        if (refusal) return refusal;
        const person = readyPerson(request.headers.cookie, people());
        return person && !needsCode(person, '')
          ? grantedAtOnce(codes, query, person)
          : { status: 200, headers: htmlType, body: signInPage(people(), String(query)) };
      }
      case 'POST /oauth2/authorize': {
        const refusal = checkedRequest(clientOf(query), query);
        if (refusal) return refusal;
        const person = known(people(), form!.get('subject'));
        return person && needsCode(person, form!.get('code') ?? '')
          ? { status: 200, headers: htmlType, body: codePage(person, String(query)) }
          : granted(codes, query, person);
      }
      case 'POST /oauth2/token':
        return redeemed(codes, clientOf(form!), form!, around);
      case 'GET /logout': {
        const to = query.get('logout_uri') ?? '';
        return clientOf(query)?.logoutUrls.includes(to)
          ? redirect(to)
          : refused('unknown client or logout_uri');
      }
      default:
        return { status: 404, headers: {}, body: '' };
    }
  };

  return async (request, response) => {
    const { status, headers, body } = await answer(request);
    response.writeHead(status, headers).end(body);
  };
}

/** Leads to the application's page that begins to sign in, which sends the browser back here. */
function startAs([client]: readonly AppClient[], person: string | null): Answer {
  if (!client) return refused('no app client may be signed in to');
  const { status, headers, body } = redirect(String(new URL('/sign-in', client.callbackUrls[0])));
  return { status, headers: { ...headers, 'set-cookie': remembered(person) }, body };
}

function grantedAtOnce(codes: AuthorizationCodes, query: URLSearchParams, person: Person): Answer {
  const { status, headers, body } = granted(codes, query, person);
  return { status, headers: { ...headers, 'set-cookie': FORGOTTEN }, body };
}

/** The refusal of an authorization request; undefined when there is nothing to refuse. */
function checkedRequest(client: AppClient | undefined, query: URLSearchParams): Answer | undefined {
  if (!client) return refused('unknown client_id');
  if (!client.callbackUrls.includes(query.get('redirect_uri') ?? '')) return refused('unknown redirect_uri');
  if (query.get('response_type') !== 'code') return refused('response_type: only code is allowed');
  if (query.get('code_challenge_method') !== 'S256' || !query.get('code_challenge')) {
    return refused('code_challenge: expected one of method S256');
  }
  return undefined;
}

const known = (people: readonly Person[], subject: string | null) =>
  people.find((person) => person.subject === subject);

function granted(codes: AuthorizationCodes, query: URLSearchParams, person: Person | undefined): Answer {
  if (!person) return refused('expected one of the people on the page');
  const code = codes.issue({
    subject: person.subject,
    mayChangeUser: (query.get('scope') ?? '').split(' ').includes('aws.cognito.signin.user.admin'),
    clientId: query.get('client_id')!,
    redirectUri: query.get('redirect_uri')!,
    challenge: query.get('code_challenge')!,
    nonce: query.get('nonce') ?? undefined,
  });
  const back = new URL(query.get('redirect_uri')!);
  back.searchParams.set('code', code);
  const state = query.get('state');
  if (state !== null) back.searchParams.set('state', state);
  return redirect(String(back));
}

async function redeemed(
  codes: AuthorizationCodes,
  client: AppClient | undefined,
  form: URLSearchParams,
  { tokenFor, pool }: { tokenFor: IdentityIssuer['tokenFor']; pool: Pool },
): Promise<Answer> {
  const json = (status: number, body: object): Answer => ({
    status,
    headers: { 'content-type': 'application/json', 'cache-control': 'no-store' },
    body: JSON.stringify(body),
  });
  if (!client) return json(400, { error: 'invalid_client' });
  if (form.get('grant_type') !== 'authorization_code') return json(400, { error: 'unsupported_grant_type' });
  const grant = codes.redeem({
    code: form.get('code') ?? '',
    clientId: client.id,
    redirectUri: form.get('redirect_uri') ?? '',
    verifier: form.get('code_verifier') ?? '',
  });
  if (!grant) return json(400, { error: 'invalid_grant' });
  const { idTokenSeconds } = client;
  await pool.signedIn(grant.subject);
  const access_token = grant.mayChangeUser ? pool.accessTokenOf(grant.subject) : undefined;
  const id_token = await tokenFor(grant.subject, client.id, {
    nonce: grant.nonce,
    lifetimeSeconds: idTokenSeconds,
  });
  return json(200, { id_token, access_token, token_type: 'Bearer', expires_in: idTokenSeconds });
}
