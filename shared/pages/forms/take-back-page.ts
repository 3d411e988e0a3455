import type { BegunVisit } from '../../forms/begun-visit.ts';
import { SEEN_VERSION } from '../../forms/seen-version.ts';
import { momentWords } from '../../outcomes/date-words.ts';
import { type Fact, ID_FIELD } from '../../records/record.ts';
import { INSTRUMENTS } from '../../records/scales.ts';
import type { Held } from '../../records/versions/held.ts';
import { goalValue } from '../../reports/goals/goal-value.ts';
import { type Html, html } from '../frame/html.ts';
import { FORM_TOKEN } from '../frame/page.ts';
import { refusalBlock } from '../frame/refusal-block.ts';
import { goalName } from '../parts/goal-words.ts';
import { hidden } from './field-parts.ts';

/** What can be taken back by a form: records by their own ids, and a visit that has begun and is none yet. */
const TAKEN_BACK = ['session', 'pain-score', 'goal', 'measurement', 'begun-visit'] as const;
type TakenBackType = (typeof TAKEN_BACK)[number];
export type TakenBack = { of: TakenBackType; id: string; what: string; held?: Held<Fact> };

export const takenBackTypeOf = (name: string | undefined): TakenBackType | undefined =>
  TAKEN_BACK.find((type) => type === name);

/** What an address or a form means to take back, in words; undefined where it is not held. */
export function takenBack(
  { facts, begun }: { facts: readonly Held<Fact>[]; begun: readonly BegunVisit[] },
  of: TakenBackType,
  id: string | undefined,
): TakenBack | undefined {
  const what = wordsOf(facts, begun, of, id);
  if (what === undefined) return undefined;
  const held = facts.find((fact) => fact.type === of && idOf(fact) === id);
  return { of, id: id!, what, ...(held && { held }) };
}

const idOf = (fact: Held<Fact>) => (fact as unknown as Record<string, unknown>)[ID_FIELD[fact.type]];

function wordsOf(
  facts: readonly Held<Fact>[],
  begun: readonly BegunVisit[],
  of: TakenBackType,
  id: string | undefined,
): string | undefined {
  if (of === 'begun-visit') {
    const visit = begun.find(({ sessionId }) => sessionId === id);
    return visit && `The visit that was begun at ${visit.from}`;
  }
  for (const fact of facts) {
    if (fact.type !== of) continue;
    if (fact.type === 'session' && fact.sessionId === id)
      return `The visit of ${momentWords(fact.startedAt)}`;
    if (fact.type === 'pain-score' && fact.scoreId === id)
      return `The journal entry of ${momentWords(fact.at)}`;
    if (fact.type === 'goal' && fact.goalId === id) return `The goal “${goalName(fact)}”`;
    if (fact.type === 'measurement' && fact.measurementId === id) {
      if (fact.measure !== undefined) {
        const { name, unit } = INSTRUMENTS[fact.measure];
        return `The value of ${momentWords(fact.at)} (${name}: ${goalValue(fact.value, unit)})`;
      }
      const goal = facts.find((each) => each.type === 'goal' && each.goalId === fact.goalId);
      const value =
        goal?.type === 'goal' ? `${goalName(goal)}: ${goalValue(fact.value, goal.unit)}` : fact.value;
      return `The value of ${momentWords(fact.at)} (${value})`;
    }
  }
  return undefined;
}

type TakeBackPage = {
  client: string;
  formToken: string;
  named: TakenBack;
  /** Of a record: the version that the page was opened with. */
  seen?: string | undefined;
  /** What it has become since the page was opened. */
  changed?: string;
};

/** Asks once more before something is taken back. */
export function takeBackPage({
  client,
  formToken,
  named: { of, id, what },
  seen,
  changed,
}: TakeBackPage): Html {
  const isRecord = of !== 'begun-visit';
  return html`${changed !== undefined && refusalBlock('errors', html`<p>${changed}</p>`)}<p class="lead">${what}</p>
<p>${isRecord ? 'It leaves every board and every number. It cannot be brought back, but it can be recorded anew.' : 'What was typed when it began goes. Nothing of it has been recorded.'}</p>
<form method="post" action="/clients/${client}/take-back">${hidden(FORM_TOKEN, formToken)}${hidden('of', of)}${hidden('id', id)}${seen !== undefined && hidden(SEEN_VERSION, seen)}
<p><button>${isRecord ? 'Take it back' : 'Discard it'}</button></p></form>
${isRecord && html`<p><a href="/clients/${client}/move?of=${of}&amp;id=${id}">It is another client’s: move it there</a></p>`}
<p><a href="/clients/${client}">Keep it</a></p>`;
}
