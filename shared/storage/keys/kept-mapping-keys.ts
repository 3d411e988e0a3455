import { keyText } from './key-text.ts';
import type { ItemKey } from './keys.ts';

/** The mappings that a clinic keeps for its files, by name: no records, in a partition of their own. */
export const keptMappingsPk = (clinicId: string) => keyText`MAPPINGS#${clinicId}`;
export const keptMappingItem = (clinicId: string, name: string): ItemKey => ({
  pk: keptMappingsPk(clinicId),
  sk: keyText`NAME#${name}`,
});
