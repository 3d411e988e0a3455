import { StorageUnavailableError } from '../../errors.ts';
import { lifetimeMicroRho } from '../../privacy/programme/budget.ts';
import { clientCharge } from '../../privacy/programme/may-count.ts';
import type { Programme } from '../../privacy/programme/programme.ts';
import { orderOf, releasePeriod } from '../../privacy/programme/release-period.ts';
import { collect, type Item, keyOf, mapKey, text, textOf } from '../../storage/aws/dynamodb.ts';
import type { ItemTable, TableAction } from '../../storage/aws/item-table.ts';
import { DEFAULT_RETRY } from '../../storage/aws/retry.ts';
import { claimedPart, mayTellBesides } from '../claimed-part.ts';
import type { Claimant, ClinicHistory, ClinicRelease } from '../clinic-history.ts';
import { FIRST_REVISION, type ReleaseId } from '../release-id.ts';
import type { ReleaseTerms } from '../release-terms.ts';
import {
  type ClaimedPart,
  claimedMonthItem,
  clinicReleaseItem,
  clinicReleasesPk,
  isClaimedMonth,
  monthOfClaim,
  periodOfClinicRelease,
  releaseItem,
} from './ledger-keys.ts';
import { isRefused } from './release-ledger.ts';

export type ClinicReleases = ReturnType<typeof createClinicReleases>;

/**
 * What clinics have told, by clinic and whatever programmes are called: in the release ledger, an item a month,
 * which one release can have, and an item a release with the terms that its promise rests on.
 */
export function createClinicReleases(table: ItemTable) {
  const itemsOf = (clinicId: string): Promise<Item[]> => collect(table.query(clinicReleasesPk(clinicId)));

  return {
    /** What a clinic has told, without releases that the ledger has refused for good. */
    async history(clinicId: string): Promise<ClinicHistory> {
      const items = await itemsOf(clinicId);
      const named = new Map(items.map((item) => [JSON.stringify(idOf(item)), idOf(item)]));
      const firsts = [...named.values()];
      const all = [...firsts, ...firsts.map((one) => ({ ...one, revision: FIRST_REVISION }))];
      const entries = await table.getAll(all.map(releaseItem));
      const entryOf = (release: ReleaseId) => entries.get(mapKey(releaseItem(release)));
      const holding = items.filter((item) => !isRefused(entryOf(idOf(item))));
      return {
        clinicId,
        releases: holding
          .filter((item) => PARTS.every((part) => !isClaimedMonth(textOf(item, 'sk')!, part)))
          .map((item) => clinicRelease(item, entryOf(idOf(item)) ? 'charged' : 'pending'))
          .sort(byTime),
        months: claimants(holding, 'whole'),
        totals: claimants(holding, 'totals'),
      };
    },

    /**
     * Claims the months of a period for a release of one clinic, in one transaction; what it has claimed before
     * it keeps, and what a refused release has left is free.
     *
     * @returns false when another release has one of the months, or tells of one besides, and may not
     */
    async claim(clinicId: string, terms: ReleaseTerms): Promise<boolean> {
      const { release, period } = terms;
      const part = claimedPart(terms);
      for (let attempt = 0; attempt < DEFAULT_RETRY.attempts; attempt++) {
        await table.waitBefore(attempt);
        const items = new Map((await itemsOf(clinicId)).map((item) => [textOf(item, 'sk')!, item]));
        const left = [...items.values()].map(idOf);
        const entries = await table.getAll(left.map(releaseItem));
        const puts: TableAction[] = [];
        const owner = { programme: text(release.programme), period: text(release.period) };
        const wanted = [
          ...period.months.map((month) => ({
            key: claimedMonthItem({ clinicId, month }, part),
            content: { ...owner, revision: { N: String(FIRST_REVISION) } },
          })),
          {
            key: clinicReleaseItem(clinicId, release),
            content: { ...owner, revision: { N: String(release.revision) }, ...termsOf(terms) },
          },
        ];
        for (const { key, content } of wanted) {
          const held = items.get(key.sk);
          const isOurs = held && textOf(held, 'programme') === release.programme;
          if (isOurs && textOf(held, 'period') === release.period) continue;
          if (held && !isRefused(entries.get(mapKey(releaseItem(idOf(held)))))) return false;
          puts.push({
            Put: {
              Item: { ...keyOf(key), ...content },
              ...unchanged(held),
            },
          });
        }
        if (puts.length === 0) return true;
        const besides: TableAction[] = [];
        for (const month of period.months) {
          const key = claimedMonthItem({ clinicId, month }, part === 'whole' ? 'totals' : 'whole');
          const held = items.get(key.sk);
          const isFree = held && isRefused(entries.get(mapKey(releaseItem(idOf(held)))));
          if (held && !isFree && !mayTellBesides(terms, idOf(held))) return false;
          besides.push({ ConditionCheck: { Key: keyOf(key), ...unchanged(held) } });
        }
        if ((await table.transact([...puts, ...besides])) === undefined) return true;
      }
      throw new StorageUnavailableError('the account of a clinic is busy');
    },

    /** Frees what a release has claimed of a clinic, once the ledger has refused it for good. */
    async giveBack(clinicId: string, terms: ReleaseTerms): Promise<void> {
      const { release, period } = terms;
      const months = release.revision === FIRST_REVISION ? period.months : [];
      const keys = [
        ...months.map((month) => claimedMonthItem({ clinicId, month }, claimedPart(terms))),
        clinicReleaseItem(clinicId, release),
      ];
      for (const key of keys) {
        await table.deleteIf(key, {
          ConditionExpression: 'programme = :programme AND period = :period',
          ExpressionAttributeValues: {
            ':programme': text(release.programme),
            ':period': text(release.period),
          },
        });
      }
    },
  };
}

