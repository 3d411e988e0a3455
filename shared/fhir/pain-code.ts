import type { Refusal } from '../records/refusal.ts';
import { INSTRUMENT_NAMES, type InstrumentName, isCodedAs } from '../records/scales.ts';
import { codesIn, codingsOf } from './coding.ts';
import { type Element, elementOf } from './element.ts';
import { LOINC, SNOMED, SYSTEMS } from './house.ts';
import { saysRange, unstatedScale } from './stated-scale.ts';

/** What an Observation is about. */
export type ObservedAs =
  | ('pain' | 'soreness' | 'measurement' | 'other')
  | { instrument: InstrumentName }
  | { refusal: Refusal };

/** A score from 0 to 10, whatever else is said. SNOMED's 225908003 often stands beside LOINC's, and sometimes alone. */
const ZERO_TO_TEN = new Set([`${LOINC} 72514-3`, `${SNOMED} 225908003`]);
/** A score of pain on a scale that the code does not name. */
const SCALE_ELSEWHERE = new Set([`${LOINC} 38208-5`, `${SNOMED} 1144798005`]);
/** Other instruments: their numbers mean something else. */
const OTHER_INSTRUMENTS: ReadonlyMap<string, string> = new Map([
  [`${LOINC} 38221-8`, 'a scale of faces (LOINC 38221-8)'],
  [`${LOINC} 77565-0`, 'interference by pain (LOINC 77565-0)'],
]);

/** Every coding is looked at: the one that counts may stand second. */
export function observedAs(observation: Element): ObservedAs {
  const codings = codingsOf(observation['code']);
  const names = codings.map(({ system, code }) => `${system} ${code}`);
  const house = codings.find(({ system }) => system === SYSTEMS.measure)?.code;
  if (house === 'soreness') return 'soreness';
  const loinc = codesIn(observation['code'], LOINC);
  const instrument = INSTRUMENT_NAMES.find((name) => name === house || isCodedAs(name, loinc));
  if (instrument !== undefined) return asInstrument(instrument, observation, instrument === house);
  const other = names.map((name) => OTHER_INSTRUMENTS.get(name)).find((said) => said !== undefined);
  if (other !== undefined) {
    const message = `expected a score on the numeric rating scale from 0 to 10 (LOINC 72514-3), not ${other}; scales are never converted`;
    return { refusal: { code: 'fhir.other-instrument', path: 'code', message } };
  }
  if (names.some((name) => ZERO_TO_TEN.has(name))) return 'pain';
  if (names.some((name) => SCALE_ELSEWHERE.has(name))) {
    if (saysRange(observation, 0, 10)) return 'pain';
    const message =
      'expected the scale of this score: a referenceRange from 0 to 10, or the code 72514-3 of LOINC beside its code';
    return { refusal: { code: 'fhir.scale-not-stated', path: 'referenceRange', message } };
  }
  return house === undefined ? 'other' : 'measurement';
}

/** Our own name says the scale; LOINC's code may not. */
function asInstrument(name: InstrumentName, observation: Element, isOurs: boolean): ObservedAs {
  const quantity = elementOf(observation['valueQuantity']);
  const message = isOurs ? undefined : unstatedScale(name, quantity, observation);
  return message === undefined
    ? { instrument: name }
    : { refusal: { code: 'fhir.other-instrument', path: 'code', message } };
}
