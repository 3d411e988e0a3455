import type { Technique } from '../records/catalogue.ts';
import type { Interval } from '../statistics/contract.ts';
import { clusteredMean } from '../statistics/intervals/clustered-mean.ts';
import { combinedInterval } from '../statistics/intervals/combined-interval.ts';
import type { CaseMix, OwnMean, ReleaseMean, TechniqueBenchmark } from './benchmark-contract.ts';
import { FEWEST_CLIENTS, isSaid, type Withheld } from './contract.ts';
import { NO_SPREAD, spokenTechnique } from './spoken.ts';

/** A number that a release gives, with its interval where it has one. */
export type GivenMean = { value: number; interval?: Interval };

/** What a release says of one technique. */
export type ReleasedTechnique = {
  technique: Technique;
  /** Clients of it in the release, about; undefined where it does not say. */
  clients: number | undefined;
  mean: GivenMean | undefined;
  /** By complaint, or group of them as the release has it: those of its cells that are given with an interval. */
  complaints: ReadonlyMap<string, Required<GivenMean>>;
};

/** What one of the clinic's clients tells in one period, by the rule of the release. */
export type OwnContribution = { client: string; technique: Technique; complaint: string; points: number };

/** Both sides of a comparison: of one technique, as far as each can be told. */
export type BothSides = Pick<TechniqueBenchmark, 'technique' | 'own' | 'release' | 'mix'>;

/** Complaints that hold fewer of the clinic's clients would make the rest stand for a technique that they are not. */
const LEAST_COVERED = 0.8;
/** From this share of a release on it tells little of others. */
const MOST_OF_RELEASE = 0.5;

/**
 * The clinic's mean and that of the release of one technique. Where the release gives most of the clinic's complaints,
 * both are of these, in the shares that they have at the clinic (direct standardisation); else each is of its own mix.
 */
export function bothSides(released: ReleasedTechnique, contributions: readonly OwnContribution[]): BothSides {
  const { technique, complaints } = released;
  const own = contributions.filter((one) => one.technique === technique);
  const given = own.filter(({ complaint }) => complaints.has(complaint));
  const covers = own.length === 0 ? 0 : given.length / own.length;
  if (covers < LEAST_COVERED || clientsOf(given) < FEWEST_CLIENTS) {
    const mix: CaseMix = { standardised: false, reason: whyNot(complaints.size) };
    return { technique, own: ownMean(technique, own), release: releaseMean(released, own.length), mix };
  }
  const names = [...new Set(given.map(({ complaint }) => complaint))].sort();
  const { value, ci95 } = combinedInterval(
    names.map((name) => {
      const { value: mean, interval } = complaints.get(name)!;
      const weight = given.filter(({ complaint }) => complaint === name).length / given.length;
      return { weight, value: mean, ci95: interval };
    }),
  );
  const ofOthers = mostlyOwn(released, own.length) ?? { mean: value, ci95 };
  const mix: CaseMix = { standardised: true, complaints: names, covers };
  return { technique, own: ownMean(technique, given), release: ofOthers, mix };
}

function whyNot(givenComplaints: number): string {
  const lack =
    givenComplaints === 0
      ? 'The release gives no complaint of this technique'
      : 'The release gives too few of the complaints that your clients have';
  return `${lack}: both sides are of all complaints, in shares that may differ.`;
}

function ownMean(technique: Technique, contributions: readonly OwnContribution[]): OwnMean | Withheld {
  const clients = new Map<string, { n: number; sum: number }>();
  for (const { client, points } of contributions) {
    const { n, sum } = clients.get(client) ?? { n: 0, sum: 0 };
    clients.set(client, { n: n + 1, sum: sum + points });
  }
  if (clients.size < FEWEST_CLIENTS) {
    const count =
      clients.size === 0 ? 'No client' : clients.size === 1 ? '1 client' : `${clients.size} clients`;
    return {
      withheld: `${count} of yours with ${spokenTechnique(technique)}: too few to say (${FEWEST_CLIENTS} are needed).`,
    };
  }
  const { ci95 } = clusteredMean([...clients.values()]);
  const mean = contributions.reduce((sum, { points }) => sum + points, 0) / contributions.length;
  return ci95 === null || ci95[1] - ci95[0] < NO_SPREAD
    ? { withheld: 'Pain fell alike with all of your clients: nothing tells how far that is chance.' }
    : { mean, ci95, clients: clients.size };
}

function releaseMean(released: ReleasedTechnique, ownCount: number): ReleaseMean | Withheld {
  const { mean } = released;
  if (!mean) return { withheld: 'The release has too few clients to give it.' };
  return mostlyOwn(released, ownCount) ?? { mean: mean.value, ci95: mean.interval ?? null };
}

function mostlyOwn({ clients }: ReleasedTechnique, ownCount: number): Withheld | undefined {
  if (clients === undefined || ownCount < MOST_OF_RELEASE * clients) return undefined;
  return { withheld: 'Half or more of its clients in the release are yours: it says little of others.' };
}

const clientsOf = (contributions: readonly OwnContribution[]) =>
  new Set(contributions.map(({ client }) => client)).size;

/** Why a difference cannot be told of two sides; undefined where it can. */
export function whyNoDifference({ own, release }: Pick<BothSides, 'own' | 'release'>): Withheld | undefined {
  if (!isSaid(own)) return own;
  if (!isSaid(release)) return release;
  if (release.ci95) return undefined;
  return { withheld: 'The release gives no interval, so nothing can be told apart.' };
}
