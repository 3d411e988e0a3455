import type { Decision, SentMapping } from '../mapping/mapping.ts';
import { codeOfTradeName } from '../mapping/vocabulary.ts';
import { readMinutesWithName } from '../mapping/written-number.ts';
import type { OwnTechnique } from '../records/own-technique.ts';
import type { ColumnProfile } from './column-profile.ts';
import { decidePair } from './decide-pair.ts';
import { decideScore } from './decide-score.ts';
import { decideWords } from './decide-words.ts';
import { lengthsInOtherUnits } from './length-units.ts';
import type { ProposedRecord } from './proposal.ts';
import { proposeMovements } from './propose-movements.ts';
import type { Roles } from './roles.ts';
import { timeRule } from './time-rule.ts';
import { clientRule, ownIdRule, therapistRule } from './who-rules.ts';

type Vocabularies = NonNullable<SentMapping['vocabularies']>;

/**
 * A session from what columns are, where they tell when it began, how long it took and what was done.
 *
 * @param others columns of no role, among which there may be degrees of movements
 * @param ownTechniques those that the clinic lists
 * @returns undefined where they do not
 */
export function proposeSession(
  roles: Roles,
  others: readonly ColumnProfile[],
  ownTechniques: readonly OwnTechnique[] = [],
): (ProposedRecord & { vocabularies: Vocabularies }) | undefined {
  const first = (role: Parameters<Roles['get']>[0]) => roles.get(role)?.[0];
  const [technique, start] = [first('technique'), startRule(roles)];
  if (!technique || !start) return undefined;
  const decisions: Decision[] = [];
  const client = clientRule(roles);
  const therapist = therapistRule(roles);
  const from = [...idColumns(client.rule), ...start.columns];
  const own = ownIdRule(roles, from, 'visit');
  decisions.push(...own.decisions, ...client.decisions, ...therapist.decisions);
  decisions.push(...whenFilledIn(start.columns[0]!, [...others, ...(roles.get('submitted') ?? [])]));
  const end = endRule(roles, technique);
  decisions.push(...end.decisions, ...lengthsInOtherUnits(others));
  const apart = severalColumns(technique, others);
  decisions.push(...apart);
  const techniques = decideWords('technique', wordsOf(technique), ownTechniques);
  const split = splitOf(technique);
  const minutes =
    split === undefined ? 'whole-session' : hasNamedMinutes(technique, split) ? 'with-name' : 'equal-shares';
  decisions.push(...techniques.decisions, {
    about: technique.name,
    sure: 'likely',
    why: MINUTES_OF[minutes],
  });
  const complaint = first('complaint');
  const complaints = complaint && decideWords('complaint', [...complaint.values.keys()]);
  decisions.push(...(complaints?.decisions ?? NO_COMPLAINT));
  const scores = scoreFields(roles, decisions);
  const movements = proposeMovements(others);
  decisions.push(...movements.decisions);
  const region = first('bodyRegion');
  const updated = first('updated');
  return {
    template: {
      type: 'session',
      fields: {
        sessionId: own.rule,
        ...(client.rule && { clientId: client.rule }),
        therapistId: therapist.rule,
        startedAt: start.rule,
        endedAt: end.rule,
        complaint: complaint ? { column: complaint.name } : { constant: 'other' },
        ...(apart.length === 0 && {
          techniques: {
            column: technique.name,
            ...(split && { split }),
            minutes,
            ...(region && { bodyRegion: region.name }),
          },
        }),
        ...scores,
        ...(movements.rule && { rangeOfMotion: movements.rule }),
        ...(updated && { recordedAt: timeRule(updated) }),
      },
    },
    decisions,
    vocabularies: {
      ...(Object.keys(techniques.meanings).length > 0 && { technique: techniques.meanings }),
      ...(complaints && Object.keys(complaints.meanings).length > 0 && { complaint: complaints.meanings }),
    },
  };
}

const NO_COMPLAINT: readonly Decision[] = [
  {
    about: 'complaint',
    sure: 'unsure',
    why: 'no column says what clients came for: all visits would count under "other"; name a column or a code',
  },
];

/** When a visit began, from one column or from a day and a time. */
export function startRule(roles: Roles): { rule: object; columns: string[] } | undefined {
  const start = roles.get('start')?.[0];
  if (start) return { rule: timeRule(start), columns: [start.name] };
  const [day, time] = [roles.get('day')?.[0], roles.get('startTime')?.[0]];
  if (!day || !time) return undefined;
  return { rule: timeRule(day, time), columns: [day.name, time.name] };
}

/** That the time of a visit is that of filling in a form, as Microsoft Forms has both ends of it, and the form asks for none. */
function whenFilledIn(start: string, others: readonly ColumnProfile[]): Decision[] {
  if (!/^start time$/i.test(start) || !others.some(({ name }) => /^completion time$/i.test(name))) return [];
  const why =
    'is when the form was begun, which is not when the visit was, where it is filled in after it: let the form ask for the time of the visit, and name that column';
  return [{ about: start, sure: 'unsure', why }];
}

