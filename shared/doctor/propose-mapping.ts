import { columnsRead, isLeftOut } from '../mapping/mapped-columns-check.ts';
import { type Decision, type Mapping, parseMapping, type SentMapping } from '../mapping/mapping.ts';
import { DAY_NAME } from '../tables/header-line.ts';
import type { TableShape } from '../tables/table.ts';
import { halvesOfDays, halvesUnsaid, spansOfTime } from './clocks-apart.ts';
import { saysNoPain } from './column-profile.ts';
import { DAY_ALONE, decideDays } from './decide-days.ts';
import { decideRows } from './decide-rows.ts';
import { decideTimes } from './decide-times.ts';
import { headerWords } from './header-words.ts';
import type { KnownOfFile } from './known-of-file.ts';
import type { TableProfile } from './profile-table.ts';
import type { ProposedRecord } from './proposal.ts';
import { proposeListed } from './propose-listed.ts';
import { movementColumns, movementsWithoutVisit } from './propose-movements.ts';
import { proposeOwn } from './propose-own.ts';
import { NUMBERS_OF_TEN, proposeScores, withoutPlace } from './propose-scores.ts';
import { proposeSession } from './propose-session.ts';
import { rolesOf, scoresOf } from './roles.ts';
import { withClinicsClocks } from './time-rule.ts';
import { unreadZones, withZones, zoneColumn } from './zones-of-rows.ts';

/** A proposal, for a person to read: the mapping, or what is missing for one. */
export type Proposal = { mapping: Mapping } | { undecided: readonly Decision[] };

/** What statistics programs, and people, write where there is nothing; capital and small letters are one. */
const NOTHING: ReadonlySet<string> = new Set([
  ...['na', 'n/a', '#n/a', 'null', 'none', 'nan', 'nil', 'k.a.', 'k. a.', 's/o', 'n.v.t.'],
  ...['.', '-', '--', '–', '—', '?', '*'],
]);
/** No more spellings of nothing than these are listed. */
const MOST_MISSING = 20;

/**
 * The texts of some columns that mean that there is no answer.
 *
 * @param scores those of the columns that hold scores: what says there that there is no pain is an answer, or may be
 */
export function nothingIn(columns: TableProfile['columns'], scores: TableProfile['columns'] = []): string[] {
  const texts = columns.flatMap(({ values }) => [...values.keys()]);
  const answers = new Set(scores.flatMap(({ values }) => [...values.keys()].filter(saysNoPain)));
  const placeholders = columns.flatMap((column) => [...column.placeholders]);
  const nothing = texts.filter((text) => NOTHING.has(text.toLowerCase()) && !answers.has(text));
  return [...new Set([...placeholders, ...nothing])].toSorted().slice(0, MOST_MISSING);
}

