import { hkdfSync } from 'node:crypto';
import { decodeProtectedHeader, EncryptJWT, errors, type JWTPayload, jwtDecrypt } from 'jose';
import { ForbiddenError } from '../errors.ts';
import { clinicId as clinicIdField } from '../records/fields.ts';

/** Finds the secret of a clinic; refuses one that is not registered. */
type SecretOfClinic = (clinicId: string) => Promise<string>;

export type Sealed = {
  clinicId: string;
  /** What the token is for; one made for something else does not open. */
  purpose: string;
  /** Claims, which nobody but us can read. */
  claims: JWTPayload;
  issuedAt: Date;
  expiresAt: Date;
};

/** The longest token that is looked at: ours have some three hundred characters. */
const LONGEST = 1024;
/** Header, no key of its own, 12 bytes of IV, ciphertext, 16 bytes of tag. */
const COMPACT_JWE = /^[\w-]+\.\.[\w-]{16}\.[\w-]+\.[\w-]{22}$/;
const ENCRYPTION = { alg: 'dir', enc: 'A256GCM' } as const;

/**
 * A token that only this deployment can read or make: a JWE (RFC 7516, `dir` with A256GCM) under a key that
 * HKDF-SHA-256 (RFC 5869) derives from the clinic's secret, one for each purpose. Only the clinic is in clear,
 * as the key has to be found by it.
 */
export async function seal(secretOfClinic: SecretOfClinic, sealed: Sealed): Promise<string> {
  const { clinicId, purpose, claims, issuedAt, expiresAt } = sealed;
  return new EncryptJWT(claims)
    .setProtectedHeader({ ...ENCRYPTION, kid: clinicId })
    .setIssuedAt(issuedAt)
    .setExpirationTime(expiresAt)
    .encrypt(keyOf(await secretOfClinic(clinicId), purpose));
}

/**
 * The claims of a token, with the clinic in whose key it was sealed. The authentication tag is compared in
 * constant time (Web Crypto).
 *
 * @returns undefined for what is malformed, changed, expired, for another purpose or of no clinic of ours:
 *   which of these it is, nobody is told
 */
export async function unseal(
  secretOfClinic: SecretOfClinic,
  token: string,
  purpose: string,
  now: Date,
): Promise<{ clinicId: string; claims: JWTPayload } | undefined> {
  const clinicId = token.length > LONGEST ? undefined : clinicOf(token);
  if (clinicId === undefined) return undefined;
  try {
    const { payload } = await jwtDecrypt(token, keyOf(await secretOfClinic(clinicId), purpose), {
      keyManagementAlgorithms: [ENCRYPTION.alg],
      contentEncryptionAlgorithms: [ENCRYPTION.enc],
      requiredClaims: ['iat', 'exp'],
      currentDate: now,
    });
    return { clinicId, claims: payload };
  } catch (error) {
    if (error instanceof errors.JOSEError || error instanceof ForbiddenError) return undefined;
    throw error;
  }
}

/** The clinic that a token names, if it looks like one of ours: whoever sends something else costs no key. */
function clinicOf(token: string): string | undefined {
  if (!COMPACT_JWE.test(token)) return undefined;
  try {
    const { alg, enc, kid } = decodeProtectedHeader(token);
    if (alg !== ENCRYPTION.alg || enc !== ENCRYPTION.enc) return undefined;
    return clinicIdField.safeParse(kid).data;
  } catch {
    return undefined;
  }
}

function keyOf(secret: string, purpose: string): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', secret, '', `massage-outcomes ${purpose}`, 32));
}
