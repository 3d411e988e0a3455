import { createHash } from 'node:crypto';
import { programmeOf } from '../../privacy/programme/programme.ts';
import type { PeriodTally } from '../../privacy/tally/period-tally.ts';
import type { Bucket } from '../../storage/aws/bucket.ts';
import { mapInFlight } from '../../storage/aws/in-flight.ts';
import { createKeptStore } from '../../storage/aws/kept-store.ts';
import type { ReleaseId } from '../release-id.ts';
import type { FrozenInput, FrozenTally, ReleaseTerms } from '../release-terms.ts';
import { clinicTalliesPrefix, clinicTallyKey, frozenTallyKey, termsKey } from './release-keys.ts';

export type TallyStore = ReturnType<typeof createTallyStore>;

const READS_IN_FLIGHT = 8;

/** The raw bucket: terms, exact counts of each clinic, and the counts of all. Everything is written once. */
export function createTallyStore(bucket: Bucket) {
  const kept = createKeptStore(bucket);
  /** Terms that were fixed before programmes could choose what to ask have what was usual. */
  const termsIn = (terms: ReleaseTerms): ReleaseTerms => ({
    ...terms,
    programme: programmeOf(terms.programme),
  });
  const parse = <T>(text: string | undefined) => (text === undefined ? undefined : (JSON.parse(text) as T));
  return {
    /** Fixes the terms of a release; returns those that were fixed first. */
    async fixTerms(terms: ReleaseTerms): Promise<ReleaseTerms> {
      const text = await kept.keep(termsKey(terms.release), JSON.stringify(terms));
      return termsIn(JSON.parse(text) as ReleaseTerms);
    },
    async terms(release: ReleaseId): Promise<ReleaseTerms | undefined> {
      const terms = parse<ReleaseTerms>(await kept.read(termsKey(release)));
      return terms && termsIn(terms);
    },

    /** The exact counts of one clinic, if they have been kept. */
    async clinicTally(release: ReleaseId, clinicId: string): Promise<PeriodTally | undefined> {
      return parse(await kept.read(clinicTallyKey(release, clinicId)));
    },
    async keepClinicTally(release: ReleaseId, clinicId: string, tally: PeriodTally): Promise<void> {
      await kept.keep(clinicTallyKey(release, clinicId), JSON.stringify(tally));
    },

    /** The exact counts of every clinic; undefined while one is missing. */
    async clinicTallies({ release, programme }: ReleaseTerms): Promise<PeriodTally[] | undefined> {
      const there = new Set(await bucket.listKeys(clinicTalliesPrefix(release)));
      const wanted = programme.clinics.map((clinicId) => clinicTallyKey(release, clinicId));
      if (!wanted.every((key) => there.has(key))) return undefined;
      return mapInFlight(READS_IN_FLIGHT, wanted, async (key) => parse<PeriodTally>(await kept.read(key))!);
    },

    async freeze(input: FrozenInput): Promise<void> {
      await kept.keep(frozenTallyKey(input.terms.release), JSON.stringify(input));
    },
    /** The frozen input with its digest; undefined while it is not frozen. */
    async frozen(release: ReleaseId): Promise<FrozenTally | undefined> {
      const text = await kept.read(frozenTallyKey(release));
      if (text === undefined) return undefined;
      const digest = createHash('sha256').update(text).digest('hex');
      const { terms, tally } = JSON.parse(text) as FrozenInput;
      return { terms: termsIn(terms), tally, digest };
    },
  };
}
