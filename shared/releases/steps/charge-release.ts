import { clientCharge } from '../../privacy/programme/may-count.ts';
import { mapInFlight } from '../../storage/aws/in-flight.ts';
import { checkClosed, spentBefore } from '../check-release.ts';
import type { ClinicHistory } from '../clinic-history.ts';
import type { LedgerEntry } from '../ledger-charge.ts';
import { type Mechanisms, mechanismOf } from '../mechanism.ts';
import {
  AlreadyChargedError,
  GivenUpError,
  OtherInputError,
  ReleaseRefusedError,
} from '../release-errors.ts';
import { FIRST_REVISION } from '../release-id.ts';
import type { FrozenTally, ReleaseTerms } from '../release-terms.ts';
import type { ClientAccounts } from '../stores/client-accounts.ts';
import type { ClinicReleases } from '../stores/clinic-releases.ts';
import type { ReleaseLedger } from '../stores/release-ledger.ts';
import { claimMonths } from './claim-months.ts';

const CLINICS_IN_FLIGHT = 4;

export type ChargeDeps = {
  ledger: ReleaseLedger;
  clinics: ClinicReleases;
  accounts: Pick<ClientAccounts, 'settle' | 'giveBack'>;
  mechanisms: Mechanisms;
  now(): Date;
};

/**
 * Pays for a release, once, and makes what its clients have reserved spent. Everything that could refuse it is
 * looked at before; a release that is refused for good gives its clients back what they have reserved, and its
 * clinics their months. The ledger decides which of the two it is, in one item, so that no crash and no second
 * run can end in both.
 *
 * @param auditPublished looks at what the clinics have published, before anything is charged
 * @returns the entry, of now or of before
 * @throws ReleaseRefusedError, PeriodNotClosedError, OtherInputError or ConfigError
 */
export async function chargeRelease(
  deps: ChargeDeps,
  input: FrozenTally,
  auditPublished: (histories: readonly ClinicHistory[]) => Promise<void>,
): Promise<LedgerEntry> {
  const { terms } = input;
  const refusal = await deps.ledger.refusal(terms.release);
  try {
    if (refusal) throw refusal;
    const entry = await entryOf(deps, input, auditPublished);
    if (clientCharge(terms.programme, terms.period, terms.release.revision).microRho > 0) {
      await eachClinic(terms, (clinicId) => deps.accounts.settle(clinicId, terms.release));
    }
    return entry;
  } catch (error) {
    if (error instanceof ReleaseRefusedError && error.isFinal) await refuse(deps, terms, error);
    throw error;
  }
}

/**
 * Gives up a release that was closed and is not to be published, such as of a programme that has ended: it is refused
 * for good, and its clients and clinics get back what it has reserved.
 *
 * @throws AlreadyChargedError when it has been paid for
 */
export async function giveUpRelease(
  deps: Pick<ChargeDeps, 'ledger' | 'clinics' | 'accounts'>,
  terms: ReleaseTerms,
): Promise<void> {
  const error = new GivenUpError(terms.release);
  if (!(await refuse(deps, terms, error))) throw new AlreadyChargedError(terms.release);
}

async function entryOf(
  { ledger, clinics, mechanisms, now }: ChargeDeps,
  { terms, digest }: FrozenTally,
  auditPublished: (histories: readonly ClinicHistory[]) => Promise<void>,
): Promise<LedgerEntry> {
  const { release, period, programme } = terms;
  const mechanism = mechanismOf(mechanisms, programme);
  const before = await ledger.entry(release);
  if (before) {
    if (before.digest !== digest) throw new OtherInputError(release);
    return before;
  }
  checkClosed(terms, now());
  await ledger.checkProgramme(release, programme);
  const histories = await claimMonths(clinics, terms);
  await auditPublished(histories);
  const { microRhoCap, microRhoReserve } = programme.budget;
  const isFirst = release.revision === FIRST_REVISION;
  return ledger.charge({
    release,
    digest,
    ...mechanism.charge(terms),
    most: isFirst ? microRhoCap : microRhoReserve,
    periodKind: programme.period,
    mode: programme.mode,
    spentBefore: spentBefore(terms, histories),
    createdAt: isFirst ? period.publishesAt : now().toISOString(),
  });
}

/** @returns false when the release has been charged, which is for good too */
async function refuse(
  { ledger, clinics, accounts }: Pick<ChargeDeps, 'ledger' | 'clinics' | 'accounts'>,
  terms: ReleaseTerms,
  error: ReleaseRefusedError,
): Promise<boolean> {
  const { release, programme, period } = terms;
  if (!(await ledger.refuse(release, error))) return false;
  const charge = clientCharge(programme, period, release.revision);
  await eachClinic(terms, async (clinicId) => {
    await accounts.giveBack(clinicId, release, charge);
    await clinics.giveBack(clinicId, terms);
  });
  return true;
}

/** Each works off its clients with many in flight. */
async function eachClinic({ programme }: ReleaseTerms, work: (clinicId: string) => Promise<void>) {
  await mapInFlight(CLINICS_IN_FLIGHT, programme.clinics, work);
}
