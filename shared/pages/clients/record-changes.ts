import { dateWords, momentWords } from '../../outcomes/date-words.ts';
import type { Door } from '../../records/arrival.ts';
import type { OwnTechnique } from '../../records/own-technique.ts';
import type { Fact, FactType } from '../../records/record.ts';
import { INSTRUMENTS } from '../../records/scales.ts';
import { shortName } from '../../records/values/short-name.ts';
import type { Held } from '../../records/versions/held.ts';
import { goalValue } from '../../reports/goals/goal-value.ts';
import { givenInWords } from '../../reports/words/given-technique.ts';
import { counted } from '../../reports/words/listed.ts';
import { NOTHING } from '../../reports/words/number-text.ts';
import { inWords } from '../../reports/words/words.ts';
import { type Html, html } from '../frame/html.ts';
import type { ClinicTimes } from '../frame/when-cell.ts';
import { dataTable } from '../parts/data-table.ts';
import { goalName, spaced } from '../parts/goal-words.ts';
import { REASON_WORDS } from './care-tables.ts';

/** When something came, and by whom and how. */
type Source = { arrivedAt: string | null; door: Door | null; author: string | null };

/** A version of a record as its page shows it; the latest of them is the one that is held. */
type ShownVersion = Source & { recordedAt: string; implied?: true; again?: string } & (
    | { content: Held<Fact> }
    | { deleted: true }
    | { movedTo: string }
  );

/** What else has happened to a record; clients by pseudonym. */
type ShownEvent = Source &
  (
    | { what: 'moved'; from: string; to: string }
    | { what: 'began' | 'went-on'; from: string }
    | { what: 'ended' }
    | { what: 'undone'; fate: string }
  );

export type ShownChanges = {
  of: FactType;
  id: string;
  versions: readonly ShownVersion[];
  events: readonly ShownEvent[];
};

export type ShownMerge = Source & { what: 'merged' | 'split'; from: string; into: string };

/** In whose words changes are told: the clinic's clocks, its own techniques, and what its therapists are called by their ids. */
type ToldBy = {
  times: ClinicTimes;
  own: readonly OwnTechnique[];
  called: ReadonlyMap<string, string>;
};

/** What has become of a client's records and ids: by whom, when, and what was said before. */
export function recordChanges(
  client: string,
  { records, merges }: { records: readonly ShownChanges[]; merges: readonly ShownMerge[] },
  toldBy: ToldBy,
): Html {
  const changes = records.filter(({ of }) => of !== 'care');
  const lead =
    changes.length === 0
      ? merges.length === 0
        ? 'No record of this client was changed, moved or deleted.'
        : 'What became of the ids stands below. Nothing else of this client was changed, moved or deleted.'
      : `${counted(changes.length, 'record was', 'records were')} changed, moved or deleted. The first line of each is what holds now. What a deletion removed is gone; who deleted it is not.`;
  return html`<p class="lead">${lead}</p>
<p><a href="/clients/${client}">Back to the client</a></p>
${merges.length > 0 && mergeTable(merges, toldBy)}
${[...changes, ...records.filter(({ of }) => of === 'care')].map((each) => changesOfRecord(each, toldBy))}`;
}

const NAMES: Readonly<Record<FactType, string>> = {
  session: 'Session',
  'pain-score': 'Journal entry',
  goal: 'Goal',
  measurement: 'Measurement',
  consent: 'Consent to partner reports',
  care: 'Care by therapist',
};

function mergeTable(merges: readonly ShownMerge[], { times, called }: ToldBy): Html {
  return dataTable({
    caption: 'Client ids that the clinic has made one person, or two again',
    columns: [{ heading: times.heading('Came') }, { heading: 'From' }, { heading: 'What was said' }],
    rows: merges.map((merge) => [cameCell(merge, times), sourceOf(merge, called), mergeWords(merge)]),
    sentences: 2,
  });
}

function mergeWords({ what, from, into }: ShownMerge): string {
  return what === 'merged'
    ? `client ${shortName(from)} is client ${shortName(into)}`
    : `client ${shortName(from)} and client ${shortName(into)} are two again`;
}

const cameCell = ({ arrivedAt }: Source, { when }: ClinicTimes) =>
  arrivedAt === null ? 'not known' : when(arrivedAt);

const UNDONE_WORDS: Readonly<Record<string, string>> = {
  removed: 'taken back: the import of the file that had brought it was undone',
  restored: 'as before again: the import of the file that had changed it was undone',
  changed: 'stayed as it was corrected, when the import of the file that had brought it first was undone',
  'said-again': 'stayed, as others had said the same, when the import of a file with it was undone',
};

