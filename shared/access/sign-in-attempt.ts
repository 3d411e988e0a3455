import { createHash } from 'node:crypto';
import * as z from 'zod';

/** What the browser keeps in a cookie between leaving for the sign-in page and coming back. */
const attemptSchema = z.strictObject({
  /** Ties the answer to this browser (RFC 6749, 10.12). */
  state: z.string().min(22),
  /** Ties the ID token to this attempt (OpenID Connect Core, 3.1.2.1). */
  nonce: z.string().min(22),
  /** Proves that whoever redeems the code asked for it (RFC 7636). */
  verifier: z.string().min(43),
  /** The page that was asked for. */
  to: z.string(),
});

export type SignInAttempt = z.infer<typeof attemptSchema>;

export type SignInPlace = {
  /** Origin of the hosted sign-in page. */
  signInOrigin: string;
  /** Our own origin. */
  origin: string;
  /** The app client of the pages. */
  clientId: string;
};

/** With it a user may change his own user in the pool, such as his second factor. */
export const OWN_USER_SCOPE = 'openid aws.cognito.signin.user.admin';

/** Where the hosted sign-in page leads back to. */
export const callbackUrl = ({ origin }: Pick<SignInPlace, 'origin'>) => `${origin}/sign-in/callback`;

/**
 * The address that starts an authorization code grant with PKCE.
 *
 * @param scope what the access token shall be good for; nothing, as a rule
 */
export function authorizeUrl(
  place: SignInPlace,
  { state, nonce, verifier }: SignInAttempt,
  scope: 'openid' | typeof OWN_USER_SCOPE = 'openid',
): string {
  const query = new URLSearchParams({
    response_type: 'code',
    client_id: place.clientId,
    redirect_uri: callbackUrl(place),
    scope,
    state,
    nonce,
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
  });
  return `${place.signInOrigin}/oauth2/authorize?${query}`;
}

/** The address that ends the hosted page's own session and leads back to ours. */
export function logoutUrl(place: SignInPlace): string {
  const query = new URLSearchParams({ client_id: place.clientId, logout_uri: `${place.origin}/sign-out` });
  return `${place.signInOrigin}/logout?${query}`;
}

export function encodeAttempt(attempt: SignInAttempt): string {
  return Buffer.from(JSON.stringify(attempt), 'utf8').toString('base64url');
}

/** The attempt in a cookie; undefined when there is none or it is none of ours. */
export function decodeAttempt(text: string | undefined): SignInAttempt | undefined {
  try {
    return attemptSchema.parse(JSON.parse(Buffer.from(text ?? '', 'base64url').toString('utf8')));
  } catch {
    return undefined;
  }
}
