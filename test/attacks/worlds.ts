import type { SessionOutcome } from '../../shared/outcomes/session-outcome.ts';
import { sharesOf, varianceOf } from '../../shared/privacy/differential-privacy/budget/release-budget.ts';
import { histogramsOf } from '../../shared/privacy/differential-privacy/noise/histograms.ts';
import type { NoisyCounts } from '../../shared/privacy/differential-privacy/noise/noisy-counts.ts';
import { askedIn } from '../../shared/privacy/programme/asked-in.ts';
import { type Catalogue, type Programme, programmeOf } from '../../shared/privacy/programme/programme.ts';
import { askedFamilies, domainOf, FAMILIES } from '../../shared/privacy/programme/questions.ts';
import type { ReleasePeriod } from '../../shared/privacy/programme/release-period.ts';
import type { PeriodTally } from '../../shared/privacy/tally/period-tally.ts';
import { COMPLAINTS, TECHNIQUES } from '../../shared/records/catalogue.ts';
import { type Mechanism, PERIODS } from './mechanism.ts';

/** A programme, what its cells are about, and one of its periods. */
export type Asking = { programme: Programme; catalogue: Catalogue; period: ReleasePeriod };

/** A programme whose catalogue has so many techniques and complaints: the same code, cheaper to repeat. */
export function programmeWith({ design }: Mechanism, techniques: number, complaints: number): Asking {
  const programme = programmeOf({
    programme: 'attacked',
    clinics: ['clinic-a'],
    ...design,
    catalogues: [
      {
        from: '2020Q1',
        version: 1,
        techniques: TECHNIQUES.slice(0, techniques),
        complaints: COMPLAINTS.slice(0, complaints),
      },
    ],
  });
  return { programme, catalogue: programme.catalogues[0]!, period: PERIODS[programme.period][0]! };
}

/** One session with an improvement, in the catalogue's cell of these places. */
export function session(
  improvement: number,
  technique = 0,
  complaint = 0,
  recoveryHours = 20,
  from = 1,
): SessionOutcome {
  // Somebody who came with pain; whether a change of 1 or 2 points is one of a responder is up to `from`.
  const painBefore = Math.max(from, improvement);
  return {
    technique: TECHNIQUES[technique],
    complaint: COMPLAINTS[complaint],
    painBefore,
    painAfter: painBefore - improvement,
    recovery: { event: true, after: 0, by: recoveryHours * 3600 },
  } as SessionOutcome;
}

/** The exact tally of some clients, each given by his sessions. */
export function tallyWith(
  mechanism: Mechanism,
  catalogue: Catalogue,
  clients: readonly SessionOutcome[][],
): PeriodTally {
  return mechanism.tallyOf(clients.flatMap((sessions) => mechanism.contributions(sessions, catalogue)));
}

/** Clients of every kind, one session each. */
export function crowd(size: number): SessionOutcome[][] {
  return Array.from({ length: size }, (_, at) => [
    session((at % 9) - 2, 0, 0, 10 + 15 * (at % 8), at % 2 === 0 ? 1 : 8),
  ]);
}

/** Every published count in a fixed order, with the variance that is declared for it. */
export function countsOf(counts: NoisyCounts['counts']): number[] {
  return FAMILIES.flatMap((family) => Object.values(counts[family] as Record<string, number[]>).flat());
}

/** The exact counts behind `countsOf`, which nobody sees. */
export function exactCounts({ programme, catalogue, period }: Asking, tally: PeriodTally): number[] {
  const { questions } = askedIn(programme, period);
  const counts = histogramsOf(domainOf(catalogue, questions), tally);
  return askedFamilies(questions).flatMap((family) =>
    Object.values(counts[family] as Record<string, number[]>).flat(),
  );
}

/** The declared variance parameter of each of `countsOf`: configuration, which the attacker knows. */
export function declaredVariances({ programme, period }: Asking, { counts }: NoisyCounts): number[] {
  const { questions, microRho } = askedIn(programme, period);
  const shares = sharesOf(microRho, questions.percent);
  return askedFamilies(questions).flatMap((family) => {
    const variance = varianceOf(shares[family]);
    return Object.values(counts[family] as Record<string, number[]>).flatMap((bins) =>
      bins.map(() => variance),
    );
  });
}
