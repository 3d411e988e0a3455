import { LAST_DAY } from './calendar.ts';
import { HARBOUR, RIVERSIDE, SMALLER_CLINICS } from './clinics.ts';
import { simulateErasure } from './corrections.ts';
import { harbourFiles } from './harbour-files.ts';
import type { Mistake } from './mistakes.ts';
import { riversideFiles } from './riverside-files.ts';
import { ndjsonFile } from './sample-file.ts';
import { type ClinicRecords, simulateClinic, simulateSmallerClinic } from './simulate-clinic.ts';
import { type TrueValues, trueValues } from './true-values.ts';

const SEED = 'clinic-sample-2026';
/** The client of Harbour who asks to be forgotten. */
const FORGOTTEN_CLIENT = 'h-c-017';

/** The day that pages of it open as of, and the clinics that are shown in full. */
const SETTINGS = { asOf: LAST_DAY, inFull: [HARBOUR.clinicId, RIVERSIDE.clinicId] };

/** The bundled sample as it lies in the repository. */
export type ClinicSample = {
  /** Path below the sample's folder, and the text of the file. */
  files: Map<string, string>;
  /** The lines that are wrong, or repeated, on purpose. */
  mistakes: Mistake[];
  /** What the files and by-http.json say, without the lines that are wrong on purpose. */
  records: object[];
};

/** Makes the whole sample in memory: no clock, no chance beyond the seed, always the same bytes. */
export function makeClinicSample(seed: string = SEED): ClinicSample {
  const riverside = setAside(simulateClinic(seed, RIVERSIDE), { scores: 3, consents: 1, goals: 1 });
  const harbour = setAside(simulateClinic(seed, HARBOUR), { scores: 2, consents: 1, goals: 0 });
  const erasure = simulateErasure(HARBOUR, FORGOTTEN_CLIENT);
  const byHttp = [...riverside.aside, ...harbour.aside, erasure];
  const smaller = SMALLER_CLINICS.map((clinic) => ({ clinic, records: simulateSmallerClinic(seed, clinic) }));
  const files = [
    ...riversideFiles(riverside.kept),
    ...harbourFiles(harbour.kept),
    ...smaller.map(({ clinic, records }) => ndjsonFile(`${clinic.clinicId}/records.ndjson`, records, [])),
  ];
  return {
    files: new Map([
      ...files.map(({ path, text }) => [path, text] as const),
      ['by-http.json', `${JSON.stringify(byHttp, null, 1)}\n`],
      ['sample.json', `${JSON.stringify(SETTINGS, null, 2)}\n`],
    ]),
    mistakes: files.flatMap(({ mistakes }) => mistakes),
    records: [
      ...allOf(riverside.kept),
      ...allOf(harbour.kept),
      ...smaller.flatMap(({ records }) => records),
      ...byHttp,
    ],
  };
}

/** Repetitions behind the true values: their standard errors are hundredths of a point. */
export const REPETITIONS = 60;

/** What is true of the clinics that are shown in full. */
export function trueValuesOfSample(repetitions: number = REPETITIONS): Record<string, TrueValues> {
  const seeds = Array.from({ length: repetitions }, (_, index) => `${SEED}-again-${index}`);
  return Object.fromEntries(
    [HARBOUR, RIVERSIDE].map((clinic) => [clinic.clinicId, trueValues(clinic, seeds)]),
  );
}

/** The last records of a clinic are not in its files: they are sent one by one over HTTP. */
function setAside(
  records: ClinicRecords,
  count: { scores: number; consents: number; goals: number },
): { kept: ClinicRecords; aside: object[] } {
  const keep = <T>(list: readonly T[], last: number) => list.slice(0, list.length - last);
  const take = <T>(list: readonly T[], last: number) => list.slice(list.length - last);
  return {
    kept: {
      ...records,
      sessions: keep(records.sessions, 1),
      scores: keep(records.scores, count.scores),
      goals: keep(records.goals, count.goals),
      consents: keep(records.consents, count.consents),
    },
    aside: [
      ...take(records.consents, count.consents),
      ...take(records.goals, count.goals),
      ...take(records.sessions, 1),
      ...take(records.scores, count.scores),
    ],
  };
}

function allOf(records: ClinicRecords): object[] {
  return Object.values(records).flat();
}
