import { type AnswerProblem, CANNOT_TELL, goalField } from '../../journal/journal-answers.ts';
import type { GoalQuestion, JournalForm } from '../../journal/journal-form.ts';
import { kindOfQuestion } from '../../journal/journal-questions.ts';
import type { Speech } from '../../words/language.ts';
import { regionSaid, type Say, whatSaid } from '../../words/words.ts';
import { type Html, html } from '../frame/html.ts';
import { refusalBlock } from '../frame/refusal-block.ts';
import { LANGUAGE } from './client-page.ts';

export type JournalFormPage = {
  /** Where the form is sent to. */
  action: string;
  /** The sealed form, and what it was made for. */
  sealed: string;
  form: Pick<JournalForm, 'questions' | 'moments' | 'firstTold'>;
  speech: Speech;
  /** Whether times are the client's own; where nobody knows, they are in UTC, and that is said. */
  isZoneKnown: boolean;
  /** What was typed, of a form that comes back, and what is wrong with it. */
  typed?: Readonly<Record<string, string>>;
  problems?: readonly AnswerProblem[];
  /** Stands above the form in place of problems with single answers. */
  notice?: string;
  /** Whether it comes back, and nothing of it was kept. */
  isRefused?: boolean;
};

/** Name of the field that holds the sealed form. */
export const SEALED_FORM = 'form';

/** What drawing a question needs: how it is said, what was typed, and what was wrong. */
type Asking = Pick<JournalFormPage, 'speech' | 'typed'> & { problemOf: ReadonlyMap<string, string> };

/** The journal's form: three taps, of which the last one sends it. */
export function journalForm(shown: JournalFormPage): Html {
  const { action, sealed, form, speech, isZoneKnown, typed, problems = [], notice, isRefused } = shown;
  const { say, language } = speech;
  const { goals } = form.questions;
  const problemOf = new Map(problems.map(({ field, problem }) => [field, say(`error.${problem}`)]));
  const asking: Asking = { speech, problemOf, ...(typed && { typed }) };
  return html`${notice !== undefined && noticeBlock(notice, isRefused)}
${problems.length > 0 && problemList(problems, form, asking)}
${form.firstTold && html`<p>${say('journal.corrects', { time: form.firstTold.at.slice(11, 16) })}</p>`}
<form method="post" action="${action}" autocomplete="off">
<input type="hidden" name="${SEALED_FORM}" value="${sealed}">
<input type="hidden" name="${LANGUAGE}" value="${language}">
${scale(asking, 'pain', painQuestion(form, say), say('journal.pain-ends'))}
${scale(asking, 'soreness', say('journal.soreness'), say('journal.soreness-ends'))}
${moment(asking, form)}
${goals.map((goal, index) => goalQuestion(asking, goalField(index), goal))}
<p><button class="wide">${say('journal.send')}</button></p>
</form>
<p class="muted">${say('journal.who-sees')} ${!isZoneKnown && say('journal.no-zone')}</p>`;
}

/** Of a form that was sent it is what is read out first. */
function noticeBlock(notice: string, isRefused = false): Html {
  const said = html`<p>${notice}</p>`;
  return isRefused
    ? refusalBlock('notice warn', said)
    : html`<div class="notice warn" role="status">${said}</div>`;
}

function painQuestion({ questions: { bodyRegion } }: Pick<JournalForm, 'questions'>, say: Say): string {
  return bodyRegion === undefined
    ? say('journal.pain')
    : say('journal.pain-of', { region: regionSaid(say, bodyRegion) });
}

/** What a field asks: of two questions that want the same, it says which one is meant. */
function questionOf(field: string, form: Pick<JournalForm, 'questions'>, say: Say): string {
  if (field === 'pain') return painQuestion(form, say);
  if (field === 'soreness' || field === 'when') return say(`journal.${field}`);
  const goal = form.questions.goals.find((_, index) => goalField(index) === field);
  return goal ? goalAsked(goal, say) : '';
}

/** What is wrong, at the top, each with the way to its question. */
function problemList(
  problems: readonly AnswerProblem[],
  form: Pick<JournalForm, 'questions'>,
  { speech: { say }, problemOf }: Asking,
): Html {
  return refusalBlock(
    'notice bad',
    html`<h2>${say('error.title')}</h2>
<p>${say('error.lead')}</p>
<ul>${problems.map(({ field }) => html`<li><a href="#${field}">${questionOf(field, form, say)} ${problemOf.get(field)}</a></li>`)}</ul>
`,
  );
}

