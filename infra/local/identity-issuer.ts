import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { listenOnLoopback } from './loopback.ts';

/** Stands in for the Cognito user pool: signs ID tokens and publishes the key that they are checked with. */
export type IdentityIssuer = {
  /** Value of the `iss` claim, and base URL of the discovery document. */
  readonly url: string;
  /** An ID token of a user as Cognito words it, valid for a day unless told otherwise. */
  tokenFor(
    subject: string,
    audience: string,
    options?: { nonce?: string | undefined; lifetimeSeconds?: number },
  ): Promise<string>;
  /** Says who answers what is asked besides the documents: the hosted sign-in page. */
  serve(answer: Answer): void;
  stop(): Promise<void>;
};

type Answer = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

const TOKEN_LIFETIME_SECONDS = 24 * 60 * 60;
const KEY_ID = 'local';

/** Serves discovery and key set on a free port of 127.0.0.1. The key is new at every start and never written down. */
export async function startIdentityIssuer(): Promise<IdentityIssuer> {
  const { publicKey, privateKey } = await generateKeyPair('RS256');
  const keys = [{ ...(await exportJWK(publicKey)), kid: KEY_ID, use: 'sig', alg: 'RS256' }];
  const documents = new Map<string | undefined, object>([['/.well-known/jwks.json', { keys }]]);
  let answer: Answer = async (_, response) => void response.writeHead(404).end();
  const server = createServer((request, response) => {
    const document = documents.get(request.url);
    if (document) {
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(document));
      return;
    }
    void answer(request, response).catch(() => response.writeHead(500).end());
  });
  const { url, stop } = await listenOnLoopback(server);
  documents.set('/.well-known/openid-configuration', {
    issuer: url,
    jwks_uri: `${url}/.well-known/jwks.json`,
    authorization_endpoint: `${url}/oauth2/authorize`,
    token_endpoint: `${url}/oauth2/token`,
    response_types_supported: ['code', 'token'],
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: ['RS256'],
  });

  return {
    url,
    serve: (next) => {
      answer = next;
    },
    tokenFor: (subject, audience, { nonce, lifetimeSeconds } = {}) =>
      // What is undefined is left out of JSON.
      new SignJWT({ nonce, token_use: 'id', auth_time: Math.floor(Date.now() / 1000) })
        .setProtectedHeader({ alg: 'RS256', kid: KEY_ID })
        .setSubject(subject)
        .setIssuer(url)
        .setAudience(audience)
        .setIssuedAt()
        .setExpirationTime(`${lifetimeSeconds ?? TOKEN_LIFETIME_SECONDS}s`)
        .sign(privateKey),
    stop,
  };
}
