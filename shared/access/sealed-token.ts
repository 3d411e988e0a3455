import { decodeProtectedHeader, EncryptJWT, errors, type JWTPayload, jwtDecrypt } from 'jose';
import { ForbiddenError } from '../errors.ts';
import { clinicId as clinicIdField } from '../records/fields.ts';

/**
 * Finds the keys by which a clinic seals what it hands out; refuses one that is not registered.
 *
 * @param version of a key that is needed, which may be newer than any that is known
 */
export type SealingKeys = (clinicId: string, version?: string) => Promise<SealingKeyring>;

export type SealingKeyring = {
  /** That of a new token. */
  version: string;
  /** 32 bytes; undefined of a version whose tokens open nothing any more. */
  sealingKey(version: string, purpose: string): Uint8Array | undefined;
};

export type Sealed = {
  clinicId: string;
  /** What the token is for; one made for something else does not open. */
  purpose: string;
  /** Claims, which nobody but us can read. */
  claims: JWTPayload;
  issuedAt: Date;
  expiresAt: Date;
};

/** The longest token that is looked at where nobody says otherwise: most have some three hundred characters. */
const LONGEST = 1024;
/** The version of tokens that name none: they were sealed before there were versions. */
export const UNVERSIONED = '0';
/** Header, no key of its own, 12 bytes of IV, ciphertext, 16 bytes of tag. */
const COMPACT_JWE = /^[\w-]+\.\.[\w-]{16}\.[\w-]+\.[\w-]{22}$/;
const KEY_ID = /^([^/]+?)(?:\/([1-9]\d{0,5}))?$/;
const ENCRYPTION = { alg: 'dir', enc: 'A256GCM' } as const;

/**
 * A token that only this deployment can read or make: a JWE (RFC 7516, `dir` with A256GCM) under a key of the
 * clinic, one for each purpose. Only the clinic and the version of the key are in clear, as the key has to be found
 * by them.
 */
export async function seal(sealing: SealingKeys, sealed: Sealed): Promise<string> {
  const { clinicId, purpose, claims, issuedAt, expiresAt } = sealed;
  const keys = await sealing(clinicId);
  const key = keys.sealingKey(keys.version, purpose);
  if (key === undefined) throw new RangeError('there is no key of the version that is sealed under');
  return new EncryptJWT(claims)
    .setProtectedHeader({ ...ENCRYPTION, kid: `${clinicId}/${keys.version}` })
    .setIssuedAt(issuedAt)
    .setExpirationTime(expiresAt)
    .encrypt(key);
}

/**
 * The claims of a token, with the clinic in whose key it was sealed. The authentication tag is compared in
 * constant time (Web Crypto).
 *
 * @returns undefined for what is malformed, changed, expired, for another purpose or of no clinic of ours:
 *   which of these it is, nobody is told
 */
export async function unseal(
  sealing: SealingKeys,
  token: string,
  purpose: string,
  now: Date,
  longest = LONGEST,
): Promise<{ clinicId: string; claims: JWTPayload } | undefined> {
  const named = token.length > longest ? undefined : keyNamed(token);
  if (named === undefined) return undefined;
  const { clinicId, version } = named;
  try {
    const key = (await sealing(clinicId, version)).sealingKey(version, purpose);
    if (key === undefined) return undefined;
    const { payload } = await jwtDecrypt(token, key, {
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

/** The clinic and the version that a token names, if it looks like one of ours: whoever sends something else costs no key. */
function keyNamed(token: string): { clinicId: string; version: string } | undefined {
  if (!COMPACT_JWE.test(token)) return undefined;
  try {
    const { alg, enc, kid } = decodeProtectedHeader(token);
    if (alg !== ENCRYPTION.alg || enc !== ENCRYPTION.enc) return undefined;
    const [, clinic, version = UNVERSIONED] = KEY_ID.exec(typeof kid === 'string' ? kid : '') ?? [];
    const clinicId = clinicIdField.safeParse(clinic).data;
    return clinicId === undefined ? undefined : { clinicId, version };
  } catch {
    return undefined;
  }
}
