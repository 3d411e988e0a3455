import { createHash, randomBytes } from 'node:crypto';

/** What an authorization code stands for. */
type Grant = {
  readonly subject: string;
  /** Whether the user asked for a token by which he changes himself. */
  readonly mayChangeUser: boolean;
  readonly clientId: string;
  readonly redirectUri: string;
  readonly challenge: string;
  readonly nonce: string | undefined;
};

type Redemption = { code: string; clientId: string; redirectUri: string; verifier: string };

export type AuthorizationCodes = {
  issue(grant: Grant): string;
  /** What the code stands for, once; undefined when anything does not fit (RFC 6749, 5.2: invalid_grant). */
  redeem(redemption: Redemption): Grant | undefined;
};

const LIFETIME_MILLISECONDS = 5 * 60_000;

/** Codes as Cognito gives them: good once, for five minutes, for the client and the proof key that asked. */
export function authorizationCodes(now: () => number = Date.now): AuthorizationCodes {
  const open = new Map<string, { grant: Grant; until: number }>();
  return {
    issue(grant) {
      const code = randomBytes(24).toString('base64url');
      open.set(code, { grant, until: now() + LIFETIME_MILLISECONDS });
      return code;
    },
    redeem({ code, clientId, redirectUri, verifier }) {
      const found = open.get(code);
      open.delete(code);
      if (!found || found.until < now()) return undefined;
      const { grant } = found;
      const proof = createHash('sha256').update(verifier).digest('base64url');
      const fits =
        grant.clientId === clientId && grant.redirectUri === redirectUri && grant.challenge === proof;
      return fits ? grant : undefined;
    },
  };
}