function endRule(roles: Roles, technique: ColumnProfile): { rule: object; decisions: Decision[] } {
  const end = roles.get('end')?.[0];
  if (end) return { rule: timeRule(end), decisions: [] };
  const [day, time] = [roles.get('day')?.[0], roles.get('endTime')?.[0]];
  if (day && time) return { rule: timeRule(day, time), decisions: [] };
  const duration = roles.get('duration')?.[0];
  if (duration) return { rule: { after: 'startedAt', minutes: { column: duration.name } }, decisions: [] };
  const within = { after: 'startedAt', minutes: { column: technique.name, within: true } };
  if (technique.share('minutesWithin') > 0.8) {
    const why = 'there is no column of durations: the minutes are taken from the name of the service';
    return { rule: within, decisions: [{ about: 'endedAt', sure: 'likely', why }] };
  }
  const why =
    'nothing says how long visits take: name a column of ends or minutes, or {"minutes": {"constant": 60}}';
  return { rule: within, decisions: [{ about: 'endedAt', sure: 'undecided', why }] };
}

function scoreFields(roles: Roles, decisions: Decision[]): Record<string, object> {
  const pair = roles.get('painPair')?.[0];
  if (pair && !roles.has('painBefore') && !roles.has('painAfter')) {
    const { rule, decisions: why } = decidePair(pair);
    decisions.push(...why);
    return { painBefore: rule, painAfter: rule };
  }
  const fields: Record<string, object> = {};
  const together = [...(roles.get('painBefore') ?? []), ...(roles.get('painAfter') ?? [])];
  for (const field of ['painBefore', 'painAfter'] as const) {
    const [column, ...others] = roles.get(field) ?? [];
    if (!column) continue;
    if (others.length > 0) {
      const names = [column, ...others].map(({ name }) => `"${name}"`).join(', ');
      const why = `${names} may each be it, and a visit has one score: none is read until you say which`;
      decisions.push({ about: field, sure: 'undecided', why });
      continue;
    }
    const { rule, decisions: why } = decideScore(column, together);
    fields[field] = rule;
    decisions.push(...why);
  }
  if (Object.keys(fields).length === 0 && together.length === 0) {
    const why = 'no column holds the pain before or after: sessions come without scores';
    decisions.push({ about: 'painBefore', sure: 'certain', why });
  }
  return fields;
}

/** Techniques that stand in several columns, each its own, or a box to tick for each: the first alone is not what was done. */
function severalColumns(technique: ColumnProfile, others: readonly ColumnProfile[]): Decision[] {
  const stem = (name: string) =>
    name
      .toLowerCase()
      .replaceAll(/\d+|\(.*\)|\[.*\]/g, '')
      .trim();
  const alike = others.filter(({ name, filled }) => filled > 0 && stem(name) === stem(technique.name));
  if (alike.length === 0) return [];
  const names = [technique, ...alike].map(({ name }) => `"${name}"`).join(', ');
  const why = `what was done stands in ${names}, and the first of them is not all of it: write one column with all and their minutes, such as "Swedish (30), Deep tissue (30)"`;
  return [{ about: 'techniques', sure: 'undecided', why }];
}

/** Forms with boxes to tick join what was ticked in one cell; KoboToolbox and ODK by a blank, where no code has one. */
function splitOf(technique: ColumnProfile): string | undefined {
  const values = [...technique.values.keys()];
  const isTicked = (text: string) =>
    text.split(' ').every((code) => CODE.test(code) && codeOfTradeName('technique', code) !== undefined);
  const split = [';', ', ', '|'].find((one) => values.some((text) => text.includes(one)));
  if (split !== undefined) return split;
  return values.some((text) => text.includes(' ')) && values.every(isTicked) ? ' ' : undefined;
}
const CODE = /^[a-z0-9_-]+$/;

const MINUTES_OF = {
  'whole-session': 'what was done; its minutes are those of the whole visit',
  'equal-shares': 'what was done; where it is several, each has an equal share of the visit',
  'with-name': 'what was done; where it is several, the minutes of each stand with its name',
};

/** Whether any cell with several techniques says how long each took: those that do not are refused, none is shared out. */
const hasNamedMinutes = (technique: ColumnProfile, split: string): boolean =>
  [...technique.values.keys()].some(
    (text) => text.includes(split) && text.split(split).every((part) => readMinutesWithName(part.trim())),
  );

function wordsOf(technique: ColumnProfile): string[] {
  const split = splitOf(technique);
  const words = [...technique.values.keys()].flatMap((text) =>
    split && text.includes(split)
      ? text.split(split).map((part) => readMinutesWithName(part.trim())?.name ?? part)
      : [text],
  );
  return [...new Set(words.map((word) => word.trim()).filter((word) => word !== ''))];
}

function idColumns(rule: object | undefined): string[] {
  if (rule === undefined) return [];
  if ('derived' in rule) return rule.derived as string[];
  return 'column' in rule ? [rule.column as string] : [];
}
