import { type MasterKeys, masterKeys } from '../../shared/clinics/master-keys.ts';

const FIRST = 'a'.repeat(64);

/** A master secret of some versions. */
export function masters(versions = 1, linksFrom?: number): MasterKeys {
  const keys = Array.from({ length: versions }, (_, index) => [String(index + 1), `${index}${FIRST}`]);
  return masterKeys(
    JSON.stringify({ ...Object.fromEntries(keys), ...(linksFrom && { linksFrom: String(linksFrom) }) }),
  );
}
