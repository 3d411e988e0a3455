import { createRemoteJWKSet, errors, jwtVerify } from 'jose';
import * as z from 'zod';
import { callbackUrl, type SignInPlace } from '../access/sign-in-attempt.ts';
import { StorageUnavailableError } from '../errors.ts';

/** The ID token of somebody signed in, checked. */
type IdToken = {
  claims: Readonly<Record<string, unknown>>;
  /** Stable name of the user in the user pool. */
  subject: string;
  expiresAtSeconds: number;
};

export type UserPool = {
  /**
   * Redeems an authorization code.
   *
   * @returns the ID token, unchecked; undefined when the code is refused: used, expired, or somebody else's
   */
  redeem(code: string, verifier: string): Promise<string | undefined>;
  /** @returns undefined for a token that is malformed, expired, of another issuer or for another client */
  verify(token: string): Promise<IdToken | undefined>;
};

const TIMEOUT_MILLISECONDS = 5_000;
const tokenAnswer = z.object({ id_token: z.string() });

/**
 * The user pool as the pages see it: its token endpoint and its published keys.
 *
 * @param issuer `iss` of its tokens; its keys lie below it
 */
export function createUserPool(place: SignInPlace, issuer: string): UserPool {
  const keys = createRemoteJWKSet(new URL(`${issuer}/.well-known/jwks.json`));
  return {
    async redeem(code, verifier) {
      const response = await fetch(`${place.signInOrigin}/oauth2/token`, {
        method: 'POST',
        signal: AbortSignal.timeout(TIMEOUT_MILLISECONDS),
        body: new URLSearchParams({
          grant_type: 'authorization_code',
          client_id: place.clientId,
          redirect_uri: callbackUrl(place),
          code,
          code_verifier: verifier,
        }),
      }).catch((error: unknown) => {
        throw new StorageUnavailableError('the sign-in service does not answer', error);
      });
      if (response.status >= 500 || response.status === 429) {
        throw new StorageUnavailableError(`the sign-in service answered with ${response.status}`);
      }
      return response.ok ? tokenAnswer.parse(await response.json()).id_token : undefined;
    },
    async verify(token) {
      try {
        const { payload } = await jwtVerify(token, keys, {
          issuer,
          audience: place.clientId,
          algorithms: ['RS256'],
          requiredClaims: ['exp', 'sub', 'token_use'],
        });
        if (payload['token_use'] !== 'id') return undefined;
        return { claims: payload, subject: payload.sub!, expiresAtSeconds: payload.exp! };
      } catch (error) {
        if (isOfToken(error)) return undefined;
        throw new StorageUnavailableError('the keys of the sign-in service cannot be had', error);
      }
    },
  };
}

/** Whether the token is at fault, and not the way to the keys. */
function isOfToken(error: unknown): boolean {
  if (error instanceof errors.JWKSTimeout || error instanceof errors.JWKSInvalid) return false;
  return error instanceof errors.JOSEError && error.code !== 'ERR_JOSE_GENERIC';
}