/** Proposes the mapping that would read a table, with how sure each decision is and why. */
export function proposeMapping(profile: TableProfile, shape: TableShape, known: KnownOfFile): Proposal {
  const columns = profile.columns.filter(({ filled }) => filled > 0);
  const own = proposeOwn(profile.columns, known);
  const roles = rolesOf(profile.columns);
  const halves = own ? undefined : halvesOfDays(columns);
  if (halves) return { undecided: [halves] };
  const taken = new Set([...roles.values()].flat());
  const free = columns.filter((column) => !taken.has(column));
  const sides = (['painBefore', 'painAfter'] as const).flatMap((role) => roles.get(role) ?? []);
  const degrees = new Set(movementColumns(free).map(({ column }) => column.name));
  const session = own ? undefined : proposeSession(roles, free, known.ownTechniques);
  const unsaid = session && halvesUnsaid((roles.get('start') ?? roles.get('startTime'))?.[0]);
  if (unsaid) return { undecided: [unsaid] };
  const scores = own || session ? [] : proposeScores(roles, columns);
  const listed = own || session || scores.length > 0 ? [] : proposeListed(roles, profile.columns);
  const proposed: ProposedRecord[] = [...(own ? [own] : session ? [session] : scores), ...listed];
  const records = proposed
    .map(({ template }) => template)
    .filter(({ fields }) => Object.keys(fields).length > 0);
  if (records.length === 0) {
    const why = proposed.flatMap(({ decisions }) => decisions).filter(({ sure }) => sure === 'undecided');
    return { undecided: [...why, ...whatIsMissing(roles, columns, why.length > 0)] };
  }
  const rows = own ? { rows: [], decisions: [] } : decideRows(roles, session ? free : [], columns);
  const missing = nothingIn(profile.columns, scoresOf(roles));
  const draft: SentMapping = {
    mappingVersion: 1,
    source: { system: 'unknown', report: known.name },
    file: kept(shape),
    records: withZones(withClinicsClocks(records, columns, known.timeZone), columns),
    ...(rows.rows.length > 0 && { rows: rows.rows }),
    ...(missing.length > 0 && { missing }),
    ...((own ?? session) &&
      Object.keys((own ?? session)!.vocabularies).length > 0 && {
        vocabularies: (own ?? session)!.vocabularies,
      }),
  };
  const read = columnsRead(parsed(draft));
  const times = decideTimes(
    columns.filter(({ name }) => read.includes(name)),
    known.timeZone,
    zoneColumn(columns),
  );
  const comma = columns.some((column) => read.includes(column.name) && column.count('commaNumber') > 0);
  const mapping = parsed({ ...draft, ...times.settings, ...(comma && { decimalComma: true }) });
  const leftOut = profile.columns
    .map(({ name }) => name)
    .filter((name) => !read.includes(name) && !isLeftOut(mapping, name));
  return {
    mapping: {
      ...mapping,
      leftOut,
      otherColumns: shape.format === 'json' || shape.format === 'ndjson' ? 'leave-out' : 'refuse',
      decisions: [
        ...(shape.firstRowLine ? [{ about: 'header', sure: 'likely' as const, why: MORE_LINES }] : []),
        ...times.decisions,
        ...(own ? [] : unreadZones(columns.filter(({ name }) => leftOut.includes(name)))),
        ...decideDays(mapping, columns),
        ...rows.decisions,
        ...proposed.flatMap(({ decisions }) => decisions),
        ...(own || session ? [] : movementsWithoutVisit(free)),
        ...withoutPlace(
          columns.filter(
            (column) => leftOut.includes(column.name) && !degrees.has(column.name) && !sides.includes(column),
          ),
        ),
        ...placeholdersOf(columns.concat(profile.columns)),
        ...(missing.length > 0
          ? [
              {
                about: 'missing',
                sure: 'likely' as const,
                why: `${missing.join(', ')} mean that there is no answer`,
              },
            ]
          : []),
        ...(comma
          ? [{ about: 'decimalComma', sure: 'certain' as const, why: 'numbers have a decimal comma' }]
          : []),
      ],
    },
  };
}

/** That a form has put down a time where it keeps none, and which columns say so. */
function placeholdersOf(columns: TableProfile['columns']): Decision[] {
  const found = [...new Set(columns)].filter(({ placeholders }) => placeholders.size > 0);
  return found.map(({ name, placeholders }) => ({
    about: name,
    sure: 'certain',
    why: `${[...placeholders].join(', ')} stands there in place of a time, as LimeSurvey writes it where answers are not dated: it counts as none`,
  }));
}

const MORE_LINES = 'more lines below the names of the columns hold no day, time or number: they are no rows';

/** What a person should see of how the file is read; what each file tells by itself is left out. */
function kept(shape: TableShape): SentMapping['file'] {
  const { format, separator, encoding, headerLine, firstRowLine, sheet, rowsAt, lineEnds } = shape;
  return {
    format,
    ...(encoding && encoding !== 'utf-8' && { encoding }),
    ...(separator && separator !== ',' && { separator }),
    ...(lineEnds === 'cr' && { lineEnds }),
    ...(headerLine !== undefined && headerLine !== 1 && { headerLine }),
    ...(firstRowLine !== undefined && { firstRowLine }),
    ...(sheet !== undefined && { sheet }),
    ...(rowsAt !== undefined && { rowsAt }),
  };
}

