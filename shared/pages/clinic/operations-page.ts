import { QUIET_DAYS, quietDays } from '../../clinics/quiet-days.ts';
import { counted } from '../../reports/words/listed.ts';
import { NOTHING } from '../../reports/words/number-text.ts';
import { type Html, html } from '../frame/html.ts';
import { dateCell, whenCell } from '../frame/when-cell.ts';
import { dataTable } from '../parts/data-table.ts';
import { NEW_CLINIC_PATH } from './new-clinic-page.ts';

/** Where operators see how the deployment does. */
export const OPERATIONS_PATH = '/operator';

export type OperationsPage = {
  /** ISO instants in UTC, all of them. */
  now: string;
  held: number;
  clinics: readonly { clinicId: string; name?: string; openedOn?: string; lastArrival?: string }[];
  next?: string;
  queues: readonly { name: string; waiting: number; oldestSeconds?: number }[];
  alarms: { watched: number; open: readonly { name: string; meaning: string; since: string }[] };
  releases: readonly { programme: string; period: string; publishesAt: string; state: string }[];
};

const RELEASE_STATES: Readonly<Record<string, string>> = {
  published: 'published',
  missing: 'not published, though it was due',
  'to come': 'to come',
};

/** How the deployment does: what rings, what waits, what is due, and its clinics. Nothing of any client. */
export function operationsPage(shown: OperationsPage, notice: string | undefined): Html {
  return html`${notice !== undefined && html`<p class="notice good" role="status">${notice}</p>`}
<p class="lead">${leadOf(shown)}</p>
${alarmTable(shown.alarms.open)}
${clinicSection(shown)}
<section aria-labelledby="queues"><h2 id="queues">Queues</h2>
${dataTable({
  caption: 'What waits to be done',
  columns: [
    { heading: 'Queue' },
    { heading: 'Waiting', numeric: true },
    { heading: 'Oldest', numeric: true },
  ],
  rows: shown.queues.map(({ name, waiting, oldestSeconds }) => [
    name,
    waiting,
    ageText(waiting, oldestSeconds),
  ]),
})}</section>
<section aria-labelledby="releases"><h2 id="releases">Releases</h2>
${releaseTable(shown.releases)}</section>
<p class="muted">All times are UTC.</p>`;
}

function leadOf({ alarms: { watched, open }, releases, held }: OperationsPage): string {
  const missing = releases.filter(({ state }) => state === 'missing').length;
  const alarms =
    open.length === 0
      ? `Nothing rings: ${counted(watched, 'alarm')} are watched.`
      : `${counted(open.length, 'alarm')} of ${watched} ${open.length === 1 ? 'rings' : 'ring'}.`;
  const late =
    missing === 0
      ? ''
      : ` ${counted(missing, 'release')} ${missing === 1 ? 'was' : 'were'} due and not published.`;
  return `${alarms}${late} ${counted(held, 'clinic')}.`;
}

function alarmTable(open: OperationsPage['alarms']['open']): Html | false {
  if (open.length === 0) return false;
  return dataTable({
    caption: 'Alarms that ring',
    columns: [{ heading: 'Alarm' }, { heading: 'Since' }, { heading: 'What it means' }],
    rows: open.map(({ name, since, meaning }) => [name.replaceAll('-', ' '), whenCell(since), meaning]),
    sentences: 2,
  });
}

function clinicSection({ clinics, held, next, now }: OperationsPage): Html {
  const add = html`<p><a class="button" href="${NEW_CLINIC_PATH}">Add a clinic</a></p>`;
  if (held === 0) {
    return html`<section aria-labelledby="clinics"><h2 id="clinics">Clinics</h2><p>There is none yet.</p>${add}</section>`;
  }
  const query = next === undefined ? '' : `${OPERATIONS_PATH}?${new URLSearchParams({ after: next })}`;
  return html`<section aria-labelledby="clinics"><h2 id="clinics">Clinics</h2>
${dataTable({
  caption: `${counted(clinics.length, 'clinic')} of ${held}, by id`,
  columns: [
    { heading: 'Clinic' },
    { heading: 'State' },
    { heading: 'Latest arrival' },
    { heading: 'Opened' },
  ],
  rows: clinics.map(({ clinicId, name, openedOn, lastArrival }) => [
    name === undefined ? clinicId : html`<bdi>${name}</bdi> <span class="muted">${clinicId}</span>`,
    stateText(lastArrival, now),
    lastArrival === undefined ? NOTHING : whenCell(lastArrival),
    openedOn === undefined ? NOTHING : dateCell(openedOn),
  ]),
})}
${query && html`<p><a href="${query}">More clinics</a></p>`}${add}</section>`;
}

function stateText(lastArrival: string | undefined, now: string): string {
  if (lastArrival === undefined) return 'nothing has come yet';
  const days = quietDays(lastArrival, new Date(now));
  return days < QUIET_DAYS ? 'active' : `quiet for ${days} days`;
}

function releaseTable(releases: OperationsPage['releases']): Html {
  if (releases.length === 0) return html`<p>There is no programme.</p>`;
  return dataTable({
    caption: 'The period whose day was last, and the next',
    columns: [{ heading: 'Programme' }, { heading: 'Period' }, { heading: 'Day' }, { heading: 'State' }],
    rows: releases.map(({ programme, period, publishesAt, state }) => [
      programme,
      period,
      dateCell(publishesAt.slice(0, 10)),
      RELEASE_STATES[state] ?? state,
    ]),
    lines: true,
  });
}

const MINUTE_SECONDS = 60;
const HOUR_SECONDS = 3600;
const DAY_SECONDS = 86_400;

function ageText(waiting: number, seconds: number | undefined): string {
  if (waiting === 0) return NOTHING;
  if (seconds === undefined) return 'not measured yet';
  if (seconds < 2 * MINUTE_SECONDS) return counted(Math.round(seconds), 'second');
  if (seconds < 2 * HOUR_SECONDS) return counted(Math.round(seconds / MINUTE_SECONDS), 'minute');
  if (seconds < 2 * DAY_SECONDS) return counted(Math.round(seconds / HOUR_SECONDS), 'hour');
  return counted(Math.round(seconds / DAY_SECONDS), 'day');
}