/** A question with the numbers from 0 to 10; its legend says what the ends mean, so that they are heard with it. */
function scale(asking: Asking, name: string, question: string, ends: string): Html {
  const { say } = asking.speech;
  const choices = [
    ...Array.from({ length: 11 }, (_, score) => option(asking, name, String(score), String(score))),
    option(asking, name, CANNOT_TELL, say('journal.cannot-tell'), 'whole'),
  ];
  return group(
    asking,
    name,
    html`${question} <span class="ends">${ends}</span>`,
    html`<div class="scale">${choices}</div>`,
  );
}

/** How the value of a goal is asked for. */
function goalAsked(goal: GoalQuestion, say: Say): string {
  const what = whatSaid(say, goal.measure.slice(goal.measure.indexOf(':') + 1));
  const kind = kindOfQuestion(goal);
  if (kind === 'activity') return say('journal.activity', { activity: what });
  if (kind === 'recovery') return say('journal.recovery');
  return kind === 'movement'
    ? say('journal.movement', { movement: what })
    : say('journal.task', { task: what });
}

function goalQuestion(asking: Asking, name: string, goal: GoalQuestion): Html {
  const { say } = asking.speech;
  const question = goalAsked(goal, say);
  const kind = kindOfQuestion(goal);
  if (kind === 'activity') {
    return scale(asking, name, question, say('journal.activity-ends'));
  }
  if (kind === 'recovery') {
    return numberField(asking, name, question, say('journal.recovery-hint'));
  }
  if (kind === 'movement') {
    return numberField(asking, name, question, say('journal.movement-hint'));
  }
  const choices = [
    option(asking, name, 'yes', say('journal.yes')),
    option(asking, name, 'no', say('journal.no')),
    option(asking, name, CANNOT_TELL, say('journal.cannot-tell'), 'whole'),
  ];
  return group(asking, name, html`${question}`, html`<div class="choices">${choices}</div>`);
}

function numberField({ typed, problemOf }: Asking, name: string, question: string, hint: string): Html {
  const problem = problemOf.get(name);
  return html`<div class="field">
<label for="${name}">${question}</label>
<p class="hint" id="${name}-hint">${hint}</p>
${problem !== undefined && html`<p class="error" id="${name}-error">${problem}</p>`}
<input type="text" inputmode="numeric" id="${name}" name="${name}" value="${typed?.[name]?.slice(0, LONGEST_TYPED)}" aria-describedby="${name}-hint${problem !== undefined && ` ${name}-error`}"${problem !== undefined && html` aria-invalid="true"`}>
</div>`;
}

/** What comes back of what was typed is bounded. */
const LONGEST_TYPED = 20;

function group({ problemOf }: Asking, name: string, legend: Html, choices: Html): Html {
  const problem = problemOf.get(name);
  return html`<fieldset id="${name}" tabindex="-1"${problem !== undefined && html` aria-describedby="${name}-error"`}><legend>${legend}</legend>
${problem !== undefined && html`<p class="error" id="${name}-error">${problem}</p>`}
${choices}
</fieldset>`;
}

function option({ typed }: Asking, name: string, value: string, label: string, width?: 'whole'): Html {
  const isChosen = typed?.[name] === value;
  return html`<label${width && html` class="${width}"`}><input type="radio" name="${name}" value="${value}" required${isChosen && html` checked`}><span>${label}</span></label>`;
}

function moment({ speech: { say }, typed, problemOf }: Asking, form: JournalFormPage['form']): Html | false {
  const { firstTold, moments } = form;
  if (moments.length === 0) return false;
  const problem = problemOf.get('when');
  const first = firstTold
    ? say('journal.as-before', { time: firstTold.at.slice(11, 16) })
    : say('journal.now');
  const choices = [
    { value: 'now', label: first },
    ...moments.map((each) => ({ value: each.moment, label: say(`journal.${each.moment}`) })),
  ].map(({ value, label }) => {
    return html`<option value="${value}"${typed?.['when'] === value && html` selected`}>${label}</option>`;
  });
  return html`<div class="field">
<label for="when">${say('journal.when')}</label>
${problem !== undefined && html`<p class="error" id="when-error">${problem}</p>`}
<select id="when" name="when"${problem !== undefined && html` aria-invalid="true" aria-describedby="when-error"`}>${choices}</select>
</div>`;
}