function eventWords(event: ShownEvent): string {
  switch (event.what) {
    case 'moved':
      return `moved from client ${shortName(event.from)} to client ${shortName(event.to)}`;
    case 'began':
      return `had begun on ${dateWords(event.from)} by what was reported`;
    case 'went-on':
      return `went on from ${dateWords(event.from)} after its end, by what was reported`;
    case 'ended':
      return 'ended: the record that it followed from is no longer here or names somebody else';
    case 'undone':
      return UNDONE_WORDS[event.fate] ?? 'the import of a file that had brought it was undone';
  }
}

const calledOf = (called: ToldBy['called'], therapistId: string) => called.get(therapistId) ?? therapistId;

/** What a record is called: care by the therapist who gives it, whose id is its own. */
function captionOf({ of, id }: ShownChanges, called: ToldBy['called']): string {
  if (of === 'consent') return NAMES[of];
  return `${NAMES[of]} ${of === 'care' ? calledOf(called, id) : id}`;
}

function changesOfRecord(changes: ShownChanges, toldBy: ToldBy): Html {
  const { versions, events } = changes;
  const { times, called } = toldBy;
  return dataTable({
    caption: captionOf(changes, called),
    columns: [
      { heading: times.heading('Written') },
      { heading: times.heading('Came') },
      { heading: 'From' },
      { heading: 'What it said' },
    ],
    rows: [
      ...versions.map((version) => [
        times.when(version.recordedAt),
        cameCell(version, times),
        sourceOf(version, called),
        whatBecame(version, toldBy),
      ]),
      ...events.map((event) => [NOTHING, cameCell(event, times), sourceOf(event, called), eventWords(event)]),
    ],
    sentences: 3,
  });
}

function whatBecame(version: ShownVersion, toldBy: ToldBy): string {
  if ('deleted' in version) return 'deleted';
  if ('movedTo' in version) return `moved to client ${shortName(version.movedTo)}`;
  const { content, implied, again } = version;
  const how = [implied && 'follows from what was reported', again && `goes on from ${dateWords(again)}`];
  return [saidOf(content, toldBy), ...how].filter(Boolean).join('; ');
}

function sourceOf({ door, author }: Source, called: ToldBy['called']): string {
  switch (door) {
    case 'owner':
      return author === null ? 'the owner' : `owner ${author}`;
    case 'recorder':
      return author === null ? 'a practice system' : `practice system ${author}`;
    case 'therapist':
      return author === null ? 'a therapist' : `therapist ${calledOf(called, author)}`;
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

function saidOf(fact: Held<Fact>, { own, called }: ToldBy): string {
  switch (fact.type) {
    case 'session': {
      const techniques = fact.techniques.map((given) => `${givenInWords(given, own)} ${given.minutes} min`);
      const pain = `pain ${fact.painBefore ?? 'missing'} before, ${fact.painAfter ?? 'missing'} after`;
      return `${momentWords(fact.startedAt)}, therapist ${calledOf(called, fact.therapistId)}, ${inWords(fact.complaint)}: ${techniques.join(', ')}; ${pain}`;
    }
    case 'pain-score': {
      const scores = [
        fact.pain !== undefined && `pain ${fact.pain}`,
        fact.soreness !== undefined && `soreness ${fact.soreness}`,
        fact.bodyRegion !== undefined && spaced(fact.bodyRegion),
      ];
      return `${momentWords(fact.at)}: ${scores.filter(Boolean).join(', ')}`;
    }
    case 'goal':
      return `${goalName(fact)}, therapist ${calledOf(called, fact.therapistId)}: from ${goalValue(fact.baseline, fact.unit)}${
        fact.target === undefined ? '' : ` to ${goalValue(fact.target, fact.unit)}`
      } by ${dateWords(fact.dueOn)}`;
    case 'measurement':
      return fact.measure === undefined
        ? `${momentWords(fact.at)}: ${fact.value}`
        : `${momentWords(fact.at)}: ${INSTRUMENTS[fact.measure].name} ${goalValue(fact.value, INSTRUMENTS[fact.measure].unit)}`;
    case 'care':
      return `${fact.reason ? `taken over (${REASON_WORDS[fact.reason]}), ` : ''}${
        fact.until === null
          ? `from ${dateWords(fact.from)} on`
          : `from ${dateWords(fact.from)} to ${dateWords(fact.until)}`
      }`;
    case 'consent':
      return fact.partnerReports ? 'given' : 'withdrawn';
  }
}
