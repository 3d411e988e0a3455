import type { Member } from '../../access/member.ts';
import type { MemberChange } from '../../access/member-change.ts';
import { capitalised } from '../../reports/words/words.ts';
import { errorSummary } from '../forms/field-parts.ts';
import { type Html, html } from '../frame/html.ts';
import { FORM_TOKEN } from '../frame/page.ts';
import { type ClinicTimes, clinicTimes } from '../frame/when-cell.ts';
import { dataTable } from '../parts/data-table.ts';
import { memberErrors, memberForm, memberTexts, type TypedMember } from './people-form.ts';
import { authorWords, changeWords, memberLabel, memberWords } from './people-words.ts';

/** Somebody who belongs to the clinic, since when. */
export type ListedMember = { subject: string; member: Member; since: string };

export type PeoplePage = {
  members: readonly ListedMember[];
  /** The latest first. */
  changes: readonly MemberChange[];
  formToken: string;
  /** Where the invited sign in: a deployment that was not told it sends invitations that do not say it. */
  origin: string;
  /** Who looks at the page. */
  own: string;
  /** Of the clinic; undefined where it has said none. */
  timeZone: string | undefined;
  /** What is told above everything else, after something was done. */
  notice?: string | undefined;
  /** An invitation that could not be sent as it was typed. */
  typed?: TypedMember;
};

/** What is asked of somebody who is invited, and of a member. */
const INVITED = ['email', 'therapistId', 'name'] as const;
const CHANGED = ['therapistId', 'name'] as const;
/** Changes shown on the page; the API has them all. */
const SHOWN_CHANGES = 50;

/** Who belongs to the clinic, the form that invites, and what has changed. */
export function peoplePage(shown: PeoplePage): Html {
  const { members, changes, formToken, origin, own, timeZone, notice, typed } = shown;
  const times = clinicTimes(timeZone);
  return html`${notice && html`<p class="notice" role="status">${notice}</p>`}${typed && memberErrors(typed, INVITED)}
${dataTable({
  caption: 'Who may sign in',
  columns: ['Who', 'Role', 'Since'].map((heading) => ({ heading })),
  rows: [...members]
    .sort(byRoleAndLabel)
    .map(({ subject, member, since }) => [
      html`<a href="/people/${encodeURIComponent(subject)}">${memberLabel(subject, member)}</a>${subject === own && ' (you)'}`,
      memberWords(member),
      times.day(since),
    ]),
})}
<section aria-labelledby="invite"><h2 id="invite">Invite somebody</h2>
<p>The invitation holds a user name and a first password. Tell whom you invite to sign in at <strong>${origin}</strong>.</p>
${memberForm({ action: '/people', fields: INVITED, button: 'Send the invitation' }, formToken, typed ?? { values: {} })}</section>
<section aria-labelledby="changes"><h2 id="changes">What has changed</h2>
${changesTable(changes, times)}</section>`;
}

export type PersonPage = {
  /** A change that could not be made as it was typed. */
  typed?: TypedMember;
  /** Why the access could not be taken away. */
  kept?: string;
};

/** One member: what he is, to be changed, and how to take his access. */
export function personPage(
  { subject, member }: ListedMember,
  formToken: string,
  { typed = { values: { ...member } }, kept }: PersonPage = {},
): Html {
  const label = memberLabel(subject, member);
  const path = `/people/${encodeURIComponent(subject)}`;
  const isFixed = member.role === 'client' || member.role === 'partner';
  return html`${memberErrors(typed, CHANGED)}${kept !== undefined && errorSummary([{ field: 'withdraw', message: capitalised(kept) }])}<p class="lead">${label}: ${memberWords(member)}.</p>
${!isFixed && memberForm({ action: path, fields: CHANGED, button: 'Change', opened: memberTexts(member) }, formToken, typed)}
<section aria-labelledby="withdraw"><h2 id="withdraw">Take the access away</h2>
<p>From the next click on nothing opens any more, on any device, and the e-mail address is deleted. What ${label} has reported stays as it is.</p>
<form method="post" action="${path}/withdraw">
<input type="hidden" name="${FORM_TOKEN}" value="${formToken}">
${kept !== undefined && html`<p class="error" id="withdraw-error">${capitalised(kept)}</p>`}
<p><button class="quiet"${kept !== undefined && html` aria-describedby="withdraw-error"`}>Take the access of ${label} away</button></p>
</form></section>
<p><a href="/people">Everybody</a></p>`;
}

function changesTable(changes: readonly MemberChange[], times: ClinicTimes): Html {
  if (changes.length === 0) return html`<p>Nothing so far.</p>`;
  return dataTable({
    caption:
      changes.length > SHOWN_CHANGES
        ? `The latest ${SHOWN_CHANGES} changes`
        : 'All changes, the latest first',
    columns: ['Whom', 'What', 'Who did it', times.heading('When')].map((heading) => ({ heading })),
    rows: changes
      .slice(0, SHOWN_CHANGES)
      .map(({ subject, before, after, by, because, at }) => [
        memberLabel(subject, (after ?? before)!),
        changeWords(before, after),
        because === 'erased' ? 'the erasure of the client' : authorWords(by),
        times.when(at),
      ]),
    lines: true,
  });
}

const ORDER: readonly Member['role'][] = ['owner', 'therapist', 'recorder', 'client', 'partner'];

function byRoleAndLabel(one: ListedMember, other: ListedMember): number {
  const byRole = ORDER.indexOf(one.member.role) - ORDER.indexOf(other.member.role);
  const [a, b] = [one, other].map(({ subject, member }) => memberLabel(subject, member)) as [string, string];
  return byRole || (a < b ? -1 : a > b ? 1 : 0);
}
