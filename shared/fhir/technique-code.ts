import { COMPLAINTS } from '../records/catalogue.ts';
import { complaintOfIcd10 } from '../records/icd-10.ts';
import { codesIn, codingsOf } from './coding.ts';
import type { ConceptMaps } from './concept-maps.ts';
import type { Element } from './element.ts';
import { SYSTEMS } from './house.ts';
import type { Told } from './reading.ts';

/** Massage without saying of which technique: SNOMED, CPT. */
const ANY_MASSAGE = new Set(['387854002', '97124', '97140']);

/**
 * What a Procedure says of its technique: a code of the house or of the clinic's own, massage of some kind, or something else.
 *
 * @param concepts of the file; a code that means several techniques names none
 */
export function techniqueOf(
  procedure: Element,
  concepts: ConceptMaps,
): { technique: string; own?: string } | 'unnamed' | 'other' {
  const [technique, ...others] = concepts.codesIn(procedure['code'], SYSTEMS.technique);
  const [own, ...more] = concepts.codesIn(procedure['code'], SYSTEMS.ownTechnique);
  if (others.length + more.length > 0) return 'unnamed';
  if (own !== undefined) return { technique: technique ?? 'other', own };
  if (technique !== undefined) return { technique };
  return codingsOf(procedure['code']).some(({ code }) => ANY_MASSAGE.has(code)) ? 'unnamed' : 'other';
}

const ICD_10 = ['http://hl7.org/fhir/sid/icd-10', 'http://hl7.org/fhir/sid/icd-10-cm'];

/** The complaint among the reasons of a visit and of its procedures. */
export function complaintOf(reasons: readonly unknown[], maps: ConceptMaps): Told {
  const concepts = reasons.flatMap((reason) => (Array.isArray(reason) ? reason : []));
  const named = maps.codesIn(concepts, SYSTEMS.complaint);
  const known = ICD_10.flatMap((system) => codesIn(concepts, system)).flatMap(
    (code) => complaintOfIcd10(code) ?? [],
  );
  const complaints = new Set(named.length > 0 ? named : known);
  if (complaints.size === 1) return { value: [...complaints][0] };
  const message =
    complaints.size > 1
      ? 'expected one complaint as the reason of a visit, not several'
      : `expected a reasonCode of the code system ${SYSTEMS.complaint} (${COMPLAINTS.join(', ')}), a code of ICD-10 that means one of them, or a ConceptMap in the file that says what a code means`;
  return { problem: { code: 'fhir.complaint', path: 'reasonCode', message } };
}
