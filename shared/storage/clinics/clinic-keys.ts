import { notHeld } from '../../access/held-clinic.ts';
import type { SealingKeys } from '../../access/sealed-token.ts';
import { type ClinicKeyring, clinicKeyring } from '../../clinics/clinic-keyring.ts';
import type { ClinicRegistry } from './clinic-registry.ts';
import type { MasterSecret } from './master-secret.ts';

/** Finds the key under which a clinic's client ids become pseudonyms. @throws ForbiddenError of a clinic that is not held */
export type ClinicKeys = (clinicId: string) => Promise<string>;

/** Finds the key under which a clinic's labels of clients are sealed, 32 bytes. @throws ForbiddenError of a clinic that is not held */
export type LabelKeys = (clinicId: string) => Promise<Uint8Array>;

/** Finds the key under which a clinic's refused rows are sealed, 32 bytes. @throws ForbiddenError of a clinic that is not held */
export type RowKeys = (clinicId: string) => Promise<Uint8Array>;

/**
 * The keys of clinics, derived from the master secret and the clinic's salt whenever they are asked for: nothing is
 * taken in under a guessed key, and a clinic whose salt is destroyed has none.
 */
export function createClinicKeys(
  registry: Pick<ClinicRegistry, 'held'>,
  master: MasterSecret,
): { keyOfClinic: ClinicKeys; labelKeyOf: LabelKeys; rowKeyOf: RowKeys; sealing: SealingKeys } {
  const keyring = async (clinicId: string, version?: string): Promise<ClinicKeyring> => {
    const { origin } = await registry.held(clinicId);
    if (!origin) throw notHeld(clinicId);
    return clinicKeyring(await master(laterOf(origin.masterVersion, version)), origin);
  };
  return {
    keyOfClinic: async (clinicId) => (await keyring(clinicId)).pseudonymKey,
    labelKeyOf: async (clinicId) => (await keyring(clinicId)).labelKey(),
    rowKeyOf: async (clinicId) => (await keyring(clinicId)).rowKey(),
    sealing: keyring,
  };
}

function laterOf(one: string, other: string | undefined): string {
  return other === undefined || Number(one) > Number(other) ? one : other;
}
