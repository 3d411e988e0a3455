import type { Refusal } from '../records/refusal.ts';
import { scoreOfAnswer } from './answer-codes.ts';
import { codingOf, codingsOf } from './coding.ts';
import { type Element, elementOf, isElement } from './element.ts';
import { LOINC } from './house.ts';

/** A number as it was sent, for the schema to judge; that nothing was answered; or why it cannot be read. */
export type ScoreValue = { value: unknown } | { absent: true } | { refusal: Omit<Refusal, 'path'> };

const NO_OTHERS: ReadonlySet<string> = new Set();
const UNITS = new Set(['{score}', 'score', '1', '']);
/** What a score from 0 to 10 is out of, which is no unit of another scale. */
const OF_TEN = '/10';
/** A text that is a whole number: `6`, `6.0`. */
const WHOLE = /^\d+(\.0+)?$/;

/** The value of an Observation or a component: a quantity with or without a unit, an integer, an answer code, or a text that is a number. */
export function scoreValue(of: Element, alsoUnits: ReadonlySet<string> = NO_OTHERS): ScoreValue {
  const forms = Object.keys(of).filter((name) => name.startsWith('value') && of[name] !== undefined);
  const reason = of['dataAbsentReason'];
  if (forms.length === 0) return { absent: true };
  if (reason !== undefined) {
    return refused('fhir.value-and-absence', 'expected a value or dataAbsentReason, not both (obs-6)');
  }
  if (forms.length > 1) return refused('fhir.two-values', 'expected one value[x], not several');
  return readValue(forms[0]!, of[forms[0]!], alsoUnits);
}

function readValue(form: string, value: unknown, alsoUnits: ReadonlySet<string>): ScoreValue {
  switch (form) {
    case 'valueQuantity':
      return ofQuantity(elementOf(value), alsoUnits);
    case 'valueInteger':
    case 'valueDecimal':
      return { value };
    case 'valueString':
      return { value: numberIn(value) };
    case 'valueCodeableConcept':
      return ofCodings(codingsOf(value));
    case 'valueCoding':
      return ofCodings(isElement(value) ? codingOf(value) : []);
    default:
      return refused(
        'fhir.unknown-value',
        'expected a score as valueQuantity, valueInteger or an answer code of LOINC (LL2335-9)',
      );
  }
}

function ofQuantity(quantity: Element, alsoUnits: ReadonlySet<string>): ScoreValue {
  const { value, unit, code, comparator } = quantity;
  if (comparator !== undefined) {
    return refused('fhir.comparator', 'expected a score, not "less than" or "more than" one');
  }
  const named = [code, unit].filter((name) => name !== undefined);
  const name = typeof named[0] === 'string' ? named[0].trim() : undefined;
  const isKnown =
    name !== undefined &&
    (UNITS.has(name) || alsoUnits.has(name) || (name === OF_TEN && alsoUnits === NO_OTHERS));
  if (named.length > 0 && !isKnown) {
    return refused(
      'fhir.unknown-unit',
      'expected no unit, "{score}" or "1": this is another scale, and scales are never converted',
    );
  }
  return value === undefined ? { absent: true } : { value: numberIn(value) };
}

function ofCodings(codings: ReturnType<typeof codingsOf>): ScoreValue {
  const scores = [...new Set(codings.map(scoreOfAnswer).filter((score) => score !== undefined))];
  const answers = codings.filter(({ system }) => system === LOINC);
  if (scores.length === 1 && answers.every((coding) => scoreOfAnswer(coding) !== undefined)) {
    return { value: scores[0] };
  }
  return refused(
    'fhir.unknown-answer',
    'expected an answer code of the list LL2335-9 of LOINC, such as LA6111-4 for 0; its display is not read',
  );
}

function numberIn(value: unknown): unknown {
  return typeof value === 'string' && WHOLE.test(value) ? Number(value) : value;
}

function refused(code: string, message: string): ScoreValue {
  return { refusal: { code, message } };
}
