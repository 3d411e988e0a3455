import { createRemoteJWKSet, type JWTPayload, jwtVerify } from 'jose';
import type { JwtContext } from './request-event.ts';

export type JwtConfiguration = {
  readonly issuer: string;
  readonly audience: readonly string[];
  /** Where the token is, in order: `$request.header.Authorization`, `$request.querystring.token`. */
  readonly identitySource: readonly string[];
};

type Verdict =
  | { readonly allowed: true; readonly context: JwtContext }
  | { readonly allowed: false; readonly status: 401 | 403 };

/** Decides about a request: `scopes` are those of its route, of which the token must have one. */
export type JwtAuthorizer = (
  request: { headers: Readonly<Record<string, string>>; query: URLSearchParams },
  scopes: readonly string[],
) => Promise<Verdict>;

/** HTTP APIs take RSA signatures only. */
const ALGORITHMS = ['RS256', 'RS384', 'RS512'];
const UNAUTHORIZED = { allowed: false, status: 401 } as const;

/**
 * Checks tokens as the JWT authorizer of an HTTP API does (API Gateway developer guide, "Control access to
 * HTTP APIs with JWT authorizers"): the key set is found by OpenID discovery at the issuer and kept; signature,
 * `iss`, `aud` or else `client_id`, `exp`, `nbf`, `iat`, then the scopes of the route.
 */
export function jwtAuthorizer(configuration: JwtConfiguration): JwtAuthorizer {
  let keys: Promise<ReturnType<typeof createRemoteJWKSet>> | undefined;
  const keySet = (): Promise<ReturnType<typeof createRemoteJWKSet>> => {
    keys ??= discover(configuration.issuer).catch((error: unknown) => {
      keys = undefined; // the issuer may be there next time
      throw error;
    });
    return keys;
  };

  return async (request, scopes) => {
    const token = findToken(request, configuration.identitySource);
    if (!token) return UNAUTHORIZED;
    let claims: JWTPayload;
    try {
      const options = { issuer: configuration.issuer, algorithms: ALGORITHMS, requiredClaims: ['exp'] };
      claims = (await jwtVerify(token, await keySet(), options)).payload;
    } catch {
      return UNAUTHORIZED;
    }
    if (!hasAudience(claims, configuration.audience) || isFromTheFuture(claims)) return UNAUTHORIZED;
    const granted = scopesOf(claims);
    if (scopes.length > 0 && !scopes.some((scope) => granted.includes(scope)))
      return { allowed: false, status: 403 };
    const context = { jwt: { claims: stringified(claims), scopes: scopes.length > 0 ? granted : null } };
    // The event says null where a route asks for no scopes; its published type leaves that out.
    return { allowed: true, context: context as unknown as JwtContext };
  };
}

async function discover(issuer: string): Promise<ReturnType<typeof createRemoteJWKSet>> {
  const response = await fetch(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`);
  if (!response.ok) throw new Error(`discovery at ${issuer} answered ${response.status}`);
  const { jwks_uri: location } = (await response.json()) as { jwks_uri: string };
  return createRemoteJWKSet(new URL(location));
}

function findToken(
  request: { headers: Readonly<Record<string, string>>; query: URLSearchParams },
  sources: readonly string[],
): string | undefined {
  for (const source of sources) {
    const [, kind, name] = /^\$request\.(header|querystring)\.(.+)$/.exec(source) ?? [];
    if (!kind || !name) throw new Error(`the identity source ${source} is not supported`);
    const value = kind === 'header' ? request.headers[name.toLowerCase()] : request.query.get(name);
    if (value) return value.replace(/^Bearer\s+/i, '');
  }
  return undefined;
}

function hasAudience({ aud, client_id: clientId }: JWTPayload, wanted: readonly string[]): boolean {
  if (wanted.length === 0) return true;
  const audiences = aud === undefined ? [clientId] : [aud].flat();
  return audiences.some((audience) => typeof audience === 'string' && wanted.includes(audience));
}

function isFromTheFuture({ iat }: JWTPayload): boolean {
  return iat !== undefined && iat > Math.floor(Date.now() / 1000);
}

function scopesOf(claims: JWTPayload): string[] {
  const scope = claims['scope'] ?? claims['scp'];
  if (Array.isArray(scope)) return scope.map(String);
  return typeof scope === 'string' ? scope.split(' ').filter((entry) => entry !== '') : [];
}

/** Claims reach the function as text: a list as `[a b]`, as Go prints one. */
function stringified(claims: JWTPayload): Record<string, string> {
  return Object.fromEntries(Object.entries(claims).map(([name, value]) => [name, claimText(value)]));
}

function claimText(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(claimText).join(' ')}]`;
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
