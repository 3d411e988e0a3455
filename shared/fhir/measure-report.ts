import type { ChangeClaim, TechniqueClaims, Withheld } from '../claims/contract.ts';
import { utcText } from '../records/time/instant.ts';
import type { Element } from './element.ts';
import { HOUSE } from './house.ts';
import { resourceId } from './resource-id.ts';
import { concept, type Resource, score, techniqueConcept } from './write-parts.ts';

/** Which falls of pain are reported: right after a session, one to three days later, over a course of care. */
const CHANGES = ['improvement', 'lasting', 'course'] as const;
const POPULATION = 'http://terminology.hl7.org/CodeSystem/measure-population';
const ABSENT = 'http://hl7.org/fhir/StructureDefinition/data-absent-reason';
const CI = `${HOUSE}/StructureDefinition/ci95`;
const WITHHELD = `${HOUSE}/StructureDefinition/withheld`;

/**
 * A summary of a clinic for its own system: by technique, by how many points pain fell. It says what the claims say: a mean
 * with its interval, or why there is none.
 *
 * @param period the first and the last day of it, `YYYY-MM-DD`
 * @param at when it was made
 */
export function measureReport(
  clinicId: string,
  period: { start: string; end: string },
  techniques: readonly TechniqueClaims[],
  at: Date,
): Resource {
  const group = CHANGES.map((change) => ({
    code: concept([`${HOUSE}/CodeSystem/change`, change]),
    ...(techniques.length > 0 && {
      stratifier: [
        {
          code: [concept([`${HOUSE}/CodeSystem/stratifier`, 'technique'])],
          stratum: techniques.map((claims) => stratum(claims, claims[change])),
        },
      ],
    }),
  }));
  return {
    resourceType: 'MeasureReport',
    id: resourceId(clinicId, 'measure-report', period.start, period.end),
    status: 'complete',
    type: 'summary',
    measure: `${HOUSE}/Measure/improvement-by-technique`,
    date: `${utcText(Math.floor(at.getTime() / 1000))}Z`,
    period,
    group,
  };
}

function stratum({ technique, sessions }: TechniqueClaims, claim: ChangeClaim | Withheld): Element {
  const measured = 'withheld' in claim ? [] : [population('denominator', claim.sessions)];
  return {
    ...('withheld' in claim ? {} : { extension: [interval(claim.ci95)] }),
    value: techniqueConcept(technique),
    population: [population('initial-population', sessions), ...measured],
    measureScore: 'withheld' in claim ? withheld(claim) : score(claim.mean),
  };
}

const population = (code: string, count: number): Element => ({ code: concept([POPULATION, code]), count });

function interval([low, high]: ChangeClaim['ci95']): Element {
  return { url: CI, valueRange: { low: score(low), high: score(high) } };
}

function withheld({ withheld: reason }: Withheld): Element {
  return {
    extension: [
      { url: ABSENT, valueCode: 'unknown' },
      { url: WITHHELD, valueString: reason },
    ],
  };
}
