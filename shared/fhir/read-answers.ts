import { INSTRUMENTS, type InstrumentName } from '../records/scales.ts';
import { type Element, elementOf, elementsOf, textOf } from './element.ts';
import type { FileIndex } from './file-index.ts';
import { IDENTIFIERS } from './house.ts';
import { clientOf } from './person.ts';
import { type Question, questionOf } from './questionnaires.ts';
import { type Reading, refused, skipped, Telling } from './reading.ts';
import { recordId } from './reference.ts';
import { type ScoreValue, scoreValue } from './score-value.ts';
import { INSTRUMENT_UNITS, unstatedScale } from './stated-scale.ts';
import { timeOf } from './time.ts';
import { writtenAt } from './written-at.ts';

type Asked = { linkId: string; question: Question; answers: readonly Element[] };

/** The answers about pain on a form that was filled in, each a score of its own. */
export function readAnswers(response: Element, fullUrl: string | undefined, index: FileIndex): Reading[] {
  const status = response['status'];
  const isDeleted = status === 'entered-in-error';
  if (!isDeleted && status !== 'completed' && status !== 'amended') {
    return [skipped('fhir.not-final', 'status', 'a form that is not completed tells nothing yet')];
  }
  const asked = [...questionsIn(response, textOf(response['questionnaire']))];
  if (asked.length === 0) {
    const message =
      'a form of which no question is known to be about pain: known are those of named questionnaires, and questions whose linkId is 72514-3 or the LOINC code of the total of an instrument, such as 97909-6; totals are never computed from answers';
    return [skipped('fhir.unknown-form', 'questionnaire', message)];
  }
  const ownId = (system: string) =>
    recordId({ ...response, identifier: [response['identifier']] }, fullUrl, system);
  return asked.map((question) => {
    const of = 'instrument' in question.question ? 'measurement' : 'pain-score';
    const own = ownId(of === 'measurement' ? IDENTIFIERS.measurement : IDENTIFIERS.score);
    const id = own && `${own}:${question.linkId.replaceAll('/', '')}`;
    return isDeleted ? deletion(response, id, of, index) : answered(response, id, question, index);
  });
}

function answered(response: Element, id: string | undefined, asked: Asked, index: FileIndex): Reading {
  const { linkId, question, answers } = asked;
  const path = `item.where(linkId='${linkId}').answer`;
  const instrument = 'instrument' in question ? question.instrument : undefined;
  const type = instrument ? 'measurement' : 'pain-score';
  if ('window' in question && question.window === 'past-four-weeks') {
    const message =
      'expected a score of now, of the past 24 hours or of the past week: one about the past four weeks is another measurement, which is not kept';
    return refused('fhir.recall-window', path, message, 'pain-score');
  }
  if (answers.length > 1) return refused('fhir.two-values', path, 'expected one answer, not several', type);
  const value = answers.length === 0 ? { absent: true } : answerValue(answers[0]!, instrument);
  if ('absent' in value)
    return skipped('fhir.not-answered', path, 'a question that was not answered is no score');
  const at = timeOf(response['authored'], 'authored');
  const what = instrument ? { measure: instrument } : question;
  return new Telling({ type, ...what }, PATHS)
    .set(instrument ? 'measurementId' : 'scoreId', id)
    .tell('clientId', clientOf(sourceOf(response), index))
    .tell(
      'at',
      'at' in at
        ? { value: at.at }
        : { problem: { ...at.problem, path: 'authored' }, found: response['authored'] },
    )
    .tell(
      instrument ? 'value' : 'pain',
      'value' in value ? value : { problem: { ...value.refusal, path } },
      path,
    )
    .set('recordedAt', writtenAt(response))
    .finish();
}

/** The number that was answered; that of an instrument in its own unit, and only where its scale is stated. */
function answerValue(answer: Element, instrument: InstrumentName | undefined): ScoreValue {
  if (!instrument) return scoreValue(answer);
  const message = unstatedScale(instrument, elementOf(answer['valueQuantity']));
  return message === undefined
    ? scoreValue(answer, INSTRUMENT_UNITS[INSTRUMENTS[instrument].unit])
    : { refusal: { code: 'fhir.other-instrument', message } };
}

const PATHS = {
  scoreId: 'id',
  measurementId: 'id',
  id: 'id',
  clientId: 'subject',
  at: 'authored',
  recordedAt: 'meta.lastUpdated',
};

function deletion(
  response: Element,
  id: string | undefined,
  of: 'pain-score' | 'measurement',
  index: FileIndex,
): Reading {
  return new Telling({ type: 'deletion', of }, PATHS)
    .set('id', id)
    .tell('clientId', clientOf(sourceOf(response), index))
    .set('recordedAt', writtenAt(response))
    .finish();
}

/** A subject that is only a name to show leads to nobody: then the Encounter tells whose the form is. */
function sourceOf(response: Element): Element {
  const subject = response['subject'] as Element | undefined;
  const leads = subject?.['reference'] !== undefined || subject?.['identifier'] !== undefined;
  return leads ? response : { ...response, subject: undefined };
}

/** The questions about pain, however deep they lie. */
function* questionsIn(of: Element, questionnaire: string | undefined): Generator<Asked> {
  for (const item of elementsOf(of['item'])) {
    const linkId = textOf(item['linkId']) ?? '';
    const question = questionOf(questionnaire, linkId);
    const answers = elementsOf(item['answer']);
    if (question) yield { linkId, question, answers };
    yield* questionsIn(item, questionnaire);
    for (const answer of answers) yield* questionsIn(answer, questionnaire);
  }
}
