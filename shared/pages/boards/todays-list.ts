import type { BegunVisit } from '../../forms/begun-visit.ts';
import { isOpen } from '../../goals/client-goal.ts';
import type { GoalReport } from '../../goals/goal-report.ts';
import { dateWords } from '../../outcomes/date-words.ts';
import { dayNumber } from '../../records/time/calendar-days.ts';
import { dateAsWritten } from '../../records/time/instant.ts';
import { goalValue } from '../../reports/goals/goal-value.ts';
import { counted } from '../../reports/words/listed.ts';
import { inWords } from '../../reports/words/words.ts';
import { pasteForm } from '../forms/list-form.ts';
import { type Html, html } from '../frame/html.ts';
import { type ClientNames, nameOf } from '../parts/client-label.ts';
import { goalName } from '../parts/goal-words.ts';

type ListRow = {
  time: string;
  clientId: string;
  client: string;
  isKnown: boolean;
  last?: { startedAt: string; complaint: string; painBefore?: number; painAfter?: number };
  begun?: BegunVisit;
};

export type ListOnBoard = {
  formToken: string;
  asOf: string;
  visits: readonly ListRow[];
  goals: readonly ({ client: string } & GoalReport)[];
  names: ClientNames;
};

const MOST_GOALS = 3;

/** Today's clients in the order of the list that was pasted, each with one tap to record the visit; and the form for it. */
export function listOnBoard({ formToken, asOf, visits, goals, names }: ListOnBoard): Html {
  if (visits.length === 0) return pasteForm(formToken, 'Paste today’s list');
  const rows = visits.map((visit) => {
    const label = names.get(visit.client)?.label;
    const knownAs = { ids: [visit.clientId], ...(label !== undefined && { label }) };
    const own = goals.filter((goal) => goal.client === visit.client && isOpen(goal));
    return html`<li><span class="time">${visit.time}</span>
<span class="whom"><a href="/clients/${visit.client}">${nameOf(visit.client, knownAs)}</a>
${lastLine(visit, asOf)}${own
  .toSorted((a, b) => (a.dueOn < b.dueOn ? -1 : 1))
  .slice(0, MOST_GOALS)
  .map((goal) => html`<span class="detail">${goalLine(goal, asOf)}</span>`)}</span>
${recordLink(visit)}</li>`;
  });
  return html`<section aria-labelledby="today"><h2 id="today">Today</h2>
<ol class="today">${rows}</ol>
${pasteForm(formToken, 'Paste another list', true)}
</section>`;
}

function lastLine({ isKnown, last, begun }: ListRow, asOf: string): Html {
  const detail = (text: string) => html`<span class="detail">${text}</span>`;
  if (!isKnown) return detail('first visit, or not in your care yet');
  if (begun) return detail(`begun at ${begun.from}, pain before ${begun.painBefore}`);
  if (!last) return detail('first visit');
  const { startedAt, complaint, painBefore, painAfter } = last;
  const day = dateAsWritten(startedAt);
  const pain =
    painBefore === undefined && painAfter === undefined
      ? 'no score'
      : `pain ${painBefore ?? 'no score'} to ${painAfter ?? 'no score'}`;
  return detail(
    `${inWords(complaint)}, ${pain} ${day === asOf ? 'today: recorded' : `last time, ${dateWords(day)}`}`,
  );
}

function goalLine(goal: GoalReport, asOf: string): string {
  const { target, unit, dueOn, latest } = goal;
  const days = dayNumber(dueOn) - dayNumber(asOf);
  const due = days === 0 ? 'due today' : `due in ${counted(days, 'day')}`;
  const now = latest === null ? 'not measured yet' : `now ${goalValue(latest.value, unit)}`;
  return `${goalName(goal)}: ${now}, to be ${goalValue(target, unit)}, ${due}`;
}

function recordLink({ client, clientId, time, begun }: ListRow): Html {
  const address = begun ? `?session=${begun.sessionId}` : '';
  return html`<a class="button" href="/clients/${client}/visit${address}">${begun ? 'Finish' : 'Record'}<span class="unseen"> the visit of ${clientId} at ${time}</span></a>`;
}
