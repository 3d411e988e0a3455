import { calledAs } from '../../shared/pages/forms/hand-over-care.ts';
import type { Reading } from '../../shared/reading/reading.ts';

/** What the therapists who are members of a clinic are called, by their ids; whoever is none any more keeps the id. */
export async function calledTherapists(
  { therapists }: { therapists: Pick<Reading['therapists'], 'ofClinic'> },
  clinicId: string,
): Promise<ReadonlyMap<string, string>> {
  const all = await therapists.ofClinic(clinicId);
  return new Map(all.map((each) => [each.therapistId, calledAs(each)]));
}