function parsed(draft: SentMapping): Mapping {
  const read = parseMapping(draft);
  if ('mapping' in read) return read.mapping;
  throw new Error(`a proposal is no mapping: ${read.faults.join('; ')}`);
}

/** @param isTold whether something else has been told already, without which it would have to be said that nothing is known */
function whatIsMissing(
  roles: ReturnType<typeof rolesOf>,
  columns: TableProfile['columns'],
  isTold: boolean,
): Decision[] {
  const has = (...of: Parameters<typeof roles.get>[0][]) => of.some((role) => roles.has(role));
  const faults: Decision[] = [];
  const say = (about: string, why: string) => faults.push({ about, sure: 'undecided', why });
  const resources = columns.find(({ name }) => /^(resource\.)?resourceType$/.test(name));
  if (resources) {
    const why = `these are resources of FHIR ("${resources.name}") in a list or within another object: send the Bundle alone, {"resourceType": "Bundle", "type": "collection", "entry": [{"resource": ...}]}, or a resource a line (.ndjson)`;
    return [{ about: 'records', sure: 'undecided', why }];
  }
  const days = columns.filter(({ name }) => DAY_NAME.test(name));
  if (days.length > 1) {
    say(
      'records',
      `the columns are called by days, such as "${days[0]!.name}": a row is all visits of a client; write a row for each visit or score, with its day and time in columns of their own`,
    );
    return faults;
  }
  if (!has('technique', 'pain', 'painBefore', 'painAfter', 'soreness', 'psfs', 'odi', 'ndi', 'promisPain')) {
    const called = withoutPlace(columns).filter(({ why }) => why !== NUMBERS_OF_TEN);
    faults.push(...called);
    if (called.length === 0)
      say(
        'records',
        'no column is called by a technique, a service, a score of pain or soreness: this may be another report',
      );
  }
  const parts = ['year', 'month', 'day'].map((part) =>
    columns.find(({ name }) => headerWords(name).includes(part)),
  );
  const serial = columns.find((column) => column.share('serialDay') > 0.9);
  if (!has('start', 'day', 'submitted') && serial)
    say(
      'time',
      `"${serial.name}" holds numbers such as ${[...serial.values.keys()][0]}, as spreadsheets count days: give its cells the format of a day with a time, and save the file again`,
    );
  else if (!has('start', 'submitted') && parts.every((part) => part !== undefined)) {
    const names = parts.map((part) => `"${part!.name}"`).join(', ');
    say(
      'time',
      `${names} hold the parts of a day, and columns are never put together: write one column, such as 2026-08-03 10:00`,
    );
  } else if (!has('start', 'day', 'submitted'))
    say('time', 'no column holds days with times: when something happened cannot be told');
  else if (has('day') && !has('start', 'startTime', 'submitted')) {
    const { name, values } = roles.get('day')![0]!;
    const found = [...values.keys()][0];
    const span = spansOfTime(columns);
    if (span) faults.push(span);
    else
      say(
        'time',
        `"${name}" holds days without a time of day, such as ${found}, and no other column holds the time: ${DAY_ALONE}, in a column of its own such as "Time"`,
      );
  }
  if (!has('clientId', 'email')) say('clientId', 'no column holds a number of the client');
  if (has('painBefore', 'painAfter') && !has('technique') && !isTold)
    say(
      'techniques',
      'there is pain before or after a visit, and no column of what was done: add one, such as "Service", or say on the upload page that a row is a visit and what is always done',
    );
  if (faults.length === 0 && !isTold)
    say(
      'records',
      'what the columns hold could not be told: say which column is which, on the upload page, or write a mapping by hand',
    );
  return faults;
}
