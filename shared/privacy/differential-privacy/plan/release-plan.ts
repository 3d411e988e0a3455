import type { Technique } from '../../../records/catalogue.ts';
import { askedIn } from '../../programme/asked-in.ts';
import { type Budget, lifetimeMicroRho } from '../../programme/budget.ts';
import { type ComplaintOrGroup, complaintsIn } from '../../programme/complaint-groups.ts';
import type { Catalogue, Programme } from '../../programme/programme.ts';
import { askedFamilies, type Domain, domainOf, type Family } from '../../programme/questions.ts';
import { lengthsOf, type PeriodLength, releasePeriod } from '../../programme/release-period.ts';
import { cellKey } from '../../tally/period-tally.ts';
import { lossInTerms } from '../budget/loss-in-terms.ts';
import { sharesOf } from '../budget/release-budget.ts';
import { CLIENTS_PER_QUARTERLY_CLIENT, COUNTED_ONCE, countedAgain } from '../estimates/clients-of-periods.ts';
import { IMPROVEMENT_BINS } from '../noise/histograms.ts';
import { reconcile } from '../noise/reconcile.ts';
import { ALL } from '../release-fields.ts';
import { type Alike, RECOVERED_WITHIN_48_HOURS } from '../release-row.ts';
import type { ExpectedMix } from './expected-mix.ts';
import { type ExpectedRow, expectedRows, inParts, POINTS, RESPONDS } from './row-plan.ts';

/** A row of a release to come. */
export type PlannedRow = { family: Family; technique: string; complaint: string } & ExpectedRow;

/** What the releases of one length would tell, and what each spends. */
export type PlannedRelease = {
  length: PeriodLength;
  /** Clients who are expected to count in it. */
  clients: number;
  perPeriod: ReturnType<typeof lossInTerms>;
  rows: PlannedRow[];
  /** What the pooled edition of so many of them would tell: as many as a client's lifetime has. */
  pooled: { periods: number; rows: PlannedRow[] };
};

/** What a design would tell of so many clients, and what it promises to each of them. */
export type ReleasePlan = {
  period: Programme['period'];
  periodsPerClient: number;
  /** Over a client's lifetime, corrections apart. */
  lifetime: ReturnType<typeof lossInTerms>;
  /** Those that tell most first. */
  releases: PlannedRelease[];
};

/** The period of each length that a plan is about: which year it is changes nothing. */
const ANY = { quarter: '2026Q1', 'half-year': '2026H1', year: '2026Y' } as const;

const monthsOf = (length: PeriodLength) => releasePeriod(ANY[length])!.months.length;

/**
 * What the releases of a programme are expected to tell, without anybody's data: from its design, and from how many
 * clients it expects of which kind.
 *
 * @param clientsAQuarter above 0
 */
export function releasePlan(
  programme: Pick<Programme, 'period' | 'questions'> & { budget: Budget },
  catalogue: Pick<Catalogue, 'techniques' | 'complaints'>,
  clientsAQuarter: number,
  mix: ExpectedMix,
): ReleasePlan {
  return {
    period: programme.period,
    periodsPerClient: programme.budget.periodsPerClient,
    lifetime: lossInTerms(lifetimeMicroRho(programme.budget)),
    releases: lengthsOf(programme.period).map((length, _, [longest]) => {
      const clients = clientsAQuarter * CLIENTS_PER_QUARTERLY_CLIENT[length];
      const { questions, microRho } = askedIn(programme, { period: ANY[length] });
      const domain = domainOf(catalogue, questions);
      const shares = sharesOf(microRho, questions.percent);
      const periods = (programme.budget.periodsPerClient * monthsOf(longest!)) / monthsOf(length);
      const rowsOf = (spent: Readonly<Record<Family, number>>, counted: number, alike?: Alike) =>
        plannedRows(domain, askedFamilies(questions), spent, counted, mix, alike);
      return {
        length,
        clients,
        perPeriod: lossInTerms(microRho),
        rows: rowsOf(shares, clients),
        pooled: {
          periods,
          rows: rowsOf(pooledRho(shares, periods), clients * periods, countedAgain(periods)),
        },
      };
    }),
  };
}

