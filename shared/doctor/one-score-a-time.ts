import { headerWords } from './header-words.ts';
import { type ProposedRecord, SKIPPED } from './proposal.ts';

/** Words that do not tell one score of pain from another of the same time. */
const PLAIN: ReadonlySet<string> = new Set(
  'pain nprs nrs vas soreness sore muscle score level rating scale now current today right how is your the what 0 10 to of in number'.split(
    ' ',
  ),
);

/**
 * Of several scores of pain, or of soreness, that a row has of one time, such as of neck and back or at rest and in movement, the one whose name says
 * no more than pain or soreness. Where there is none, or are two, none is read: a client has one at a time, and which is meant nobody says.
 */
export function oneScoreATime(proposed: readonly ProposedRecord[]): ProposedRecord[] {
  const groups = new Map<string, ProposedRecord[]>();
  for (const record of proposed) {
    const { fields } = record.template;
    const kind = ['pain', 'soreness'].find((field) => fields[field] !== undefined);
    if (kind === undefined) continue;
    const key = JSON.stringify([kind, fields['at'], fields['window']]);
    groups.set(key, [...(groups.get(key) ?? []), record]);
  }
  const skipped = new Map<ProposedRecord, string>();
  for (const group of groups.values()) {
    const plain = group.filter((record) => isPlain(nameOf(record)));
    const names = group.map((record) => `"${nameOf(record)}"`).join(', ');
    if (group.length < 2) continue;
    for (const record of group) if (plain.length !== 1 || record !== plain[0]) skipped.set(record, names);
  }
  return proposed.map((record) => {
    const names = skipped.get(record);
    if (names === undefined) return record;
    const [kind, name] =
      record.template.fields['pain'] === undefined ? ['soreness', 'Soreness'] : ['pain', 'Pain'];
    const why = `${names} are of the same time, and a client has one score of ${kind} at a time: never read; call the one that is meant "${name}", or leave the others out`;
    return {
      template: SKIPPED,
      decisions: [...record.decisions, { about: nameOf(record), sure: 'undecided', why }],
    };
  });
}

const nameOf = ({ template }: ProposedRecord) => template.needs?.[0] ?? '';
const isPlain = (name: string) => headerWords(name).every((word) => PLAIN.has(word));
