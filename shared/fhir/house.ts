/**
 * Names of the house's own codes, identifiers and extensions, for what FHIR has no place for. `.example` belongs to
 * nobody (RFC 2606), so that these names are in nobody's way; they name, and lead nowhere.
 */
export const HOUSE = 'https://massage-outcomes.example/fhir';

export const LOINC = 'http://loinc.org';
export const SNOMED = 'http://snomed.info/sct';
export const UCUM = 'http://unitsofmeasure.org';

/** Code systems of the house. */
export const SYSTEMS = {
  technique: `${HOUSE}/CodeSystem/technique`,
  /** Which one outside the catalogue it was, in the clinic's own codes: they mean nothing to another clinic. */
  ownTechnique: `${HOUSE}/CodeSystem/own-technique`,
  complaint: `${HOUSE}/CodeSystem/complaint`,
  bodyRegion: `${HOUSE}/CodeSystem/body-region`,
  measure: `${HOUSE}/CodeSystem/measure`,
  outcome: `${HOUSE}/CodeSystem/outcome`,
  consent: `${HOUSE}/CodeSystem/consent`,
} as const;

/** Systems of the clinic's own ids. */
export const IDENTIFIERS = {
  client: `${HOUSE}/identifier/client`,
  therapist: `${HOUSE}/identifier/therapist`,
  session: `${HOUSE}/identifier/session`,
  score: `${HOUSE}/identifier/score`,
  goal: `${HOUSE}/identifier/goal`,
  measurement: `${HOUSE}/identifier/measurement`,
} as const;

/** Extensions of the house; of each, the type of its value. */
export const EXTENSIONS = {
  /** On an Observation: `pre` or `post` the session that it belongs to, or `journal`; a code. */
  phase: `${HOUSE}/StructureDefinition/score-phase`,
  /** On an Observation: the time that its score is about; a code of RECALL_WINDOWS. */
  window: `${HOUSE}/StructureDefinition/recall-window`,
  /** On anything but an Observation, which has `issued`: when this version was written; a dateTime. */
  recordedAt: `${HOUSE}/StructureDefinition/recorded-at`,
  /** On a Procedure: hands-on minutes of the technique, where they are not the length of performedPeriod; a decimal. */
  minutes: `${HOUSE}/StructureDefinition/minutes`,
  /** On a Procedure: its place among the techniques of the session, from 0; an integer. */
  place: `${HOUSE}/StructureDefinition/place`,
  /** On an Encounter, a Procedure or a Goal: a field of the record that FHIR has no element for, as JSON; a string. */
  field: `${HOUSE}/StructureDefinition/record-field`,
} as const;