const PARTS = ['whole', 'totals'] as const satisfies ClaimedPart[];

function claimants(items: readonly Item[], part: ClaimedPart): Map<string, Claimant> {
  return new Map(
    items
      .filter((item) => isClaimedMonth(textOf(item, 'sk')!, part))
      .map((item) => [monthOfClaim(textOf(item, 'sk')!), idOf(item)]),
  );
}

/** On condition that an item is as it was read. */
function unchanged(held: Item | undefined) {
  if (!held) return { ConditionExpression: 'attribute_not_exists(pk)' };
  return {
    ConditionExpression: 'programme = :programme AND period = :period',
    ExpressionAttributeValues: { ':programme': held['programme']!, ':period': held['period']! },
  };
}

/** Names of periods do not sort by time; their months do. */
function byTime({ release: one }: ClinicRelease, { release: other }: ClinicRelease): number {
  const [order, next] = [one, other].map(({ period }) => orderOf(releasePeriod(period)!));
  return order === next ? one.revision - other.revision : order! < next! ? -1 : 1;
}

/** Under what a release is made, as far as a clinic's account goes. */
function termsOf({ programme, period, release: { revision } }: ReleaseTerms): Item {
  const { microRho } = clientCharge(programme, period, revision);
  return {
    mode: text(programme.mode),
    microRho: { N: String(microRho) },
    lifetime: { N: String(lifetimeMicroRho(programme.budget)) },
    reserve: { N: String(programme.budget.microRhoReserve) },
  };
}

function idOf(item: Item): ReleaseId {
  return {
    programme: textOf(item, 'programme')!,
    period: textOf(item, 'period')!,
    revision: Number(item['revision']!.N),
  };
}

function clinicRelease(item: Item, state: ClinicRelease['state']): ClinicRelease {
  const { period, revision } = periodOfClinicRelease(textOf(item, 'sk')!);
  const numberOf = (name: string) => Number(item[name]!.N);
  return {
    release: { programme: textOf(item, 'programme')!, period, revision },
    state,
    mode: textOf(item, 'mode') as Programme['mode'],
    microRho: numberOf('microRho'),
    lifetime: numberOf('lifetime'),
    reserve: numberOf('reserve'),
  };
}