/** How many techniques are expected to be given in full, and with an interval of at most so many points to either side. */
export function techniquesGiven(
  { releases }: ReleasePlan,
  mostHalfWidth = Number.POSITIVE_INFINITY,
  edition: 'one' | 'pooled' = 'one',
): number {
  const [release] = releases as [PlannedRelease];
  const { rows } = edition === 'one' ? release : release.pooled;
  return rows
    .filter(({ family, mean }) => family === 'techniques' && mean!.together <= mostHalfWidth)
    .reduce((sum, { given }) => sum + given, 0);
}

function plannedRows(
  domain: Domain,
  families: readonly Family[],
  microRho: Readonly<Record<Family, number>>,
  clients: number,
  mix: ExpectedMix,
  alike: Alike = COUNTED_ONCE,
): PlannedRow[] {
  const variances = variancesOf(domain, families, microRho);
  const part = partOf(domain, mix);
  return families.flatMap((family) => {
    const expected = expectedRows({
      ...{ variance: variances[family], alike },
      ...(family === 'recovery'
        ? { bins: inParts(mix.recovery), within: RECOVERED_WITHIN_48_HOURS }
        : { bins: inParts(mix.improvement), points: POINTS, within: RESPONDS }),
    });
    return keysOf(family, domain).map(({ technique, complaint }) => ({
      family,
      technique,
      complaint,
      ...expected(clients * part(technique, complaint)),
    }));
  });
}

/** Variances of noise are added up, each 1 / (2 rho): of so many periods, as if each had spent a part of one. */
function pooledRho(microRho: Readonly<Record<Family, number>>, periods: number): Record<Family, number> {
  return Object.fromEntries(
    Object.entries(microRho).map(([family, rho]) => [family, rho / periods]),
  ) as Record<Family, number>;
}

/** The noise on each bin of a row of each family, after everything measured was put together: it depends on no count. */
function variancesOf(
  { techniques, complaints }: Domain,
  families: readonly Family[],
  microRho: Readonly<Record<Family, number>>,
): Record<Family, number> {
  const zero = IMPROVEMENT_BINS.map(() => 0);
  const of = (family: Family, keys: readonly string[]) =>
    Object.fromEntries(families.includes(family) ? keys.map((key) => [key, zero]) : []);
  const cells = techniques.flatMap((technique) =>
    complaints.map((complaint) => cellKey(technique, complaint)),
  );
  const found = reconcile({
    catalogue: { version: 0, techniques, complaints },
    microRho,
    counts: {
      cells: of('cells', cells),
      techniques: of('techniques', techniques),
      complaints: of('complaints', complaints),
      total: of('total', [ALL]) as Record<'all', number[]>,
      recovery: {},
    },
  });
  const variance = (rows: Readonly<Record<string, { variance: number }>>) =>
    Object.values(rows)[0]?.variance ?? 0;
  return {
    cells: variance(found.cells),
    techniques: variance(found.techniques),
    complaints: variance(found.complaints),
    total: variance(found.total),
    recovery: microRho.recovery > 0 ? 1e6 / (2 * microRho.recovery) : 0,
  };
}

/** The part of all clients that a row is about; complaints are taken to be the same for every technique. */
function partOf({ techniques, complaints }: Domain, mix: ExpectedMix) {
  const ofComplaint = (name: ComplaintOrGroup) => sum(complaintsIn(name).map((one) => mix.complaints[one]));
  const allTechniques = sum(techniques.map((technique) => mix.techniques[technique]));
  const allComplaints = sum(complaints.map(ofComplaint));
  return (technique: Technique | typeof ALL, complaint: ComplaintOrGroup | typeof ALL): number =>
    (technique === ALL ? 1 : mix.techniques[technique] / allTechniques) *
    (complaint === ALL ? 1 : ofComplaint(complaint) / allComplaints);
}

type Key = { technique: Technique | typeof ALL; complaint: ComplaintOrGroup | typeof ALL };

function keysOf(family: Family, { techniques, complaints }: Domain): Key[] {
  switch (family) {
    case 'cells':
      return techniques.flatMap((technique) => complaints.map((complaint) => ({ technique, complaint })));
    case 'complaints':
      return complaints.map((complaint) => ({ technique: ALL, complaint }));
    case 'total':
      return [{ technique: ALL, complaint: ALL }];
    case 'techniques':
    case 'recovery':
      return techniques.map((technique) => ({ technique, complaint: ALL }));
  }
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
