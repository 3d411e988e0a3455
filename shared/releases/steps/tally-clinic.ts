import type { SessionOutcome } from '../../outcomes/session-outcome.ts';
import { type ClientCharge, clientCharge, mayCount } from '../../privacy/programme/may-count.ts';
import { clientContribution } from '../../privacy/tally/client-contribution.ts';
import type { ClientContribution, PeriodTally } from '../../privacy/tally/period-tally.ts';
import { addTallies, tallyOf } from '../../privacy/tally/tally.ts';
import type { RecordReader } from '../../storage/held/record-store.ts';
import { CLIENT_SK_PREFIX, type ClientKey, monthPk, parseMonthSk } from '../../storage/keys/keys.ts';
import type { ViewStore } from '../../storage/views/view-store.ts';
import { clientMonthOf } from '../../views/client-month-view.ts';
import type { ReleaseTerms } from '../release-terms.ts';
import type { ClientAccounts } from '../stores/client-accounts.ts';
import { inChunks, mergeByKey } from './merge-by-key.ts';

export type TallyDeps = {
  views: Pick<ViewStore, 'each'>;
  records: Pick<RecordReader, 'consenting' | 'membersOf'>;
  accounts: Pick<ClientAccounts, 'spent' | 'reserve' | 'renameOlder'>;
};

/** Clients whose consents and accounts are read together: as many as DynamoDB gives at once. */
const CLIENTS_AT_ONCE = 100;

type Contributing = { client: string; contribution: ClientContribution };

/**
 * Exact counts of one clinic in one period: of the clients who have something to add, consent at this moment,
 * and can pay for it from what they have not yet spent in any programme. The charge is reserved in each one's
 * account before he is counted: spent when the release is charged, given back when it is refused. What is held
 * at a time are a page of each month and a hundred clients, however many the clinic has.
 */
export async function tallyClinic(
  deps: TallyDeps,
  { release, programme, period, catalogue }: ReleaseTerms,
  clinicId: string,
): Promise<PeriodTally> {
  await deps.accounts.renameOlder(clinicId);
  const contributing = contributions(deps.views, clinicId, period.months, catalogue);
  const charge = clientCharge(programme, period, release.revision);
  let tally = tallyOf([]);
  for await (const chunk of inChunks(contributing, CLIENTS_AT_ONCE)) {
    const owners = chunk.map(({ client }) => ({ clinicId, client }));
    const [consenting, spent, spentElsewhere] = await Promise.all([
      deps.records.consenting(owners),
      deps.accounts.spent(owners, charge, release),
      spentUnderOtherIds(deps, owners, charge),
    ]);
    const allSpent = ({ client }: ClientKey) => (spent.get(client) ?? 0) + (spentElsewhere.get(client) ?? 0);
    const eligible = owners.filter(
      (owner) => consenting.has(owner.client) && mayCount(allSpent(owner), charge),
    );
    const entered = await deps.accounts.reserve(eligible, release, charge, spentElsewhere);
    const admitted = chunk.filter(({ client }) => entered.has(client));
    tally = addTallies([tally, tallyOf(admitted.map(({ contribution }) => contribution))]);
  }
  return tally;
}

/** What each person has spent under ids that were merged into his: an account belongs to a person, not to an id. */
async function spentUnderOtherIds(
  { records, accounts }: TallyDeps,
  owners: readonly ClientKey[],
  charge: ClientCharge,
): Promise<Map<string, number>> {
  const members = await records.membersOf(owners);
  if (members.size === 0) return new Map();
  const [{ clinicId }] = owners as [ClientKey, ...ClientKey[]];
  const others = [...members.values()].flat().map((client) => ({ clinicId, client }));
  const spent = await accounts.spent(others, charge);
  const sums = [...members].map(
    ([client, ids]) => [client, ids.reduce((sum, id) => sum + (spent.get(id) ?? 0), 0)] as const,
  );
  return new Map(sums);
}

/** The months of one client lie in as many partitions, each in order of client: merged, they come together. */
async function* contributions(
  views: Pick<ViewStore, 'each'>,
  clinicId: string,
  months: readonly string[],
  catalogue: ReleaseTerms['catalogue'],
): AsyncGenerator<Contributing> {
  const partitions = months.map((month) => views.each(monthPk({ clinicId, month }), CLIENT_SK_PREFIX));
  for await (const { key, values } of mergeByKey(partitions, (view) => view.key.sk)) {
    const sessions: SessionOutcome[] = values.flatMap(({ content }) => clientMonthOf(content!).sessions);
    const contribution = clientContribution(sessions, catalogue);
    if (contribution) yield { client: parseMonthSk(key), contribution };
  }
}
