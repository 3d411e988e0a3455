import type { Door } from '../records/arrival.ts';
import type { Held } from '../records/held.ts';
import type { Fact, FactType } from '../records/record.ts';
import { shortName } from '../records/short-name.ts';
import { goalValue } from '../reports/goals/goal-value.ts';
import { counted } from '../reports/words/listed.ts';
import { inWords } from '../reports/words/words.ts';
import { dataTable } from './data-table.ts';
import { goalName } from './goal-words.ts';
import { type Html, html } from './html.ts';
import { whenCell } from './when-cell.ts';

/** A version of a record as its page shows it; the latest of them is the one that is held. */
export type ShownVersion = {
  recordedAt: string;
  arrivedAt: string | null;
  door: Door | null;
  author: string | null;
} & ({ content: Held<Fact> } | { deleted: true } | { movedTo: string });

export type ShownChanges = { of: FactType; id: string; versions: readonly ShownVersion[] };

/** What of a client's records was changed or deleted: by whom, when, and what it said before. */
export function recordChanges(client: string, changes: readonly ShownChanges[]): Html {
  const lead =
    changes.length === 0
      ? 'Nothing of this client was changed or deleted.'
      : `${counted(changes.length, 'record was', 'records were')} changed or deleted. The first line of each is what holds now. What a deletion removed is gone; who deleted it is not.`;
  return html`<p class="lead">${lead}</p>
<p><a href="/clients/${client}">Back to the client</a></p>
${changes.map(changesOfRecord)}`;
}

const NAMES: Readonly<Record<FactType, string>> = {
  session: 'Session',
  'pain-score': 'Journal entry',
  goal: 'Goal',
  measurement: 'Measurement',
  consent: 'Consent to partner reports',
  care: 'Care by therapist',
};

function changesOfRecord({ of, id, versions }: ShownChanges): Html {
  return dataTable({
    caption: `${NAMES[of]} ${of === 'consent' ? '' : id}`.trim(),
    columns: [
      { heading: 'Written (UTC)' },
      { heading: 'Came (UTC)' },
      { heading: 'From' },
      { heading: 'What it said' },
    ],
    rows: versions.map((version) => [
      whenCell(version.recordedAt),
      version.arrivedAt === null ? 'not known' : whenCell(version.arrivedAt),
      sourceOf(version),
      whatBecame(version),
    ]),
    sentences: 3,
  });
}

function whatBecame(version: ShownVersion): string {
  if ('deleted' in version) return 'deleted';
  return 'movedTo' in version ? `moved to client ${shortName(version.movedTo)}` : saidOf(version.content);
}

function sourceOf({ door, author }: ShownVersion): string {
  switch (door) {
    case 'owner':
      return 'the owner';
    case 'recorder':
      return 'a practice system';
    case 'therapist':
      return author === null ? 'a therapist' : `therapist ${author}`;
    case 'client':
      return 'the client';
    case 'journal':
      return "the client's journal";
    case 'file':
      return author === null ? 'a file' : `a file (import ${author})`;
    case null:
      return 'not known';
  }
}

function saidOf(fact: Held<Fact>): string {
  switch (fact.type) {
    case 'session': {
      const techniques = fact.techniques.map(({ technique, minutes }) => `${technique} ${minutes} min`);
      const pain = `pain ${fact.painBefore ?? 'missing'} before, ${fact.painAfter ?? 'missing'} after`;
      return `${minuteOf(fact.startedAt)}, therapist ${fact.therapistId}, ${inWords(fact.complaint)}: ${techniques.join(', ')}; ${pain}`;
    }
    case 'pain-score': {
      const scores = [
        fact.pain !== undefined && `pain ${fact.pain}`,
        fact.soreness !== undefined && `soreness ${fact.soreness}`,
        fact.bodyRegion !== undefined && inWords(fact.bodyRegion),
      ];
      return `${minuteOf(fact.at)}: ${scores.filter(Boolean).join(', ')}`;
    }
    case 'goal':
      return `${goalName(fact)}, therapist ${fact.therapistId}: from ${goalValue(fact.baseline, fact.unit)}${
        fact.target === undefined ? '' : ` to ${goalValue(fact.target, fact.unit)}`
      } by ${fact.dueOn}`;
    case 'measurement':
      return `${minuteOf(fact.at)}: ${fact.value}`;
    case 'care':
      return fact.until === null ? `from ${fact.from} on` : `from ${fact.from} to ${fact.until}`;
    case 'consent':
      return fact.partnerReports ? 'given' : 'withdrawn';
  }
}

const minuteOf = (instant: string) => `${instant.slice(0, 10)} ${instant.slice(11, 16)}`;
