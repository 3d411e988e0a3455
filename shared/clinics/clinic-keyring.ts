import { hkdfSync, randomBytes } from 'node:crypto';
import { type SealingKeyring, UNVERSIONED } from '../access/sealed-token.ts';
import { ConfigError } from '../errors.ts';
import type { MasterKeys } from './master-keys.ts';
import { openedText, sealedText } from './sealed-text.ts';

/**
 * What the keys of a clinic are derived from, beside the master secret: its salt, and the version of the master under
 * which its pseudonyms were born. Whoever destroys the salt has destroyed every key of the clinic.
 */
export type ClinicOrigin = {
  salt: Uint8Array;
  masterVersion: string;
  /** The pseudonym key of a clinic that had one before keys were derived, sealed by `sealedKey`. */
  keptKey?: Uint8Array;
};

/** Keys of a clinic, one for each purpose; none tells anything of another. */
export type ClinicKeyring = SealingKeyring & {
  /** Under which its client ids become pseudonyms; never another. */
  pseudonymKey: string;
  /** 32 bytes, for what the clinic keeps sealed beside a client; never another. */
  labelKey(): Uint8Array;
  /** 32 bytes, for rows of files that are kept to be mended; never another. */
  rowKey(): Uint8Array;
};

const SALT_BYTES = 32;
const KEY_BYTES = 32;
const KEPT_KEY = 'kept pseudonym key';
const PSEUDONYMS = 'pseudonyms';
const LABELS = 'client labels';
const ROWS = 'rows of files';

/** What a clinic that is added now has its keys from. */
export function newOrigin(masters: MasterKeys): ClinicOrigin {
  return { salt: randomBytes(SALT_BYTES), masterVersion: masters.newest };
}

/** @throws ConfigError when the master has lost the version that the clinic was added under */
export function clinicKeyring(masters: MasterKeys, origin: ClinicOrigin): ClinicKeyring {
  const { salt, masterVersion, keptKey } = origin;
  const born = bornUnder(masters, masterVersion);
  const kept = keptKey && openedText(derivedKey(born, salt, KEPT_KEY), keptKey);
  return {
    pseudonymKey: kept ?? Buffer.from(derivedKey(born, salt, PSEUDONYMS)).toString('base64url'),
    labelKey: () => derivedKey(born, salt, LABELS),
    rowKey: () => derivedKey(born, salt, ROWS),
    version: masters.newest,
    sealingKey(version, purpose) {
      if (version === UNVERSIONED) {
        // All keys came from the pseudonym key then.
        return kept === undefined || !masters.opens('1') ? undefined : derivedKey(kept, '', purpose);
      }
      return masters.opens(version) ? derivedKey(masters.of(version)!, salt, `sealed ${purpose}`) : undefined;
    },
  };
}

/** The pseudonym key that a clinic had before, so that it lives on in the clinic's item and nobody else can read it. */
export function sealedKey(
  masters: MasterKeys,
  { salt, masterVersion }: ClinicOrigin,
  key: string,
): Uint8Array {
  return sealedText(derivedKey(bornUnder(masters, masterVersion), salt, KEPT_KEY), key);
}

function bornUnder(masters: MasterKeys, version: string): string {
  const master = masters.of(version);
  if (master === undefined) throw new ConfigError(`the master secret has no version ${version}`);
  return master;
}

/** HKDF-SHA-256 (RFC 5869). */
function derivedKey(secret: string, salt: Uint8Array | '', purpose: string): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', secret, salt, `massage-outcomes ${purpose}`, KEY_BYTES));
}
