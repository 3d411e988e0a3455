import { type MasterKeys, masterKeys } from '../../shared/clinics/master-keys.ts';
import { UsageError } from '../command-line/usage-error.ts';

/**
 * What would be otherwise if a kept copy stood in for the master secret: a sentence each, which quote no key; none when
 * clinics would live on by it as they are.
 */
export function differencesOfCopy(copy: MasterKeys, held: MasterKeys): string[] {
  const differences: string[] = [];
  for (const version of versionsOf(held)) {
    const kept = copy.of(version);
    if (kept === undefined) differences.push(`Version ${version} is not in the copy.`);
    else if (kept !== held.of(version)) differences.push(`Version ${version} is another one in the copy.`);
    else if (copy.opens(version) !== held.opens(version)) {
      const ended = held.opens(version) ? 'does not open' : 'would open';
      differences.push(`The copy ${ended} links that were handed out under version ${version}.`);
    }
  }
  for (const version of versionsOf(copy)) {
    if (held.of(version) === undefined) differences.push(`Version ${version} is in the copy alone.`);
  }
  return differences;
}

const versionsOf = ({ newest, of }: MasterKeys): string[] =>
  Array.from({ length: Number(newest) }, (_, index) => String(index + 1)).filter(
    (version) => of(version) !== undefined,
  );

/**
 * Reads a copy of the master secret, as Secrets Manager gives it.
 *
 * @param name what the file is called, for the sentence
 * @throws UsageError for anything else; it quotes nothing of it
 */
export function copyOfMaster(text: string, name: string): MasterKeys {
  try {
    return masterKeys(text);
  } catch {
    throw new UsageError(`--copy ${name}: expected the master secret, a JSON object of keys by version.`);
  }
}
