import { type Element, elementsOf, textOf } from './element.ts';
import type { FileIndex } from './file-index.ts';
import { IDENTIFIERS } from './house.ts';
import { clientOf } from './person.ts';
import { type Question, questionOf } from './questionnaires.ts';
import { type Reading, refused, skipped, Telling } from './reading.ts';
import { recordId } from './reference.ts';
import { scoreValue } from './score-value.ts';
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
      'a form of which no question is known to be about pain: known are those of named questionnaires, and questions whose linkId is 72514-3';
    return [skipped('fhir.unknown-form', 'questionnaire', message)];
  }
  const own = recordId({ ...response, identifier: [response['identifier']] }, fullUrl, IDENTIFIERS.score);
  return asked.map((question) => {
    const scoreId = own && `${own}:${question.linkId.replaceAll('/', '')}`;
    return isDeleted ? deletion(response, scoreId, index) : score(response, scoreId, question, index);
  });
}

function score(response: Element, scoreId: string | undefined, asked: Asked, index: FileIndex): Reading {
  const { linkId, question, answers } = asked;
  const path = `item.where(linkId='${linkId}').answer`;
  if (question.window === 'past-four-weeks') {
    const message =
      'expected a score of now, of the past 24 hours or of the past week: one about the past four weeks is another measurement, which is not kept';
    return refused('fhir.recall-window', path, message, 'pain-score');
  }
  if (answers.length > 1)
    return refused('fhir.two-values', path, 'expected one answer, not several', 'pain-score');
  const value = answers.length === 0 ? { absent: true } : scoreValue(answers[0]!);
  if ('absent' in value)
    return skipped('fhir.not-answered', path, 'a question that was not answered is no score');
  const at = timeOf(response['authored'], 'authored');
  return new Telling({ type: 'pain-score', window: question.window }, PATHS)
    .set('scoreId', scoreId)
    .tell('clientId', clientOf(sourceOf(response), index))
    .tell(
      'at',
      'at' in at
        ? { value: at.at }
        : { problem: { ...at.problem, path: 'authored' }, found: response['authored'] },
    )
    .tell('pain', 'value' in value ? value : { problem: { ...value.refusal, path } }, path)
    .set('recordedAt', writtenAt(response))
    .finish();
}

const PATHS = {
  scoreId: 'id',
  id: 'id',
  clientId: 'subject',
  at: 'authored',
  recordedAt: 'meta.lastUpdated',
};

function deletion(response: Element, id: string | undefined, index: FileIndex): Reading {
  return new Telling({ type: 'deletion', of: 'pain-score' }, PATHS)
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
