import { COMPLAINTS, type Complaint } from '../../shared/records/catalogue.ts';
import { type Clinic, numberedId, type Therapist } from './clinics.ts';
import { COMPLAINT_PROFILES, SORENESS_SPREAD } from './complaints.ts';
import { randomStream } from './random.ts';

/** Somebody who comes to a clinic, with the traits that no record shows. */
export type Client = {
  clientId: string;
  complaint: Complaint;
  /** Where this client's pain sits. */
  bodyRegion: string;
  side: 'left' | 'right';
  referral: 'physician' | 'chiropractor' | 'physical-therapist' | 'self' | undefined;
  therapist: Therapist;
  /** Usual pain before any treatment, in points. */
  usualPain: number;
  /** Added to every technique's effect: some respond, some do not. */
  response: number;
  /** Soreness lasts longer with some clients: its hours are multiplied by this. */
  sorenessFactor: number;
  /** Above 0: likely to keep a journal; far below: never does. */
  diligence: number;
  visits: number;
};

const FEWEST_VISITS = 1;

/** The clients of a clinic; their visits add up to the clinic's number of sessions. */
export function simulateClients(seed: string, clinic: Clinic): Client[] {
  const visits = shareOutVisits(seed, clinic);
  return visits.map((count, index) => simulateClient(seed, clinic, index + 1, count));
}

function simulateClient(seed: string, clinic: Clinic, number: number, visits: number): Client {
  const clientId = numberedId(clinic, 'c', number, 3);
  const random = randomStream(seed, clientId, 'client');
  const complaint = random.weighted(
    COMPLAINTS.map((name) => [name, COMPLAINT_PROFILES[name].weight] as const),
  );
  const { usualPain, regions, techniques } = COMPLAINT_PROFILES[complaint];
  const suited = clinic.therapists.filter(({ favours }) =>
    techniques.some(([name]) => favours.includes(name)),
  );
  return {
    clientId,
    complaint,
    bodyRegion: random.pick(regions),
    side: random.pick(['left', 'right']),
    referral: random.weighted([
      ['self', 45],
      ['physician', 20],
      ['physical-therapist', 12],
      ['chiropractor', 8],
      [undefined, 15],
    ]),
    therapist: random.pick(suited.length > 0 && random.chance(0.8) ? suited : clinic.therapists),
    usualPain: usualPain + random.normal(0, 1.2),
    response: random.normal(0, 0.5),
    sorenessFactor: random.logNormal(1, SORENESS_SPREAD.between),
    diligence: random.chance(0.25) ? -10 : random.normal(0, 1),
    visits,
  };
}

/** Most clients come a few times and some very often, as in any practice. */
function shareOutVisits(seed: string, clinic: Clinic): number[] {
  const random = randomStream(seed, clinic.clinicId, 'visits');
  const visits = Array.from({ length: clinic.clients }, () => {
    const [low, high] = random.weighted([
      [[1, 4], 50],
      [[5, 9], 33],
      [[10, 17], 14],
      [[20, 28], 3],
    ] as const);
    return Math.min(clinic.mostVisits, random.integer(low, high));
  });
  let missing = clinic.sessions - visits.reduce((sum, count) => sum + count, 0);
  while (missing !== 0) {
    const index = random.integer(0, visits.length - 1);
    const changed = visits[index]! + Math.sign(missing);
    if (changed < FEWEST_VISITS || changed > clinic.mostVisits) continue;
    visits[index] = changed;
    missing -= Math.sign(missing);
  }
  return visits;
}
